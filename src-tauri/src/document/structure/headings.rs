//! Which blocks are headings, and how deep. The file's outline decides first; otherwise a heading is short,
//! stands before text, and has a number, a known name or a look unlike the text's.

use std::collections::{HashMap, HashSet};

use super::body::Body;
use super::clauses::clause;
use super::column_names::is_name_of_column;
use super::keywords::names_list;
use super::labels::is_label;
use super::no_heading::heads_nothing;
use super::over_table;
use super::section_names::{known, number};
use super::title_words::{is_citation_line, is_date, is_east_asian, is_year};
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::marks::may_begin_name;
use crate::document::types::SectionKind;

/// Longest heading, in characters.
const LONGEST: usize = 160;
/// Longest heading, in words.
const MOST_WORDS: usize = 22;
/// What ends a sentence or a part of one, and no heading.
const ENDS: [char; 11] = [
    '.', ',', ';', '\u{3001}', '\u{3002}', '\u{ff0c}', '\u{ff1b}', '\u{964}', '\u{6d4}', '\u{60c}',
    '\u{61b}',
];

/// The look of a heading; headings of one look have one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Look {
    /// Negative, in half points, so that large sizes sort first.
    size: i32,
    plain: bool,
    lower: bool,
    italic: bool,
}

impl Look {
    fn of(block: &RawBlock) -> Self {
        Self {
            size: -((block.size() * 2.0).round() as i32),
            plain: block.share(|line| line.bold) < 0.8,
            lower: !is_capitals(block.rough_text()),
            italic: block.share(|line| line.italic) > 0.8,
        }
    }
}

fn is_capitals(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let upper = letters.iter().filter(|c| c.is_uppercase()).count();
    letters.len() >= 4 && upper * 10 >= letters.len() * 9
}

/// A title in the form in which titles are compared: letters and digits, without the number in front.
fn key(title: &str) -> String {
    let rest = number(title).map_or(title, |(_, rest)| rest);
    rest.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A block that is a heading, before its level is known.
struct Found {
    index: usize,
    look: Look,
    /// Level of the bookmark of the same name.
    bookmark: Option<u8>,
    why: KindReason,
}

/// Marks the headings among the blocks from `from` on, with their levels.
pub(crate) fn find(blocks: &mut [RawBlock], from: usize, body: &Body, outline: &[(u8, String)]) {
    let bookmarks: HashMap<String, u8> = outline
        .iter()
        .map(|(level, title)| (key(title), *level))
        .collect();
    let body = &Body {
        size: least_size(blocks, from, body),
        ..*body
    };
    let title = blocks
        .iter()
        .find(|block| block.kind() == RawKind::Title)
        .map(|block| key(block.rough_text()));
    // an outline has no text under its headings
    let bare = !blocks.iter().any(|block| body.reads_as_prose(block));
    let mut found: Vec<Found> = Vec::new();
    let mut in_references = false;
    for index in from..blocks.len() {
        let Some(block) = blocks.get(index) else {
            break;
        };
        let text = block.rough_text();
        // the title may come again over the text
        let again =
            || number(text).is_none() && title.as_ref().is_some_and(|title| *title == key(text));
        if !could_be(block, text)
            || again()
            || is_not_over_text(blocks, index)
            || names_list(blocks, index)
            || heads_nothing(blocks, index)
        {
            continue;
        }
        let name = known(text);
        let bookmark = bookmarks
            .get(&key(text))
            .copied()
            .filter(|_| !key(text).is_empty());
        let why = if bookmark.is_some() {
            Some(KindReason::Bookmark)
        } else if in_references && name.is_none() {
            // titles of cited works look like headings
            (block.size() > 1.1 * body.size && number(text).is_some())
                .then_some(KindReason::Numbered)
        } else if bare
            && block.share(|line| line.bold) > 0.8
            && number(text).is_some()
            && is_between_headings(blocks, index)
        {
            Some(KindReason::Numbered)
        } else {
            why_heading(blocks, index, text, name, body)
                .filter(|_| !over_table::is_address(blocks, index, body))
        };
        if let Some(why) = why {
            in_references =
                name == Some(SectionKind::References) || (in_references && name.is_none());
            found.push(Found {
                index,
                look: Look::of(block),
                bookmark,
                why,
            });
        }
    }
    leave_names_of_columns(blocks, &mut found);
    found.extend(alike(blocks, from, &found, body));
    found.sort_by_key(|heading| heading.index);
    // "References" also heads a column of many tables
    let last = found
        .iter()
        .rev()
        .map(|heading| heading.index)
        .find(|index| names_references(blocks, *index));
    found.retain(|heading| {
        !names_references(blocks, heading.index)
            || Some(heading.index) == last
            || before_entries(blocks, heading.index)
    });
    set_levels(blocks, found);
}

/// Takes the names of columns out of what was found, and gives them to their table.
fn leave_names_of_columns(blocks: &mut [RawBlock], found: &mut Vec<Found>) {
    let is_name =
        |heading: &&Found| heading.bookmark.is_none() && is_name_of_column(blocks, heading.index);
    let names = found.iter().filter(is_name);
    let names: Vec<usize> = names.map(|heading| heading.index).collect();
    found.retain(|heading| !names.contains(&heading.index));
    for index in names {
        if let Some(block) = blocks.get_mut(index)
            && block.kind() != RawKind::Table
        {
            block.set(RawKind::Table, KindReason::Aligned);
        }
    }
}

/// Marks the headings, with the level of their bookmark, their number or their look.
fn set_levels(blocks: &mut [RawBlock], found: Vec<Found>) {
    let looks = trusted_looks(blocks, &found);
    for heading in found {
        let Some(block) = blocks.get_mut(heading.index) else {
            continue;
        };
        let text = block.rough_text();
        let by_number = number(text).map(|(depth, _)| depth);
        let rank = looks
            .iter()
            .position(|other| *other == heading.look)
            .unwrap_or(0) as u8
            + 1;
        let level = heading.bookmark.or(by_number).unwrap_or(match known(text) {
            Some(SectionKind::Body) | None => rank,
            Some(_) => rank.min(2),
        });
        let level = level.clamp(1, 6);
        block.set(RawKind::Heading { level }, heading.why);
    }
}

fn names_references(blocks: &[RawBlock], index: usize) -> bool {
    blocks
        .get(index)
        .is_some_and(|block| known(block.rough_text()) == Some(SectionKind::References))
}

/// Whether the block after a heading begins like an entry: with a number, and soon a year.
fn before_entries(blocks: &[RawBlock], index: usize) -> bool {
    blocks.get(index + 1).is_some_and(|block| {
        let text: String = block.rough_text().chars().take(200).collect();
        let numbered = text.starts_with(['1', '[', '(']);
        let year = text.split(|c: char| !c.is_ascii_digit()).any(is_year);
        numbered && year
    })
}

/// The smallest size of a heading. Sizes of two faces cannot be compared: "Introduction" in a sans serif may
/// measure less than the text and look larger. Labels of the abstract and its box come before the first section and
/// do not count.
fn least_size(blocks: &[RawBlock], from: usize, body: &Body) -> f32 {
    let named = |block: &&RawBlock| {
        let text = block.rough_text();
        let set_apart = block.share(|line| line.bold) > 0.8 || is_capitals(text);
        set_apart
            && block.kind() == RawKind::Paragraph
            && matches!(
                known(text),
                Some(SectionKind::Body | SectionKind::References)
            )
            && could_be(block, text)
    };
    let begins = |block: &&RawBlock| {
        let name = key(block.rough_text());
        ["introduction", "background"].contains(&name.as_str())
    };
    let all = blocks.get(from..).unwrap_or_default();
    let begin = all
        .iter()
        .rposition(|block| begins(&block) && named(&block));
    all.iter()
        .skip(begin.unwrap_or(0))
        .filter(named)
        .map(RawBlock::size)
        .filter(|size| *size > 0.7 * body.size)
        .fold(body.size, f32::min)
}

/// The looks of headings, the outermost first.
fn trusted_looks(blocks: &[RawBlock], found: &[Found]) -> Vec<Look> {
    let unnumbered: HashSet<Look> = found
        .iter()
        .filter(|heading| {
            blocks
                .get(heading.index)
                .is_some_and(|block| number(block.rough_text()).is_none())
        })
        .map(|heading| heading.look)
        .collect();
    let mut looks: Vec<Look> = unnumbered.into_iter().collect();
    looks.sort();
    looks
}

/// Whether a block is short, begins like a heading, and is of a kind that may turn out to be one.
fn could_be(block: &RawBlock, text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let characters = text.chars().count();
    // "2.1. Sites" has as many figures as letters
    let titled = number(text).is_some_and(|(_, rest)| {
        rest.chars().filter(|c| c.is_alphabetic()).count() * 2 > rest.chars().count()
    });
    let first_fits = text
        .chars()
        .find(|c| !matches!(c, '\u{201c}' | '"' | '(' | '\u{2018}'))
        .is_some_and(|c| may_begin_name(c) || c.is_ascii_digit())
        || number(text).is_some_and(|(_, rest)| rest.starts_with(may_begin_name));
    let clause = clause(text).is_some();
    // one sign may be a word
    let is_word = titled && text.chars().any(|c| may_begin_name(c) && !c.is_uppercase());
    // a line of a list of contents
    let led = ["....", ". . . "].iter().any(|dots| text.contains(dots));
    matches!(
        block.kind(),
        RawKind::Paragraph
            | RawKind::ListItem
            | RawKind::Formula
            | RawKind::Figure
            | RawKind::Table
    ) && block.lines().len() <= 4
        && (3..=LONGEST).contains(&characters)
        && (letters * 2 > characters || titled || clause)
        && (letters >= 3 || clause || is_word)
        && block.words().0 <= MOST_WORDS
        && (first_fits || clause)
        && !led
        && !is_date(text)
}

/// Why a block is a heading, by its name, its number or its look; `None` if it is not one.
fn why_heading(
    blocks: &[RawBlock],
    index: usize,
    text: &str,
    name: Option<SectionKind>,
    body: &Body,
) -> Option<KindReason> {
    let block = blocks.get(index)?;
    let size = block.size();
    let bold = block.share(|line| line.bold) > 0.8 && !body.bold;
    let italic = block.share(|line| line.italic) > 0.8;
    let capitals = is_capitals(text);
    let larger = size > 1.06 * body.size;
    // some names of fonts show no weight, so a face unlike the text's says as much as italics do
    let faced = block
        .font()
        .zip(body.font)
        .is_some_and(|(own, text)| own != text);
    let set_apart = bold || larger || capitals || italic || faced;
    let (words, _) = block.words();
    let cell = matches!(block.kind(), RawKind::Table | RawKind::Figure);
    if is_label(text) && number(text).is_none() {
        return None;
    }
    if name.is_some() && (set_apart || block.lines().len() == 1) && size > 0.85 * body.size && !cell
    {
        return Some(KindReason::SectionName);
    }
    if matches!(
        block.kind(),
        RawKind::Table | RawKind::Figure | RawKind::Formula
    ) && !(larger && bold)
    {
        return None;
    }
    // a bold face of its own may be a little smaller and still stand out
    let least = if bold && faced { 0.85 } else { 0.93 };
    if size < least * body.size || !stands_before_text(blocks, index, body) {
        return None;
    }
    let ends_as_sentence = text.trim_end().ends_with(ENDS) && words > 1;
    if let Some((_, rest)) = number(text) {
        // "1. We took ten rats." is an item of a list, and so is "ii) Low cost"
        let small = text.starts_with(char::is_lowercase);
        let fits = (set_apart
            || (!small && !ends_as_sentence && block.lines().len() == 1 && words <= 12))
            && rest.starts_with(may_begin_name);
        return fits.then_some(KindReason::Numbered);
    }
    if let Some(name) = clause(text) {
        let begins = name.is_empty() || !name.starts_with(char::is_lowercase);
        let plain = !ends_as_sentence && block.lines().len() == 1 && words <= 12;
        return (begins && (set_apart || plain)).then_some(KindReason::Numbered);
    }
    let sentences = text.contains(". ") && words > 8;
    if ends_as_sentence || sentences || !reads_as_title(text) {
        return None;
    }
    let stands_out = match (bold, larger, capitals, italic || faced) {
        (true, ..) | (_, true, ..) => true,
        (_, _, true, _) => words <= 12,
        (_, _, _, true) => words <= 12 && block.lines().len() <= 2,
        _ => false,
    };
    stands_out.then_some(KindReason::SetApart)
}

/// Whether the blocks beside one have a number too, or the name of a section.
fn is_between_headings(blocks: &[RawBlock], index: usize) -> bool {
    let named = |block: Option<&RawBlock>| {
        block.is_some_and(|block| {
            let text = block.rough_text();
            block.lines().len() == 1 && (number(text).is_some() || known(text).is_some())
        })
    };
    named(index.checked_sub(1).and_then(|above| blocks.get(above))) || named(blocks.get(index + 1))
}

/// Blocks that are set like headings, larger than the text and bold, although what follows them is too short to be
/// text.
fn alike(blocks: &[RawBlock], from: usize, found: &[Found], body: &Body) -> Vec<Found> {
    let mut looks: HashMap<Look, usize> = HashMap::new();
    for heading in found {
        *looks.entry(heading.look).or_default() += 1;
    }
    let is_alike = |(index, block): (usize, &RawBlock)| {
        let look = Look::of(block);
        let text = block.rough_text();
        let fits = block.kind() == RawKind::Paragraph
            && looks.get(&look).is_some_and(|count| *count >= 2)
            && !look.plain
            && block.size() > 1.06 * body.size
            && !found.iter().any(|heading| heading.index == index)
            && could_be(block, text)
            && reads_as_title(text)
            && !is_label(text)
            && !is_beside_another(blocks, index)
            && !text.trim_end().ends_with(['.', ',', ';', ':']);
        fits.then_some(Found {
            index,
            look,
            bookmark: None,
            why: KindReason::SetApart,
        })
    };
    // behind the first heading: what stands before it may be a subtitle or a form's line
    let first = found.first().map_or(blocks.len(), |heading| heading.index);
    let all = blocks.iter().enumerate();
    all.skip(from.max(first)).filter_map(is_alike).collect()
}

/// Whether a text has words and contains neither an address, nor a formula, nor a citation.
fn reads_as_title(text: &str) -> bool {
    let cites = text
        .split('[')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let words = text
        .split_whitespace()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        || is_east_asian(text);
    let formula = text.contains(|c: char| {
        matches!(c, '@' | '=' | '\u{bc}' | '\u{fffd}') || ('\u{2200}'..='\u{22ff}').contains(&c)
    });
    words && !cites && !formula && !text.contains("://")
}

/// Whether a block is an entry of a list of contents, with the number of its page on the right, or stands at the foot of
/// a page beside a volume or a year.
fn is_not_over_text(blocks: &[RawBlock], index: usize) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let on_line = |other: &&RawBlock| {
        let lines = other.lines().first().zip(block.lines().last());
        lines.is_some_and(|(a, b)| a.page == b.page && a.is_beside(b) && a.x0 > b.x1)
    };
    let near = index.saturating_sub(2)..(index + 3).min(blocks.len());
    let around = blocks.get(near).unwrap_or_default();
    let is_number =
        |text: &str| (1..=4).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    let mut beside = around.iter().filter(on_line);
    beside.any(|other| {
        let text = other.rough_text().trim();
        is_number(text) || (is_citation_line(text) && is_last_of_page(blocks, index))
    })
}

/// Whether nothing stands under a block on its page.
fn is_last_of_page(blocks: &[RawBlock], index: usize) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let (page, bottom) = (block.page(), block.bounds().y0);
    let before = blocks.get(..index).unwrap_or_default().iter().rev();
    let behind = blocks.get(index + 1..).unwrap_or_default().iter();
    let same = |other: &&RawBlock| other.page() == page;
    let mut all = before.take_while(same).chain(behind.take_while(same));
    !all.any(|other| other.bounds().y1 < bottom + 1.0 && other.kind() != RawKind::Furniture)
}

/// Whether a block before or behind one stands on its own line, as cells do.
fn is_beside_another(blocks: &[RawBlock], index: usize) -> bool {
    let Some(block) = blocks.get(index) else {
        return false;
    };
    let is_row =
        |block: &RawBlock| block.kind() == RawKind::Table && block.why() == KindReason::Aligned;
    let beside = |other: &RawBlock| {
        // a cell has neighbours on its own line; those of a row may stand far away
        other
            .lines()
            .first()
            .zip(block.lines().first())
            .is_some_and(|(a, b)| {
                let near = (a.x0 - b.x1).abs() < 4.0 * b.size;
                a.page == b.page && a.is_beside(b) && (near || is_row(block) && is_row(other))
            })
    };
    let mut around = index.saturating_sub(1)..(index + 2).min(blocks.len());
    around.any(|i| i != index && blocks.get(i).is_some_and(beside))
}

/// Whether running text, a list or another heading follows soon.
fn stands_before_text(blocks: &[RawBlock], index: usize, body: &Body) -> bool {
    if is_beside_another(blocks, index) {
        return false;
    }
    blocks.iter().skip(index + 1).take(5).any(|next| {
        let aligned = next.kind() == RawKind::Table && next.why() == KindReason::Aligned;
        aligned
            || body.reads_as_prose(next)
            || next.kind() == RawKind::ListItem
            || next.lines().len() >= 3
    })
}
