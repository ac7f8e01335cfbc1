//! Blocks to the parts of a paper: what each block is, the front, sections, references.

mod authors;
mod body;
mod front;
mod furniture;
mod headings;
mod kinds;
mod publishers;
mod references;
mod ruled;
mod section_names;
mod sections;

pub(crate) use furniture::take_out;
pub(crate) use section_names::{known, number};
pub(crate) use sections::{Sections, begins_abstract};

use std::collections::{HashMap, HashSet};

use self::body::Body;
use self::publishers::{is_publishers, is_rights};
use crate::document::layout::{RawBlock, Shapes};
use crate::document::pdf::FileFacts;
use crate::document::types::{BlockKind, SectionKind};

/// What the pages say besides their blocks.
pub(crate) struct Context<'c> {
    /// What the file says about itself.
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
    pub(crate) authors: Vec<String>,
    /// What stands before the first heading, then each heading with what stands under it.
    pub(crate) parts: Vec<Part>,
}

/// Gives blocks their kinds and finds the title, the authors, the headings and the list of references.
pub(crate) fn structure(mut blocks: Vec<RawBlock>, context: &Context<'_>) -> Structured {
    let body = Body::of(&blocks);
    kinds::classify(&mut blocks, &body, &context.shapes);
    let front = front::front(&mut blocks, &context.furniture, context.facts, &body);
    let levels = headings::find(&mut blocks, front.end, &body, &context.facts.outline);
    // from here on a heading is told by its level, which moves with it
    let mut leveled: Vec<(RawBlock, Option<u8>)> = blocks
        .into_iter()
        .enumerate()
        .map(|(index, block)| (block, levels.get(&index).copied()))
        .collect();
    publishers_lines(&mut leveled, &body);
    let leveled = with_references(leveled);
    let (blocks, levels) = with_run_ins(leveled, front.end, &body);
    Structured {
        title: front.title,
        authors: front.authors,
        parts: parts(blocks, &levels),
    }
}

/// Rights, dates and addresses of the publisher's on the first and last page are not read.
fn publishers_lines(blocks: &mut [(RawBlock, Option<u8>)], body: &Body) {
    let last = blocks
        .iter()
        .map(|(block, _)| block.page())
        .max()
        .unwrap_or(0);
    for (block, _) in blocks.iter_mut() {
        let outer = block.page() == 1 || block.page() == last;
        if outer
            && matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote
            )
            && is_publishers(block.rough_text())
            && (!body.reads_as_prose(block) || is_rights(block.rough_text()))
        {
            block.kind = BlockKind::Furniture;
        }
    }
}

type Leveled = (Vec<RawBlock>, HashMap<usize, u8>);

fn with_run_ins(leveled: Vec<(RawBlock, Option<u8>)>, from: usize, body: &Body) -> Leveled {
    let (blocks, levels): (Vec<RawBlock>, Vec<Option<u8>>) = leveled.into_iter().unzip();
    let (blocks, run_ins): (Vec<RawBlock>, HashSet<usize>) =
        headings::split_run_ins(blocks, from, body);
    let mut old = levels.into_iter();
    let mut map = HashMap::new();
    for (index, block) in blocks.iter().enumerate() {
        let level = match run_ins.contains(&index) {
            true => Some(headings::run_in_level(block.rough_text())),
            false => old.next().flatten(),
        };
        if let Some(level) = level {
            map.insert(index, level);
        }
    }
    (blocks, map)
}

/// Splits the blocks behind the heading "References" into entries.
fn with_references(leveled: Vec<(RawBlock, Option<u8>)>) -> Vec<(RawBlock, Option<u8>)> {
    let mut out = Vec::with_capacity(leveled.len());
    let mut list: Vec<RawBlock> = Vec::new();
    let mut inside = false;
    for (block, level) in leveled {
        if level.is_some() {
            out.extend(
                references::entries(std::mem::take(&mut list))
                    .into_iter()
                    .map(|entry| (entry, None)),
            );
            inside = known(block.rough_text()) == Some(SectionKind::References);
            out.push((block, level));
        } else if inside && headings::named_run_in(block.rough_text()).is_some() {
            // "Conflict of interest: ..." ends the list
            inside = false;
            out.push((block, None));
        } else if inside && !matches!(block.kind, BlockKind::Furniture | BlockKind::Caption) {
            list.push(block);
        } else {
            out.push((block, None));
        }
    }
    out.extend(
        references::entries(list)
            .into_iter()
            .map(|entry| (entry, None)),
    );
    out
}

/// A heading and what stands under it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Level, title and page; the heading's own block is the first of `blocks`.
    pub(crate) heading: Option<(u8, String, u32)>,
    pub(crate) blocks: Vec<RawBlock>,
}

fn parts(blocks: Vec<RawBlock>, levels: &HashMap<usize, u8>) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    for (index, block) in blocks.into_iter().enumerate() {
        if let Some(level) = levels.get(&index) {
            parts.push(Part {
                heading: Some((*level, tidy(block.rough_text()), block.page())),
                blocks: Vec::new(),
            });
        }
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    parts
}

/// A heading as a title: white space folded, without the mark that ends a run-in heading.
fn tidy(heading: &str) -> String {
    heading
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches([':', '.', '\u{2014}', '\u{2013}', '-'])
        .trim_end()
        .to_owned()
}
