//! Finds the parts of a paper: what each block is, the front matter, sections, references.

mod aligned;
#[cfg(test)]
mod aligned_tests;
mod authors;
mod body;
mod build_ups;
mod bylines;
mod carried;
mod cell_values;
mod clauses;
mod column_names;
mod divided;
mod edge;
mod edge_rows;
mod facts;
mod folio;
mod front;
mod front_end;
#[cfg(test)]
mod front_tests;
mod furniture;
mod going_on;
mod grid;
mod grid_rows;
#[cfg(test)]
mod grid_tests;
mod heading;
mod headings;
#[cfg(test)]
mod headings_tests;
mod heads;
mod kept;
mod keywords;
mod kinds;
mod labels;
mod loose;
mod name_words;
mod names;
mod no_heading;
mod outline;
mod over_table;
mod patent;
mod publishers;
mod references;
mod row_groups;
mod rows;
mod ruled;
mod run_ins;
mod section_names;
mod sections;
mod short_lines;
mod side_box;
mod spans;
mod stacked;
mod sums;
mod taken;
#[cfg(test)]
mod tests;
mod title;
mod title_again;
mod title_bill;
mod title_extent;
mod title_kind;
mod title_rubrics;
mod title_scale;
mod title_sender;
mod title_subject;
mod title_words;
mod wrapped;

pub(crate) use front::name_of_document;
pub(crate) use furniture::take_out;
pub(crate) use heading::Heading;
pub(crate) use kept::title_in_heads;
pub(crate) use name_words::is_program;
pub(crate) use names::{SmallWords, in_order};
pub(crate) use patent::behind_code;
pub(crate) use section_names::{known, number};
pub(crate) use sections::{Sections, begins_abstract};
pub(crate) use title_subject::{is_salutation, says_subject};
pub(crate) use title_words::{is_date, key as letters_and_digits};

use self::body::Body;
use self::publishers::{is_publishers_in, is_rights};
use crate::document::explanation::{KindReason, TitleChoice};
use crate::document::kind::RawKind;
use crate::document::layout::{RawBlock, Shapes};
use crate::document::pdf::FileFacts;
use crate::document::types::SectionKind;

/// What is known about the pages besides their blocks.
pub(crate) struct Context<'c> {
    /// The facts in the file's own data.
    pub(crate) facts: &'c FileFacts,
    /// Texts of running heads.
    pub(crate) furniture: Vec<String>,
    /// What is drawn on each page besides text.
    pub(crate) shapes: Vec<Shapes>,
}

/// The parts of a paper.
#[derive(Debug)]
pub(crate) struct Structured {
    pub(crate) title: Option<String>,
    pub(crate) title_choice: TitleChoice,
    pub(crate) authors: Vec<String>,
    /// The blocks before the first heading, then each heading with the blocks under it.
    pub(crate) parts: Vec<Part>,
}

/// Gives blocks their kinds and finds the title, the authors, the headings and the list of references.
pub(crate) fn structure(blocks: Vec<RawBlock>, context: &Context<'_>) -> Structured {
    let blocks = outline::divided(blocks);
    let body = Body::of(&blocks);
    let mut blocks = kinds::classify(blocks, &body, &context.shapes);
    side_box::mark(&mut blocks, &body);
    let front = front::front(&mut blocks, &context.furniture, context.facts, &body);
    headings::find(&mut blocks, front.end, &body, &context.facts.outline);
    publishers_lines(&mut blocks, &body, front.is_published);
    keywords::mark(&mut blocks);
    let blocks = with_references(blocks);
    let blocks = run_ins::split_run_ins(blocks, front.end, &body);
    let blocks = grid::gathered(blocks, &context.shapes);
    let blocks = match front_end::is_paper(&blocks) {
        true => blocks,
        false => short_lines::apart(blocks),
    };
    Structured {
        title: front.title,
        title_choice: front.title_choice,
        authors: front.authors,
        parts: parts(blocks),
    }
}

/// Marks the publisher's rights, dates and addresses on the first and last page as furniture.
fn publishers_lines(blocks: &mut [RawBlock], body: &Body, is_published: bool) {
    let last = blocks.iter().map(RawBlock::page).max().unwrap_or(0);
    for block in blocks.iter_mut() {
        let outer = block.page() == 1 || block.page() == last;
        if outer
            && matches!(
                block.kind(),
                RawKind::Paragraph | RawKind::ListItem | RawKind::Footnote
            )
            && is_publishers_in(block.rough_text(), is_published)
            && (!body.reads_as_prose(block) || is_rights(block.rough_text()))
        {
            block.set(RawKind::Furniture, KindReason::Publisher);
        }
    }
}

/// Splits the blocks after the heading "References" into entries.
fn with_references(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut list: Vec<RawBlock> = Vec::new();
    let mut inside = false;
    for block in blocks {
        if matches!(block.kind(), RawKind::Heading { .. }) {
            out.extend(references::entries(std::mem::take(&mut list)));
            inside = known(block.rough_text()) == Some(SectionKind::References);
            out.push(block);
        } else if inside && run_ins::named_run_in(block.rough_text()).is_some() {
            // "Conflict of interest: ..." ends the list
            inside = false;
            out.push(block);
        } else if inside && !matches!(block.kind(), RawKind::Furniture | RawKind::Caption) {
            list.push(block);
        } else {
            out.push(block);
        }
    }
    out.extend(references::entries(list));
    out
}

/// A heading and the blocks under it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// `None` before the first heading.
    pub(crate) heading: Option<Heading>,
    /// The heading's own block, then those under it.
    pub(crate) blocks: Vec<RawBlock>,
}

fn parts(blocks: Vec<RawBlock>) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    for block in blocks {
        if let RawKind::Heading { level } = block.kind() {
            parts.push(Part {
                heading: Some(Heading::new(
                    name_of_section(block.rough_text()),
                    level,
                    block.page(),
                )),
                blocks: Vec::new(),
            });
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    let headings = parts.iter_mut().filter_map(|part| part.heading.as_mut());
    heading::mark_abstract(headings.collect());
    parts
}

/// A heading as a title: with single spaces, and without the mark that ends a run-in heading.
pub(crate) fn name_of_section(heading: &str) -> String {
    heading
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches([':', '.', '\u{2014}', '\u{2013}', '-'])
        .trim_end()
        .to_owned()
}
