//! The top of the first page: title, authors, and what publishers print around them.

use std::ops::Range;

use super::authors::{author_lines, persons_under};
use super::body::Body;
use super::bylines;
use super::front_end::{
    end_of_front, end_of_lines_under, first_numbered, has_text, is_cover, is_cover_of_thesis,
    is_paper, mark_lines_under,
};
use super::name_words::is_program;
use super::names::{SmallWords, split_names};
use super::patent;
use super::publishers::{dates, is_publishers_in};
use super::rows::first_page;
use super::title;
use super::title_bill;
use super::title_scale::states_degree;
use super::title_sender::is_sender;
use super::title_words::{is_short_title_like, is_title_like, key};
use crate::document::explanation::{KindReason, TitleChoice, TitleReason};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock, SCRIPT};
use crate::document::pdf::FileFacts;

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
    /// Whether this is a paper whose first page is a publisher's, and not the title page of a thesis.
    pub(crate) is_published: bool,
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
    title_bill::split_off(blocks);
    let (found, title_choice) = title::find(blocks, furniture, info, body);
    let Some(title) = found else {
        return without_title(blocks, named, title_choice);
    };
    let length = title.len();
    let from = raised(blocks, title, body);
    let to = merge_title(blocks, from..from + length);
    let printed = blocks.get(from).map_or("", RawBlock::rough_text);
    let printed = match info {
        // letters of fonts without names
        Some(info) if printed.contains('\u{fffd}') => name_of_document(info),
        _ => name_of_document(patent::without_code(blocks, printed)),
    };
    let is_paper = is_paper(blocks);
    let is_published = is_paper && !is_cover_of_thesis(blocks, body);
    mark_above(blocks, from, is_published, body);
    let words = SmallWords::of(blocks.iter().map(RawBlock::rough_text));
    let is_article = is_paper && has_text(blocks, body);
    let end = match is_article || !has_text(blocks, body) {
        true => end_of_front(blocks, to, body),
        false => end_of_lines_under(blocks, to, body, &words),
    };
    let numbered = first_numbered(blocks, to..end, body).filter(|_| !is_article);
    let end = numbered.unwrap_or(end);
    let is_letter = matches!(
        title_choice.reason,
        Some(TitleReason::SubjectOfALetter | TitleReason::KindOfBill)
    );
    let mut authors = match (is_article, is_letter) {
        (true, _) => author_lines(blocks.get(to..end).unwrap_or_default()),
        // its sender stands over it or under it, among other names
        (_, true) => Vec::new(),
        _ => authors_of_others(blocks, from..to, end, body, &words),
    };
    if is_article && authors.is_empty() {
        authors = bylines::stated(blocks, body, &words);
    }
    let inventors = patent::inventors(blocks, &words);
    if !inventors.is_empty() {
        authors = inventors;
    }
    // on a page with sentences, what follows the names is text
    let named = match is_paper || is_cover(blocks, to, body) {
        true => end,
        false => end_of_lines_under(blocks, to, body, &words).min(end),
    };
    mark_lines_under(blocks, to..named, is_published);
    if authors.is_empty() {
        authors = named_by_the_file(facts, blocks, is_article, &words);
    }
    Front {
        title: Some(printed),
        title_choice,
        authors,
        end,
        is_published,
    }
}

/// Puts a title that is drawn behind the text over which it stands before that text, and returns where it begins.
fn raised(blocks: &mut [RawBlock], title: Range<usize>, body: &Body) -> usize {
    let bottom = blocks
        .get(title.clone())
        .unwrap_or_default()
        .iter()
        .map(|block| block.bounds().y0)
        .fold(f32::MAX, f32::min);
    let before = blocks.get(..title.start).unwrap_or_default();
    let is_drawn_later = before.iter().any(|block| body.begins_text(block))
        && before.iter().all(|block| block.bounds().y1 <= bottom + 1.0);
    if !is_drawn_later {
        return title.start;
    }
    if let Some(all) = blocks.get_mut(..title.end) {
        all.rotate_right(title.len());
    }
    0
}

/// Marks what stands over the title, the block `from`, and is the publisher's.
fn mark_above(blocks: &mut [RawBlock], from: usize, is_published: bool, body: &Body) {
    let place = blocks
        .get(from)
        .map(|title| (title.page(), title.bounds().y1));
    for (index, block) in blocks.iter_mut().enumerate() {
        let above =
            place.is_some_and(|(page, top)| block.page() == page && block.bounds().y0 > top);
        if (index < from || above)
            && block.kind() != RawKind::Field
            && (!body.reads_as_prose(block) || block.words().0 < SHORTEST_PROSE)
            && (is_published || is_publishers_in(block.rough_text(), false))
        {
            block.set(RawKind::Furniture, KindReason::AboveTitle);
        }
    }
}

/// What a first page contributes on which no title stands: a bill may name itself in its rows, and the file may have a title.
fn without_title(blocks: &[RawBlock], named: Option<&str>, title_choice: TitleChoice) -> Front {
    let is_bill = title_choice.reason == Some(TitleReason::KindOfBill);
    let title = match is_bill {
        true => title_bill::in_rows(first_page(blocks)),
        false => named
            .filter(|title| is_short_title_like(title))
            .map(str::to_owned),
    };
    Front {
        title: title.as_deref().map(name_of_document),
        title_choice,
        end: end_of_letterhead(blocks, is_bill),
        is_published: is_paper(blocks),
        ..Front::default()
    }
}

/// Where the name of the firm over a bill ends, which is no heading. Over the table of what says that it `is_bill`
/// stands no heading at all.
fn end_of_letterhead(blocks: &[RawBlock], is_bill: bool) -> usize {
    let page = first_page(blocks);
    let table = page
        .iter()
        .position(|block| block.kind() == RawKind::Table)
        .unwrap_or(0);
    let is_firm = |index: &usize| is_sender(page, &(*index..*index + 1));
    match is_bill {
        true => table,
        false => (0..table).rev().find(is_firm).map_or(0, |index| index + 1),
    }
}

/// The authors of a document that is no paper: whom the first page states, or lines of names under the title, or, on a
/// cover, above it. What the title says is none.
fn authors_of_others(
    blocks: &[RawBlock],
    title: Range<usize>,
    end: usize,
    body: &Body,
    words: &SmallWords,
) -> Vec<String> {
    let stated = bylines::stated(blocks, body, words);
    if !stated.is_empty() {
        return stated;
    }
    let page = blocks.get(title.start).map_or(1, RawBlock::page);
    let cover = !has_text(blocks, body);
    // names on a single page of short pieces may be those of anybody
    if cover && blocks.last().is_none_or(|last| last.page() == page) {
        return Vec::new();
    }
    let behind = blocks.iter().skip(title.end);
    let under = match cover {
        true => behind.take_while(|block| block.page() == page).count(),
        false => end.saturating_sub(title.end),
    };
    let said = blocks
        .get(title.start)
        .map_or(String::new(), |block| key(block.rough_text()));
    let lines = blocks.get(title.end..title.end + under).unwrap_or_default();
    let mut names = persons_under(lines, words);
    names.retain(|name| !said.contains(&key(name)));
    if names.is_empty() && cover {
        let first = blocks.iter().take_while(|block| block.page() == page);
        let is_thesis = first
            .clone()
            .any(|block| states_degree(&block.rough_text().to_lowercase()));
        names = bylines::above_title(blocks, title.start, is_thesis, words);
    }
    if names.is_empty() && cover {
        names = bylines::on_title_page(blocks, &said, words);
    }
    names
}

/// The authors that the file names: not the program that wrote it, nor an account.
fn named_by_the_file(
    facts: &FileFacts,
    blocks: &[RawBlock],
    is_article: bool,
    words: &SmallWords,
) -> Vec<String> {
    let printed = |name: &str| {
        let first = blocks.iter().take_while(|block| block.page() == 1);
        let name = key(name);
        first
            .into_iter()
            .any(|block| key(block.rough_text()) == name)
    };
    let author = facts
        .author
        .as_deref()
        .filter(|author| author.contains(' ') && !is_program(author));
    let mut names = author.map(split_names).unwrap_or_default();
    names.retain(|name| is_article || words.is_person(name) || printed(name));
    names
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
    let place = first_page(blocks)
        .iter()
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
    let ends_with_by = |block: &RawBlock| {
        block.lines().len() > 1
            && block.lines().last().is_some_and(|line| {
                let text = line.string().to_lowercase();
                ["by", "von", "par", "por", "di", "door"].contains(&text.trim())
            })
    };
    let Some(index) = first_page(blocks).iter().position(ends_with_by) else {
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
        // "Received:" in a table has its value beside it
        if matches!(block.kind(), RawKind::Furniture | RawKind::Table) {
            return None;
        }
        let lines: Vec<String> = block.lines().iter().map(Line::string).collect();
        let count = dates(&lines);
        let (above, below) = block.lines().split_at(count);
        let pair = above.last().zip(below.first());
        pair.is_some_and(|(above, below)| !above.is_beside(below))
            .then_some(count)
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
