//! The top of the first page: title, authors, and what publishers print around them.

use std::ops::Range;

use super::authors::{author_lines, split_names};
use super::body::Body;
use super::publishers::{is_address, is_publishers};
use super::section_names::known;
use super::title;
use crate::document::explanation::{KindReason, TitleChoice};
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
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
    blocks: &mut [RawBlock],
    furniture: &[String],
    facts: &FileFacts,
    body: &Body,
) -> Front {
    let info = facts
        .title
        .as_deref()
        .filter(|title| title::is_title_like(title));
    let (found, title_choice) = title::find(blocks, furniture, info, body);
    let Some(Range {
        start: from,
        end: to,
    }) = found
    else {
        return Front {
            title: info.map(str::to_owned),
            title_choice,
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
        block.set(RawKind::Title, KindReason::Title);
    }
    let place = blocks
        .get(from)
        .map(|title| (title.page(), title.bounds().y1));
    for (index, block) in blocks.iter_mut().enumerate() {
        let above =
            place.is_some_and(|(page, top)| block.page() == page && block.bounds().y0 > top);
        if (index < from || above)
            && block.kind() != RawKind::Field
            && (!body.reads_as_prose(block) || block.words().0 < SHORTEST_PROSE)
        {
            block.set(RawKind::Furniture, KindReason::AboveTitle);
        }
    }
    let end = end_of_front(blocks, to, body);
    let names: Vec<String> = author_lines(blocks.get(to..end).unwrap_or_default());
    for block in blocks.iter_mut().take(end).skip(to) {
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

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(['*', '\u{2217}', '\u{2020}'])
        .to_owned()
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
        let field = block.kind() == RawKind::Field;
        if block.page() != page || field || abstract_here || named || prose {
            break;
        }
        end += 1;
    }
    // a page that has only short pieces has no front matter
    if end == blocks.len() { from } else { end }
}
