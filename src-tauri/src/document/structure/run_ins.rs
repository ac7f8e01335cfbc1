//! Headings that open a paragraph on its own first line: "Data collection. We took ...".

use std::collections::HashSet;

use super::body::Body;
use super::keywords::LAST_PAGE as LAST_PAGE_OF_KEYWORDS;
use super::labels::names_keywords;
use super::section_names::{is_introduction, is_part_of_abstract, known, number};
use crate::document::explanation::{KindReason, LineBreak};
use crate::document::kind::RawKind;
use crate::document::layout::{BOLD, ITALIC, Line, RawBlock, SCRIPT};
use crate::document::types::SectionKind;

/// Longest heading that opens a paragraph on the paragraph's own line, in characters.
const LONGEST_RUN_IN: usize = 80;
/// Level of a heading that opens a paragraph.
pub(crate) const RUN_IN_LEVEL: u8 = 4;
/// What ends such a heading.
const MARKS: [char; 5] = ['.', ':', '\u{2014}', '\u{2013}', '-'];

/// A label of an abstract's paragraph stands on one of the first pages.
const LAST_PAGE_OF_ABSTRACT: u32 = 2;

/// Splits a paragraph that opens with a heading on its first line, "Data collection. We took ...", into a
/// heading and a paragraph. What labels the paragraphs of an abstract, "Methods: ...", is no heading, and keywords are
/// not text.
pub(crate) fn split_run_ins(blocks: Vec<RawBlock>, from: usize, body: &Body) -> Vec<RawBlock> {
    let lengths: Vec<Option<usize>> = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| {
            let may = index >= from && block.kind() == RawKind::Paragraph;
            may.then(|| run_in(block, body)).flatten()
        })
        .collect();
    let labelled = labelled(&blocks, &lengths);
    let mut out = Vec::with_capacity(blocks.len());
    for (index, (mut block, length)) in blocks.into_iter().zip(lengths).enumerate() {
        if let Some(length) = length.filter(|_| !labelled.contains(&index))
            && let Some((head, rest)) = block.lines().first().and_then(|line| split(line, length))
        {
            if names_keywords(&head.string()) && block.page() <= LAST_PAGE_OF_KEYWORDS {
                block.set(RawKind::Furniture, KindReason::Publisher);
                out.push(block);
                continue;
            }
            let level = run_in_level(&head.string());
            let kind = RawKind::Heading { level };
            let heading = RawBlock::of(vec![head], kind, KindReason::RunIn);
            out.push(heading.beginning(block.begins()));
            block.replace_first(rest);
            block = block.beginning(LineBreak::AfterRunIn);
        }
        out.push(block);
    }
    out
}

/// A heading, on lines of its own or in those of a paragraph.
struct Opening {
    index: usize,
    title: String,
    page: u32,
    is_run_in: bool,
}

/// The indices of the paragraphs of an abstract that begin with the name of one of its parts. They follow the heading of
/// the abstract, or open the text; sections of the text follow under headings on lines of their own, because the names
/// of a paper whose sections all begin within a line would look the same.
fn labelled(blocks: &[RawBlock], lengths: &[Option<usize>]) -> HashSet<usize> {
    let openings: Vec<Opening> = blocks
        .iter()
        .zip(lengths)
        .enumerate()
        .filter_map(|(index, (block, length))| {
            let title = match (block.kind(), length) {
                (RawKind::Heading { .. }, _) => block.rough_text().to_owned(),
                (_, Some(length)) => {
                    let line = block.lines().first()?;
                    line.text.iter().take(*length).collect()
                }
                _ => return None,
            };
            Some(Opening {
                index,
                title: title.trim().trim_end_matches(MARKS).to_lowercase(),
                page: block.page(),
                is_run_in: length.is_some(),
            })
        })
        .collect();
    let is_early = |opening: &Opening| opening.page <= LAST_PAGE_OF_ABSTRACT;
    let names_abstract = |opening: &Opening| {
        is_early(opening) && known(&opening.title) == Some(SectionKind::Abstract)
    };
    let from = openings
        .iter()
        .position(names_abstract)
        .map_or(0, |at| at + 1);
    let mut labels: Vec<&Opening> = Vec::new();
    for opening in openings.iter().skip(from) {
        let again = labels.iter().any(|label| label.title == opening.title);
        let begins_text = is_introduction(&opening.title) && !labels.is_empty();
        let is_part = is_part_of_abstract(&opening.title) && number(&opening.title).is_none();
        if !opening.is_run_in || !is_early(opening) || !is_part || again || begins_text {
            break;
        }
        labels.push(opening);
    }
    let behind = openings.iter().skip(from + labels.len());
    let is_section = |opening: &Opening| {
        use SectionKind::{Abstract, BackMatter, References};
        let kind = known(&opening.title);
        !opening.is_run_in && !matches!(kind, Some(Abstract | BackMatter | References))
    };
    let is_structured = from > 0 || labels.len() >= 2;
    match is_structured && behind.into_iter().any(is_section) {
        true => labels.iter().map(|label| label.index).collect(),
        false => HashSet::new(),
    }
}

/// Level of a heading that opens a paragraph.
fn run_in_level(title: &str) -> u8 {
    match known(title) {
        Some(SectionKind::Abstract | SectionKind::References) => 1,
        _ => number(title).map_or(RUN_IN_LEVEL, |(depth, _)| depth),
    }
}

/// The number of characters at the start of a paragraph that are a heading.
fn run_in(block: &RawBlock, body: &Body) -> Option<usize> {
    let line = block.lines().first()?;
    let text = line.string();
    if let Some(length) = named_run_in(&text) {
        return Some(length);
    }
    if body.bold || block.rough_text().split_whitespace().count() < 12 {
        return None;
    }
    let leading = |style: u8| {
        line.text
            .iter()
            .zip(&line.styles)
            .take_while(|(c, set)| **set & style != 0 || **set & SCRIPT != 0 || c.is_whitespace())
            .count()
    };
    let bold = leading(BOLD);
    let length = if bold >= 3 { bold } else { leading(ITALIC) };
    if !(3..=LONGEST_RUN_IN).contains(&length) || length >= line.text.len() {
        return None;
    }
    let head: String = line.text.iter().take(length).collect();
    let ends = head.trim_end().ends_with(['.', ':', '\u{2014}'])
        || line
            .text
            .get(length)
            .is_some_and(|c| matches!(c, '.' | ':' | '\u{2014}'));
    // "Present: Ida Holm, Omar Birch" is a label with its value
    let is_label = head.trim_end().ends_with(':') || line.text.get(length) == Some(&':');
    let has_sentence =
        |text: &str| text.contains(". ") || text.trim_end().ends_with(['.', '!', '?']);
    if is_label && !has_sentence(block.rough_text()) {
        return None;
    }
    let length = length + usize::from(!head.trim_end().ends_with(['.', ':', '\u{2014}']));
    let words = head.split_whitespace().count();
    let begins = head
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    (ends && begins && letters >= 3 && words <= 10 && length < line.text.len()).then_some(length)
}

/// The length of a heading that its name alone reveals, whatever it is set in: "Abstract: ..." and "Funding:
/// ...".
pub(crate) fn named_run_in(text: &str) -> Option<usize> {
    let head: String = text
        .chars()
        .take(60)
        .take_while(|c| !matches!(c, ':' | '.' | '\u{2014}' | '\u{2013}'))
        .collect();
    let count = head.chars().count();
    let mark = text.chars().nth(count)?;
    let kind = known(head.trim_end())?;
    let fits = match kind {
        SectionKind::Abstract => true,
        SectionKind::BackMatter => mark == ':',
        _ => false,
    };
    let rest = text.chars().skip(count + 1).any(char::is_alphanumeric);
    (fits && rest && head.chars().next()?.is_uppercase()).then_some(count + 1)
}

/// Splits a line before the character `at`, without the space there; `None` if one part would be empty.
fn split(line: &Line, at: usize) -> Option<(Line, Line)> {
    let skip = line
        .text
        .iter()
        .skip(at)
        .take_while(|c| c.is_whitespace())
        .count();
    let head_end = line.edges.get(at.checked_sub(1)?)?.1;
    let rest_start = line.edges.get(at + skip)?.0;
    let part = |from: usize, to: usize, x0: f32, x1: f32| {
        Some(Line {
            text: line.text.get(from..to)?.to_vec(),
            edges: line.edges.get(from..to)?.to_vec(),
            styles: line.styles.get(from..to)?.to_vec(),
            x0,
            x1,
            ..line.clone()
        })
    };
    Some((
        part(0, at, line.x0, head_end)?,
        part(at + skip, line.text.len(), rest_start, line.x1)?,
    ))
}
