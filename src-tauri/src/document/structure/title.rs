//! Which blocks of the first page are the title. What the file names decides where the page shows it; otherwise each
//! group of lines that are set alike is weighed: its size and weight, its words, and what follows it. The names of
//! authors follow a title, and a volume and pages follow a journal's name, whatever the sizes.

use std::ops::Range;

use super::body::Body;
use super::edge_rows::names_columns;
use super::patent;
use super::section_names::known;
use super::title_bill::{bill, in_rows};
use super::title_extent::{Found, extent, is_long, is_short, joined};
use super::title_kind::under_a_name;
use super::title_rubrics::{is_rubric, is_stamp};
use super::title_scale::{Head, Scale};
use super::title_sender::{is_of_till, is_sender, says_sum};
use super::title_subject::subject;
use super::title_words::{
    is_citation_line, is_date, is_dated_elsewhere, is_east_asian, is_place_and_date, key,
};
use crate::document::explanation::{
    LineBreak, TitleCandidate, TitleChoice, TitleReason, TitleRejection,
};
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock};

/// A title that the file names stands in at most this many blocks.
const MOST_PIECES: usize = 8;
/// Running heads that are looked at.
const MOST_HEADS: usize = 2_000;
/// Blocks of the first page that are looked at: more are no front matter.
const MOST_BLOCKS: usize = 400;

/// Finds the title among the blocks of the first page. `info` is the title that the file names, `furniture` the
/// texts of running heads, which may contain a journal's name. A bill that says its kind and its number in the cells of a
/// row has no block that is its title.
pub(crate) fn find(
    blocks: &[RawBlock],
    furniture: &[String],
    info: Option<&str>,
    body: &Body,
) -> (Option<Range<usize>>, TitleChoice) {
    let page = first_page(blocks);
    let rejected = rejections(page, furniture, body);
    let candidates: Vec<usize> = rejected
        .iter()
        .enumerate()
        .filter(|(_, rejected)| rejected.is_none())
        .map(|(index, _)| index)
        .collect();
    let heads = furniture.iter().take(MOST_HEADS).map(|head| Head {
        letters: key(head).chars().filter(|c| !c.is_ascii_digit()).collect(),
        cites: is_citation_line(head),
    });
    let heads = heads.collect();
    let behind = blocks.get(page.len()..).unwrap_or_default();
    let scale = Scale {
        page,
        heads,
        citation: citation(page),
        body,
        covers: behind.iter().any(|block| body.begins_text(block)),
    };
    let found = said_by_the_file(page, &candidates, info)
        .or_else(|| Some((subject(page, &candidates)?, TitleReason::SubjectOfALetter)))
        .or_else(|| Some((patent::title(page)?, TitleReason::CodeOfPatent)))
        .or_else(|| Some((bill(page, &candidates, body)?, TitleReason::KindOfBill)));
    let in_row = found.is_none() && in_rows(page).is_some();
    let found = found
        .or_else(|| {
            let heaviest = scale.heaviest(&candidates).filter(|_| !in_row)?;
            Some(under_a_name(page, &candidates, heaviest))
        })
        .filter(|(range, _)| !range.is_empty());
    let is_firm = |(range, reason): &Found| !is_said(*reason) && is_sender(page, range);
    let (range, reason) = match found.filter(|found| !is_firm(found)) {
        Some((range, reason)) => (Some(range), Some(reason)),
        None if in_row => (None, Some(TitleReason::KindOfBill)),
        None => (None, info.map(|_| TitleReason::OnlyTheFile)),
    };
    let candidates = page
        .iter()
        .zip(rejected)
        .enumerate()
        .map(|(index, (block, rejected))| TitleCandidate {
            text: block.rough_text().to_owned(),
            size: block.size(),
            rejected,
            chosen: range.as_ref().is_some_and(|range| range.contains(&index)),
        })
        .collect();
    (range, TitleChoice { candidates, reason })
}

/// Whether a title is one by its words, not by its look.
fn is_said(reason: TitleReason) -> bool {
    matches!(
        reason,
        TitleReason::SaysTheFile
            | TitleReason::SubjectOfALetter
            | TitleReason::KindOfBill
            | TitleReason::KindOfDocument
            | TitleReason::CodeOfPatent
    )
}

/// How publishers ask to cite a paper, in the form of [`key`]: its label and the blocks behind it.
fn citation(page: &[RawBlock]) -> String {
    const LABELS: [&str; 5] = [
        "citation:",
        "cite this article",
        "how to cite",
        "to cite this article",
        "recommended citation",
    ];
    let asks = |block: &RawBlock| {
        let lower = block.rough_text().to_lowercase();
        LABELS.iter().any(|label| lower.starts_with(label))
    };
    let blocks = page.iter().skip_while(|block| !asks(block));
    let texts = blocks.take(MOST_PIECES).map(RawBlock::rough_text);
    texts.map(key).collect()
}

fn first_page(blocks: &[RawBlock]) -> &[RawBlock] {
    let number = blocks.first().map(RawBlock::page);
    let count = blocks
        .iter()
        .take(MOST_BLOCKS)
        .take_while(|block| Some(block.page()) == number)
        .count();
    blocks.get(..count).unwrap_or_default()
}

/// For each block of the first page, why it cannot be the title; `None` if it can.
fn rejections(page: &[RawBlock], furniture: &[String], body: &Body) -> Vec<Option<TitleRejection>> {
    let (low, high) = page
        .iter()
        .fold((f32::MAX, f32::MIN), |(low, high), block| {
            let bounds = block.bounds();
            (low.min(bounds.y0), high.max(bounds.y1))
        });
    let others: Vec<String> = page
        .iter()
        .map(RawBlock::rough_text)
        .chain(furniture.iter().map(String::as_str))
        .map(key)
        .collect();
    // on a cover the title may stand anywhere
    let has_text = page.iter().any(|block| body.begins_text(block));
    let mut lines = page.iter().flat_map(RawBlock::lines);
    let is_bill = lines.any(|line| says_sum(&line.string()));
    let rejection = |block: &RawBlock| {
        let text = block.rough_text();
        if block.kind() == RawKind::Field || block.begins() == LineBreak::FilledIn {
            Some(TitleRejection::FilledIn)
        } else if stands_in_a_row(block, page) || (is_bill && (says_sum(text) || is_of_till(text)))
        {
            Some(TitleRejection::InARow)
        } else if begins_with_columns(block, page) {
            Some(TitleRejection::NamesOfColumns)
        } else if has_text && block.bounds().y1 <= low + 0.35 * (high - low) {
            Some(TitleRejection::TooLow)
        } else if is_long(text) {
            Some(TitleRejection::TooLong)
        } else if text.chars().filter(|c| c.is_alphabetic()).count() < least_letters(text) {
            Some(TitleRejection::TooFewLetters)
        } else if is_rubric(text) || is_date(text) || is_place_and_date(text) || is_stamp(text) {
            Some(TitleRejection::Rubric)
        } else if known(text).is_some() {
            Some(TitleRejection::SectionName)
        } else if is_dated_elsewhere(text, &others) || is_citation_line(text) {
            Some(TitleRejection::Journal)
        } else {
            None
        }
    };
    page.iter().map(rejection).collect()
}

/// The letters that a title needs: a sign of Chinese is a word.
fn least_letters(text: &str) -> usize {
    if is_east_asian(text) { 2 } else { 4 }
}

/// Whether two other blocks begin on the line with which a block begins, in the same size: cells of a table do.
fn stands_in_a_row(block: &RawBlock, page: &[RawBlock]) -> bool {
    let Some(line) = block.lines().first() else {
        return false;
    };
    let beside = |other: &&RawBlock| {
        other.lines().first().is_some_and(|other| {
            (other.y - line.y).abs() <= 0.3 * line.size
                && (other.size - line.size).abs() <= 0.1 * line.size
        })
    };
    // the block stands on its own line, too
    page.iter().filter(beside).count() > 2
}

/// Whether a block begins with the names of a table's columns.
fn begins_with_columns(block: &RawBlock, page: &[RawBlock]) -> bool {
    let Some(line) = block.lines().first() else {
        return false;
    };
    let lines = || page.iter().flat_map(RawBlock::lines);
    let row: Vec<&Line> = lines().filter(|other| other.is_beside(line)).collect();
    names_columns(lines(), &row)
}

/// The blocks that say what the file names as its title, or the candidate that says most of it.
fn said_by_the_file(page: &[RawBlock], candidates: &[usize], info: Option<&str>) -> Option<Found> {
    let wanted = key(info?);
    if wanted.is_empty() {
        return None;
    }
    let exact = (0..page.len()).find_map(|from| {
        let mut said = String::new();
        for to in from..page.len().min(from + MOST_PIECES) {
            said.push_str(&key(page.get(to)?.rough_text()));
            if said == wanted {
                return Some(from..to + 1).filter(|range| is_short(page, range));
            }
            if !wanted.starts_with(&said) {
                return None;
            }
        }
        None
    });
    let range = exact.or_else(|| {
        candidates
            .iter()
            .map(|index| extent(page, *index))
            .find(|range| {
                let found = key(&joined(page, range));
                !found.is_empty()
                    && found.len() * 10 >= wanted.len() * 7
                    && wanted.len() * 10 >= found.len() * 3
                    && (wanted.contains(&found) || found.contains(&wanted))
            })
    })?;
    Some((range, TitleReason::SaysTheFile))
}
