//! The top of the first page: title, authors, and what publishers print around them.

use super::authors::{author_lines, split_names};
use super::body::Body;
use super::publishers::{is_address, is_publishers};
use super::section_names::known;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::pdf::FileFacts;
use crate::document::types::SectionKind;

/// Longest title, in words.
const LONGEST_TITLE: usize = 60;

/// What stands above the title is no text unless it has this many words.
const SHORTEST_PROSE: usize = 25;

/// What the first page says about the document.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    /// Index of the first block behind title and authors.
    pub(crate) end: usize,
}

/// Finds title and authors and gives their blocks, and those before them, their kinds.
pub(crate) fn front(
    blocks: &mut [RawBlock],
    furniture: &[String],
    facts: &FileFacts,
    body: &Body,
) -> Front {
    let info = facts.title.as_deref().filter(|title| is_title_like(title));
    let Some((from, to)) = title_blocks(blocks, furniture, info, body) else {
        return Front {
            title: info.map(str::to_owned),
            ..Front::default()
        };
    };
    let printed: Vec<&str> = blocks
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .map(RawBlock::rough_text)
        .collect();
    let printed = tidy(&printed.join(" "));
    for block in blocks.iter_mut().take(to).skip(from) {
        block.kind = RawKind::Title;
    }
    let place = blocks
        .get(from)
        .map(|title| (title.page(), title.bounds().y1));
    for (index, block) in blocks.iter_mut().enumerate() {
        let above =
            place.is_some_and(|(page, top)| block.page() == page && block.bounds().y0 > top);
        if (index < from || above)
            && (!body.reads_as_prose(block) || block.words().0 < SHORTEST_PROSE)
        {
            block.kind = RawKind::Furniture;
        }
    }
    let end = end_of_front(blocks, to, body);
    let names: Vec<String> = author_lines(blocks.get(to..end).unwrap_or_default());
    for block in blocks.iter_mut().take(end).skip(to) {
        block.kind = match is_publishers(block.rough_text()) {
            true => RawKind::Furniture,
            false => RawKind::Authors,
        };
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
        authors,
        end,
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(['*', '\u{2217}', '\u{2020}'])
        .to_owned()
}

/// Three words or more, and no name of a file or of the program that made it.
fn is_title_like(text: &str) -> bool {
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

/// Words that stand over titles.
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

/// Letters and digits of a text, lower case.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is the name of the journal: in another text, as [`key`], it stands before a year or
/// a volume.
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

/// Range of the blocks that are the title.
fn title_blocks(
    blocks: &[RawBlock],
    furniture: &[String],
    info: Option<&str>,
    body: &Body,
) -> Option<(usize, usize)> {
    let first_page = blocks.first()?.page();
    let count = blocks
        .iter()
        .take_while(|block| block.page() == first_page)
        .count();
    let page = blocks.get(..count)?;
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
    let candidates: Vec<usize> = page
        .iter()
        .enumerate()
        .filter(|(_, block)| {
            let text = block.rough_text();
            let words = text.split_whitespace().count();
            block.bounds().y1 > low + 0.35 * (high - low)
                && (1..=LONGEST_TITLE).contains(&words)
                && text.chars().filter(|c| c.is_alphabetic()).count() >= 5
                && !is_rubric(text)
                && known(text).is_none()
                && !is_journal(text, &others)
        })
        .map(|(index, _)| index)
        .collect();
    let size = |index: usize| page.get(index).map_or(0.0, RawBlock::size);
    let whole = |index: usize| extent(page, index);
    if let Some(info) = info {
        let wanted = key(info);
        let matching = candidates.iter().copied().map(whole).find(|(from, to)| {
            let text: String = page
                .get(*from..*to)
                .unwrap_or_default()
                .iter()
                .map(RawBlock::rough_text)
                .collect();
            let found = key(&text);
            !found.is_empty()
                && (found == wanted
                    || (found.len() * 10 >= wanted.len() * 7
                        && (wanted.contains(&found) || found.contains(&wanted))))
        });
        if matching.is_some() {
            return matching;
        }
    }
    let largest = candidates.iter().copied().map(size).fold(0.0, f32::max);
    let words = |(from, to): (usize, usize)| {
        page.get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|block| block.rough_text().split_whitespace().count())
            .sum::<usize>()
    };
    // one or two large words are a logo where a longer line is nearly as large
    candidates
        .iter()
        .copied()
        .filter(|index| size(*index) > 0.72 * largest && size(*index) > 1.02 * body.size)
        .map(|index| {
            let range = whole(index);
            let long = words(range) >= 4;
            (long, size(index), range)
        })
        .reduce(|best, next| {
            let better = (next.0 && !best.0) || (next.0 == best.0 && next.1 > 1.03 * best.1);
            if better { next } else { best }
        })
        .map(|(_, _, range)| range)
        .or_else(|| bold_title(page, &candidates, body).map(whole))
}

/// A title in the size of the text, but bold.
fn bold_title(page: &[RawBlock], candidates: &[usize], body: &Body) -> Option<usize> {
    candidates.iter().copied().find(|index| {
        page.get(*index).is_some_and(|block| {
            !body.bold
                && block.share(|line| line.bold) > 0.8
                && block.rough_text().split_whitespace().count() >= 4
        })
    })
}

/// The blocks around one that are set like it and stand right above and below it.
fn extent(page: &[RawBlock], index: usize) -> (usize, usize) {
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
    (from, to)
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
        let prose = text.split_whitespace().count() >= 30
            && (body.reads_as_prose(block) || block.size() >= 0.9 * body.size)
            && !is_address(text)
            && !is_publishers(text);
        if block.page() != page || abstract_here || named || prose {
            break;
        }
        end += 1;
    }
    // a page of nothing but short pieces has no front
    if end == blocks.len() { from } else { end }
}
