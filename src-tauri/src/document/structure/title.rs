//! Which blocks of the first page are the title: what the file names, the largest, or the first bold one.

use std::ops::Range;

use super::body::Body;
use super::section_names::known;
use crate::document::explanation::{TitleCandidate, TitleChoice, TitleReason, TitleRejection};
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;

/// Longest title, in words.
const LONGEST_TITLE: usize = 60;

/// Finds the title among the blocks of the first page. `info` is the title that the file names, `furniture` the
/// texts of running heads, which may contain a journal's name.
pub(crate) fn find(
    blocks: &[RawBlock],
    furniture: &[String],
    info: Option<&str>,
    body: &Body,
) -> (Option<Range<usize>>, TitleChoice) {
    let page = first_page(blocks);
    let rejected = rejections(page, furniture);
    let candidates: Vec<usize> = rejected
        .iter()
        .enumerate()
        .filter(|(_, rejected)| rejected.is_none())
        .map(|(index, _)| index)
        .collect();
    let found = said_by_the_file(page, &candidates, info)
        .or_else(|| largest(page, &candidates, body))
        .or_else(|| first_bold(page, &candidates, body));
    let (range, reason) = match found {
        Some((range, reason)) => (Some(range), Some(reason)),
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

fn first_page(blocks: &[RawBlock]) -> &[RawBlock] {
    let number = blocks.first().map(RawBlock::page);
    let count = blocks
        .iter()
        .take_while(|block| Some(block.page()) == number)
        .count();
    blocks.get(..count).unwrap_or_default()
}

/// For each block of the first page, why it cannot be the title; `None` if it can.
fn rejections(page: &[RawBlock], furniture: &[String]) -> Vec<Option<TitleRejection>> {
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
    let rejection = |block: &RawBlock| {
        let text = block.rough_text();
        let words = text.split_whitespace().count();
        if block.kind() == RawKind::Field {
            Some(TitleRejection::FilledIn)
        } else if block.bounds().y1 <= low + 0.35 * (high - low) {
            Some(TitleRejection::TooLow)
        } else if words > LONGEST_TITLE {
            Some(TitleRejection::TooLong)
        } else if text.chars().filter(|c| c.is_alphabetic()).count() < 5 {
            Some(TitleRejection::TooFewLetters)
        } else if is_rubric(text) {
            Some(TitleRejection::Rubric)
        } else if known(text).is_some() {
            Some(TitleRejection::SectionName)
        } else if is_journal(text, &others) {
            Some(TitleRejection::Journal)
        } else {
            None
        }
    };
    page.iter().map(rejection).collect()
}

type Found = (Range<usize>, TitleReason);

/// The candidate that matches the title that the file names, or most of it.
fn said_by_the_file(page: &[RawBlock], candidates: &[usize], info: Option<&str>) -> Option<Found> {
    let wanted = key(info?);
    candidates
        .iter()
        .map(|index| extent(page, *index))
        .find(|range| {
            let text: String = page
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .map(RawBlock::rough_text)
                .collect();
            let found = key(&text);
            !found.is_empty()
                && (found == wanted
                    || (found.len() * 10 >= wanted.len() * 7
                        && (wanted.contains(&found) || found.contains(&wanted))))
        })
        .map(|range| (range, TitleReason::SaysTheFile))
}

/// The largest candidate, if it is larger than the text. One or two large words are a logo if a longer line is
/// nearly as large.
fn largest(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<Found> {
    let size = |index: usize| page.get(index).map_or(0.0, RawBlock::size);
    let words = |range: &Range<usize>| {
        page.get(range.clone())
            .unwrap_or_default()
            .iter()
            .map(|block| block.rough_text().split_whitespace().count())
            .sum::<usize>()
    };
    let largest = candidates.iter().copied().map(size).fold(0.0, f32::max);
    candidates
        .iter()
        .copied()
        .filter(|index| size(*index) > 0.72 * largest && size(*index) > 1.02 * body.size)
        .map(|index| {
            let range = extent(page, index);
            let long = words(&range) >= 4;
            (long, size(index), range)
        })
        .reduce(|best, next| {
            let better = (next.0 && !best.0) || (next.0 == best.0 && next.1 > 1.03 * best.1);
            if better { next } else { best }
        })
        .map(|(long, _, range)| match long {
            true => (range, TitleReason::LargestOfSeveralWords),
            false => (range, TitleReason::Largest),
        })
}

/// The first bold candidate, for a title in the size of the text.
fn first_bold(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<Found> {
    let bold = candidates.iter().copied().find(|index| {
        page.get(*index).is_some_and(|block| {
            !body.bold
                && block.share(|line| line.bold) > 0.8
                && block.rough_text().split_whitespace().count() >= 4
        })
    })?;
    Some((extent(page, bold), TitleReason::FirstBold))
}

/// The range of blocks around one that are set like it and stand right above and below it.
fn extent(page: &[RawBlock], index: usize) -> Range<usize> {
    let alike = |a: &RawBlock, b: &RawBlock| {
        let size = a.size().max(b.size());
        let gap = a.bounds().y0 - b.bounds().y1;
        (a.size() - b.size()).abs() < 0.04 * size
            && (a.share(|l| l.bold) > 0.5) == (b.share(|l| l.bold) > 0.5)
            && gap < 1.2 * size
            && gap > -0.6 * size
    };
    let mut from = index;
    while from > 0
        && let (Some(above), Some(block)) = (page.get(from - 1), page.get(from))
        && alike(above, block)
        && !is_rubric(above.rough_text())
    {
        from -= 1;
    }
    let mut to = index + 1;
    while let (Some(block), Some(below)) = (page.get(to - 1), page.get(to))
        && alike(block, below)
        && known(below.rough_text()).is_none()
    {
        to += 1;
    }
    from..to
}

/// Whether a text has three words or more and is not the name of a file or of the program that made it.
pub(crate) fn is_title_like(text: &str) -> bool {
    let lower = text.to_lowercase();
    let file = [
        ".dvi",
        ".doc",
        ".tex",
        ".pdf",
        ".indd",
        ".qxd",
        ".fm",
        "microsoft word",
        "untitled",
        "template",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    !file && text.split_whitespace().count() >= 3 && text.chars().any(char::is_alphabetic)
}

/// Whether a text is one that publishers print over titles, or an address.
fn is_rubric(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let rubrics = [
        "research article",
        "review article",
        "original article",
        "original research",
        "original paper",
        "research",
        "review",
        "article",
        "open access",
        "short communication",
        "case report",
        "letter",
        "editorial",
        "brief report",
        "research paper",
        "hypothesis",
        "abstract",
        "contents",
        "published by",
        "communication",
        "methodology",
        "software",
        "short report",
        "mini review",
    ];
    rubrics.contains(&lower.as_str())
        || lower.contains("doi.org")
        || lower.contains("http")
        || lower.contains("www.")
}

/// The letters and digits of a text, in lower case.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is the journal's name: in another text, in the form of [`key`], a year or a volume follows
/// it.
fn is_journal(text: &str, others: &[String]) -> bool {
    let name = key(text);
    others.iter().any(|other| {
        other.len() > name.len()
            && other.find(&name).is_some_and(|at| {
                other
                    .get(at + name.len()..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|c| c.is_ascii_digit())
            })
    })
}
