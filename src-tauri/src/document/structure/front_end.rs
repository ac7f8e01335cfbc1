//! Where the lines under the title end, and the text begins.

use std::ops::Range;

use super::authors::names_in;
use super::body::Body;
use super::names::SmallWords;
use super::publishers::{is_address, is_publishers, is_publishers_in, own_words};
use super::rows::first_page;
use super::section_names::{known, number};
use super::title_scale::states_degree;
use super::title_words::is_date;
use crate::document::explanation::KindReason;
use crate::document::kind::RawKind;
use crate::document::layout::{Line, RawBlock, SCRIPT};
use crate::document::types::SectionKind;

/// Whether blocks are those of a paper, over whose title publishers print what is not its text. Over the subject of a
/// letter stand its sender and its date, and over the title of a report its number.
pub(super) fn is_paper(blocks: &[RawBlock]) -> bool {
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

/// Whether the first page has running text, or an abstract: otherwise it is a cover.
pub(super) fn has_text(blocks: &[RawBlock], body: &Body) -> bool {
    first_page(blocks).iter().any(|block| {
        body.begins_text(block) || known(block.rough_text()) == Some(SectionKind::Abstract)
    })
}

/// Whether nothing on the title's page reads like text, and other pages follow: `from` is the first block under the title.
pub(super) fn is_cover(blocks: &[RawBlock], from: usize, body: &Body) -> bool {
    let page = blocks.get(from.saturating_sub(1)).map(RawBlock::page);
    let mut under = blocks
        .iter()
        .skip(from)
        .take_while(|block| Some(block.page()) == page);
    let has_more = blocks.last().map(RawBlock::page) != page;
    has_more && !under.any(|block| body.reads_as_prose(block))
}

/// Whether the first page is the title page of a thesis: a cover that says so. The university, the degree and those who
/// examined it are not the publisher's.
pub(super) fn is_cover_of_thesis(blocks: &[RawBlock], body: &Body) -> bool {
    const WORDS: [&str; 14] = [
        "dissertation",
        "thesis",
        "doctoral",
        "habilitation",
        "bachelorarbeit",
        "masterarbeit",
        "diplomarbeit",
        "magisterarbeit",
        "proefschrift",
        "avhandling",
        "th\u{e8}se",
        "tesis",
        "tese",
        "disserta\u{e7}\u{e3}o",
    ];
    let says_so = |block: &RawBlock| {
        let lower = block.rough_text().to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        words.any(|word| WORDS.contains(&word))
    };
    first_page(blocks).iter().any(says_so) && !has_text(blocks, body)
}

/// How many of some blocks may be names: they have no digits but in marks of notes, as names have none and what else
/// stands between a title and a table has, and they are not set like the heading of the table.
fn count_of_names(blocks: &[RawBlock], range: Range<usize>, body: &Body) -> usize {
    let has_digits = |line: &Line| {
        let letters = line.text.iter().zip(&line.styles);
        let mut plain = letters.filter(|(_, style)| *style & SCRIPT == 0);
        plain.any(|(c, _)| c.is_ascii_digit())
    };
    let is_heading = |block: &RawBlock| {
        let set_apart = block.share(|line| line.bold) > 0.6 || block.size() > 1.06 * body.size;
        set_apart && block.lines().len() == 1 && names_in(block).1 < 0.7
    };
    let blocks = blocks.get(range).unwrap_or_default();
    let free = blocks
        .iter()
        .take_while(|block| !block.lines().iter().any(has_digits))
        .count();
    // headings right over the table
    let over = match free == blocks.len() {
        true => blocks
            .iter()
            .rev()
            .take_while(|block| is_heading(block))
            .count(),
        false => 0,
    };
    free - over
}

/// Where names and addresses end: at the abstract, at the first heading, or at running text.
pub(super) fn end_of_front(blocks: &[RawBlock], from: usize, body: &Body) -> usize {
    let page = blocks.get(from.saturating_sub(1)).map_or(1, RawBlock::page);
    let mut end = from;
    for block in blocks.iter().skip(from) {
        if block.kind() == RawKind::Furniture && block.page() == page {
            end += 1;
            continue;
        }
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
                // a letter, a bill or a ticket
                KindReason::BesideAddress | KindReason::LabelsAbove => return from,
                KindReason::Aligned => return from + count_of_names(blocks, from..end, body),
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

/// Where the lines under the title of a document that is no paper end: its subtitle, names, addresses and dates. What
/// follows them, such as the cells of an invoice or the first heading, is text.
pub(super) fn end_of_lines_under(
    blocks: &[RawBlock],
    from: usize,
    body: &Body,
    words: &SmallWords,
) -> usize {
    let page = blocks.get(from.saturating_sub(1)).map_or(1, RawBlock::page);
    let under = blocks.iter().enumerate().skip(from);
    let count = under
        .take_while(|(index, block)| {
            let text = block.rough_text();
            let lower = text.to_lowercase();
            let names = |block: &RawBlock| {
                let lines = block.lines().iter().map(Line::string);
                lines.take(6).any(|line| !words.persons(&line).is_empty())
                    || block.rough_text().to_lowercase().starts_with("by ")
            };
            // a line between the title and the names
            let next = blocks.get(index + 1).filter(|next| next.page() == page);
            let before = *index == from && next.is_some_and(names) && !body.reads_as_prose(block);
            let short = text.split_whitespace().count() < 30 && block.lines().len() <= 6;
            block.page() == page
                && !matches!(block.kind(), RawKind::Field | RawKind::Table)
                && number(text).is_none()
                && known(text).is_none()
                && !says_who_was_present(&lower)
                && (block.kind() == RawKind::Furniture
                    || is_publishers(text)
                    || is_address(text)
                    || (short
                        && (names(block)
                            || before
                            || is_date(text)
                            || states_degree(&lower)
                            || (*index == from && is_subtitle(blocks, from, body)))))
        })
        .count();
    from + count
}

/// The first of several numbered headings that are set apart, as in minutes, whose items may be too short to be text.
pub(super) fn first_numbered(
    blocks: &[RawBlock],
    range: Range<usize>,
    body: &Body,
) -> Option<usize> {
    let is_heading = |block: &RawBlock, labels: [&str; 2]| {
        let text = block.rough_text();
        let label = text.split_whitespace().next().unwrap_or_default();
        let set_apart = block.share(|line| line.bold) > 0.6 || block.size() > 1.06 * body.size;
        set_apart
            && block.lines().len() == 1
            && number(text).is_some()
            && labels.contains(&label.trim_end_matches(['.', ')']))
    };
    let mut those = range.filter(|index| {
        let block = blocks.get(*index);
        block.is_some_and(|block| is_heading(block, ["1", "I"]))
    });
    let first = those.next()?;
    let mut behind = blocks.iter().skip(first + 1);
    let goes_on = behind.any(|block| is_heading(block, ["2", "II"]));
    goes_on.then_some(first)
}

/// Whether a text in small letters names those who were at a meeting, or were not.
fn says_who_was_present(lower: &str) -> bool {
    const LABELS: [&str; 16] = [
        "present",
        "in attendance",
        "attendees",
        "attending",
        "participants",
        "apologies",
        "absent",
        "anwesend",
        "teilnehmer",
        "teilnehmende",
        "entschuldigt",
        "abwesend",
        "pr\u{e9}sents",
        "excus\u{e9}s",
        "asistentes",
        "presenti",
    ];
    let label = lower.split_once(':').map(|(label, _)| label.trim());
    label.is_some_and(|label| LABELS.contains(&label))
}

/// Whether the block under the title is its subtitle: it is set apart from the text, stands close to the title, and
/// nothing else is set like it, as headings are.
fn is_subtitle(blocks: &[RawBlock], index: usize, body: &Body) -> bool {
    let Some([title, block]) = index
        .checked_sub(1)
        .and_then(|above| blocks.get(above..=index))
    else {
        return false;
    };
    let look = |block: &RawBlock| {
        let size = (block.size() * 2.0).round() as i32;
        (
            size,
            block.share(|l| l.bold) > 0.6,
            block.share(|l| l.italic) > 0.6,
        )
    };
    let own = look(block);
    let apart = block.size() > 1.04 * body.size || own.2;
    let gap = title.bounds().y0 - block.bounds().y1;
    let others = blocks.iter().skip(index + 1);
    apart
        && gap < 1.6 * block.size()
        && block.rough_text().split_whitespace().count() <= 25
        && !others.clone().any(|other| look(other) == own)
}

/// Marks the lines between the title and the text: names, addresses and dates, and what the publisher states.
pub(super) fn mark_lines_under(blocks: &mut [RawBlock], range: Range<usize>, is_published: bool) {
    let blocks = blocks.iter_mut().take(range.end).skip(range.start);
    for block in blocks.filter(|block| block.kind() != RawKind::Furniture) {
        match is_publishers_in(block.rough_text(), is_published) {
            true => block.set(RawKind::Furniture, KindReason::Publisher),
            false => block.set(RawKind::Authors, KindReason::UnderTitle),
        }
    }
}
