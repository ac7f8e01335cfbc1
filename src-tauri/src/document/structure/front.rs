//! The top of the first page: title, authors, and what publishers print around them.

use std::ops::Range;

use super::authors::{author_lines, split_names};
use super::body::Body;
use super::publishers::{dates, is_address, is_publishers, own_words};
use super::section_names::known;
use super::title;
use super::title_words::{is_short_title_like, is_title_like, key};
use crate::document::explanation::{KindReason, TitleChoice};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock, SCRIPT};
use crate::document::pdf::FileFacts;
use crate::document::types::SectionKind;

/// A block above the title counts as text only if it has at least this many words.
const SHORTEST_PROSE: usize = 25;

/// What the first page contributes to the document.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) title_choice: TitleChoice,
    pub(crate) authors: Vec<String>,
    /// Index of the first block after title and authors.
    pub(crate) end: usize,
}

/// Finds title and authors, and gives kinds to their blocks and to those before them.
pub(crate) fn front(
    blocks: &mut Vec<RawBlock>,
    furniture: &[String],
    facts: &FileFacts,
    body: &Body,
) -> Front {
    let named = facts.title.as_deref();
    let info = named.filter(|title| is_title_like(title));
    split_off_title(blocks, info);
    split_off_by(blocks);
    split_off_dates(blocks);
    let (found, title_choice) = title::find(blocks, furniture, info, body);
    let Some(Range {
        start: from,
        end: to,
    }) = found
    else {
        let title = named.filter(|title| is_short_title_like(title));
        return Front {
            title: title.map(name_of_document),
            title_choice,
            ..Front::default()
        };
    };
    let to = merge_title(blocks, from..to);
    let printed = blocks.get(from).map_or("", RawBlock::rough_text);
    let printed = match info {
        // letters of fonts without names
        Some(info) if printed.contains('\u{fffd}') => name_of_document(info),
        _ => name_of_document(printed),
    };
    let place = blocks
        .get(from)
        .map(|title| (title.page(), title.bounds().y1));
    let is_paper = is_paper(blocks);
    for (index, block) in blocks.iter_mut().enumerate() {
        let above =
            place.is_some_and(|(page, top)| block.page() == page && block.bounds().y0 > top);
        if (index < from || above)
            && block.kind() != RawKind::Field
            && (!body.reads_as_prose(block) || block.words().0 < SHORTEST_PROSE)
            && (is_paper || is_publishers(block.rough_text()))
        {
            block.set(RawKind::Furniture, KindReason::AboveTitle);
        }
    }
    let end = end_of_front(blocks, to, body);
    let names: Vec<String> = author_lines(blocks.get(to..end).unwrap_or_default());
    for block in blocks.iter_mut().take(end).skip(to) {
        if block.kind() == RawKind::Furniture {
            continue;
        }
        match is_publishers(block.rough_text()) {
            true => block.set(RawKind::Furniture, KindReason::Publisher),
            false => block.set(RawKind::Authors, KindReason::UnderTitle),
        }
    }
    let mut authors = names;
    if authors.is_empty()
        && let Some(author) = facts
            .author
            .as_deref()
            .filter(|author| author.contains(' '))
    {
        authors = split_names(author);
    }
    Front {
        title: Some(printed),
        title_choice,
        authors,
        end,
    }
}

/// Whether blocks are those of a paper, over whose title publishers print what is not its text. Over the subject of a
/// letter stand its sender and its date, and over the title of a report its number.
fn is_paper(blocks: &[RawBlock]) -> bool {
    blocks.iter().any(|block| {
        let text = block.rough_text();
        matches!(
            known(text),
            Some(SectionKind::Abstract | SectionKind::References)
        ) || text
            .get(..8)
            .is_some_and(|start| start.eq_ignore_ascii_case("abstract"))
    })
}

/// A text as a title: without control characters, marks of notes and doubled spaces.
pub(crate) fn name_of_document(text: &str) -> String {
    let invisible = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        ) || ('\u{e000}'..='\u{f8ff}').contains(&c)
    };
    let visible: String = text
        .chars()
        .filter(|c| !invisible(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(['*', '\u{2217}', '\u{2020}', '\u{2021}', '\u{a7}'])
        .trim_end()
        .to_owned()
}

/// Divides a block of the first page where the lines that say what the file names as its title begin and end, so
/// that a line set like the title does not become a part of it.
fn split_off_title(blocks: &mut Vec<RawBlock>, info: Option<&str>) {
    let Some(wanted) = info.map(key).filter(|wanted| !wanted.is_empty()) else {
        return;
    };
    let first = blocks.first().map(RawBlock::page);
    let place = blocks
        .iter()
        .take_while(|block| Some(block.page()) == first)
        .enumerate()
        .find_map(|(index, block)| Some((index, lines_saying(block, &wanted)?)));
    let Some((index, lines)) = place else {
        return;
    };
    let Some(block) = blocks.get(index) else {
        return;
    };
    let (kind, begins) = (block.kind(), block.begins());
    let mut title = block.lines().to_vec();
    let behind = title.split_off(lines.end);
    let before: Vec<_> = title.drain(..lines.start).collect();
    let pieces = [before, title, behind]
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| RawBlock::of(lines, kind, KindReason::NothingElse).beginning(begins));
    blocks.splice(index..=index, pieces);
}

/// Takes "by" on a line of its own, under a title, out of the title's block.
fn split_off_by(blocks: &mut Vec<RawBlock>) {
    let first = blocks.first().map(RawBlock::page);
    let ends_with_by = |block: &RawBlock| {
        block.lines().len() > 1
            && block.lines().last().is_some_and(|line| {
                let text = line.string().to_lowercase();
                ["by", "von", "par", "por", "di", "door"].contains(&text.trim())
            })
    };
    let Some(index) = blocks
        .iter()
        .take_while(|block| Some(block.page()) == first)
        .position(ends_with_by)
    else {
        return;
    };
    let Some(block) = blocks.get(index) else {
        return;
    };
    let (kind, begins) = (block.kind(), block.begins());
    let mut lines = block.lines().to_vec();
    let by = lines.split_off(lines.len() - 1);
    let pieces = [lines, by]
        .map(|lines| RawBlock::of(lines, kind, KindReason::NothingElse).beginning(begins));
    blocks.splice(index..=index, pieces);
}

/// Takes the dates of the manuscript off the paragraph that they are set above.
fn split_off_dates(blocks: &mut Vec<RawBlock>) {
    let dated = |block: &RawBlock| {
        let lines: Vec<String> = block.lines().iter().map(Line::string).collect();
        let count = dates(&lines);
        (count > 0 && count < lines.len()).then_some(count)
    };
    let place = blocks
        .iter()
        .take_while(|block| block.page() <= 2)
        .enumerate()
        .find_map(|(index, block)| Some((index, dated(block)?)));
    if let Some((index, count)) = place
        && let Some(block) = blocks.get(index)
    {
        let begins = block.begins();
        let mut lines = block.lines().to_vec();
        let text = lines.split_off(count);
        let pieces = [
            RawBlock::of(lines, RawKind::Furniture, KindReason::Publisher).beginning(begins),
            RawBlock::of(text, RawKind::Paragraph, KindReason::NothingElse),
        ];
        blocks.splice(index..=index, pieces);
    }
}

/// The lines of a block that say a title, if they are some of its lines.
fn lines_saying(block: &RawBlock, wanted: &str) -> Option<Range<usize>> {
    let keys: Vec<String> = block
        .lines()
        .iter()
        .map(|line| key(&line.string()))
        .collect();
    (0..keys.len()).find_map(|from| {
        let mut said = String::new();
        for to in from..keys.len() {
            said.push_str(keys.get(to)?);
            if said == wanted {
                return (to + 1 - from < keys.len()).then_some(from..to + 1);
            }
            if !wanted.starts_with(&said) {
                return None;
            }
        }
        None
    })
}

/// Makes one block of the title's, without the mark of a note at its end, and returns the index behind it.
fn merge_title(blocks: &mut Vec<RawBlock>, range: Range<usize>) -> usize {
    let mut lines: Vec<_> = blocks
        .splice(range.clone(), [])
        .flat_map(RawBlock::into_lines)
        .collect();
    if let Some(last) = lines.last_mut() {
        let marks = last
            .text
            .iter()
            .zip(&last.styles)
            .rev()
            .take_while(|(c, style)| {
                c.is_whitespace() || (*style & SCRIPT != 0 && !c.is_alphabetic())
            })
            .count();
        let keep = last.text.len() - marks;
        // the figure of a formula belongs to its capital
        let formula = last
            .text
            .get(keep.wrapping_sub(1))
            .is_some_and(|c| c.is_uppercase() || matches!(c, ')' | ']'));
        if keep > 0 && !formula {
            last.text.truncate(keep);
            last.styles.truncate(keep);
            last.edges.truncate(keep);
        }
    }
    let title = RawBlock::of(lines, RawKind::Title, KindReason::Title);
    blocks.insert(range.start.min(blocks.len()), title);
    range.start + 1
}

/// How many of some blocks have no digits but in marks of notes: names have none, and what else stands between a title
/// and a table has.
fn count_without_digits(blocks: &[RawBlock], range: Range<usize>) -> usize {
    let has_digits = |line: &Line| {
        let letters = line.text.iter().zip(&line.styles);
        let mut plain = letters.filter(|(_, style)| *style & SCRIPT == 0);
        plain.any(|(c, _)| c.is_ascii_digit())
    };
    let blocks = blocks.get(range).unwrap_or_default().iter();
    blocks
        .take_while(|block| !block.lines().iter().any(has_digits))
        .count()
}

/// Where names and addresses end: at the abstract, at the first heading, or at running text.
fn end_of_front(blocks: &[RawBlock], from: usize, body: &Body) -> usize {
    let page = blocks.get(from.saturating_sub(1)).map_or(1, RawBlock::page);
    let mut end = from;
    for block in blocks.iter().skip(from) {
        let text = block.rough_text();
        let lower = text.to_lowercase();
        let abstract_here = lower.starts_with("abstract")
            || lower.starts_with("summary")
            || lower.starts_with("a b s t r a c t");
        let named = matches!(
            known(text),
            Some(SectionKind::Abstract | SectionKind::Body | SectionKind::References)
        );
        let count = text.split_whitespace().count();
        let long = count >= 30 && (body.reads_as_prose(block) || block.size() >= 0.9 * body.size);
        // an abstract may be short, or in small type
        let sentences = own_words(text) >= 15;
        let prose = (long || sentences) && !is_address(text) && !is_publishers(text);
        let field = block.kind() == RawKind::Field;
        if block.kind() == RawKind::Table {
            match block.why() {
                // a letter or a bill
                KindReason::BesideAddress => return from,
                KindReason::Aligned => return from + count_without_digits(blocks, from..end),
                _ => {}
            }
        }
        if block.page() != page || field || abstract_here || named || prose {
            break;
        }
        end += 1;
    }
    // a page that has only short pieces has no front matter
    if end == blocks.len() { from } else { end }
}
