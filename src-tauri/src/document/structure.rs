//! Blocks to the parts of a paper: front, sections, references; then everything goes into the document.

use std::collections::{HashMap, HashSet};

use super::assemble;
use super::blocks::RawBlock;
use super::body::Body;
use super::front;
use super::glyphs::FileFacts;
use super::headings::{self, RUN_IN_LEVEL};
use super::hyphens::Vocabulary;
use super::publishers::{is_publishers, is_rights};
use super::ruled::Shapes;
use super::section_names::known;
use super::types::{BlockKind, Document, Section, SectionId, SectionKind};
use super::{kinds, paragraphs, references};

/// An abstract has at least this many words.
const SHORTEST_ABSTRACT: usize = 40;
/// Characters of text that the language is told by.
const LANGUAGE_SAMPLE: usize = 20_000;

/// What the pages say besides their blocks.
pub(crate) struct Context<'c> {
    pub(crate) facts: &'c FileFacts,
    pub(crate) vocabulary: &'c Vocabulary,
    /// Texts of running heads.
    pub(crate) furniture: Vec<String>,
    /// Whether each page's text comes from character recognition.
    pub(crate) ocr: Vec<bool>,
    /// What is drawn on each page besides text.
    pub(crate) shapes: Vec<Shapes>,
}

/// Gives blocks their kinds and sections, and appends them to the document.
pub(crate) fn structure(document: &mut Document, mut blocks: Vec<RawBlock>, context: &Context<'_>) {
    let body = Body::of(&blocks);
    kinds::classify(&mut blocks, &body, &context.shapes);
    let front = front::front(&mut blocks, &context.furniture, context.facts, &body);
    document.title = front.title;
    document.authors = front.authors;
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
    let parts = parts(blocks, &levels);
    let mut sections = Sections::default();
    for part in parts {
        if let Some((level, title, page)) = part.heading {
            sections.open(document, title, level, page);
        }
        for block in paragraphs::join(part.blocks) {
            if sections.current.is_none() && begins_abstract(&block) {
                sections.open(document, "Abstract".to_owned(), 1, block.page());
            }
            let recognized = block
                .page()
                .checked_sub(1)
                .and_then(|page| context.ocr.get(page as usize))
                .copied()
                .unwrap_or(false);
            assemble::append(
                document,
                &block,
                sections.current,
                recognized,
                context.vocabulary,
            );
        }
    }
    document.language = language(document);
}

/// Text between the authors and the first heading is the abstract, if it is long enough.
fn begins_abstract(block: &RawBlock) -> bool {
    block.page() <= 2
        && block.kind == BlockKind::Paragraph
        && block.rough_text().split_whitespace().count() >= SHORTEST_ABSTRACT
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
#[derive(Default)]
struct Part {
    /// Level, title and page; the heading's own block is the first of `blocks`.
    heading: Option<(u8, String, u32)>,
    blocks: Vec<RawBlock>,
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

/// The section tree as it grows.
#[derive(Default)]
pub(super) struct Sections {
    /// Sections that are open with the levels of their headings, the outermost first.
    open: Vec<(SectionId, u8)>,
    pub(super) current: Option<SectionId>,
}

impl Sections {
    pub(super) fn open(&mut self, document: &mut Document, title: String, level: u8, page: u32) {
        // an abstract holds its own parts, "Methods. ...", and no section of the text
        let in_abstract = self
            .current
            .and_then(|id| document.sections.get(id.0 as usize))
            .is_some_and(|section| section.kind == SectionKind::Abstract);
        if in_abstract && !(level == RUN_IN_LEVEL && is_part_of_abstract(&title)) {
            self.open.clear();
        }
        while self.open.last().is_some_and(|(_, outer)| *outer >= level) {
            self.open.pop();
        }
        let parent = self.open.last().map(|(id, _)| *id);
        let inherited = parent
            .and_then(|parent| document.sections.get(parent.0 as usize))
            .map(|section| section.kind);
        let kind = match (known(&title), inherited) {
            // "Results" inside a structured abstract is the abstract
            (_, Some(SectionKind::Abstract)) => SectionKind::Abstract,
            (Some(kind), _) => kind,
            (None, Some(kind)) => kind,
            (None, None) => SectionKind::Body,
        };
        let id = SectionId(document.sections.len() as u32);
        let depth = parent
            .and_then(|parent| document.sections.get(parent.0 as usize))
            .map_or(1, |section| section.level + 1);
        document.sections.push(Section {
            id,
            title,
            level: depth,
            parent,
            kind,
            page,
        });
        self.open.push((id, level));
        self.current = Some(id);
    }
}

/// Names of the parts of a structured abstract.
fn is_part_of_abstract(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "background",
        "objective",
        "aim",
        "purpose",
        "method",
        "material",
        "design",
        "setting",
        "patients",
        "participants",
        "result",
        "finding",
        "conclusion",
        "discussion",
        "interpretation",
        "significance",
        "introduction",
        "context",
        "main outcome",
        "trial registration",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
}

pub(super) fn language(document: &Document) -> Option<String> {
    let sample: String = document
        .prose()
        .flat_map(|sentence| sentence.text.chars().chain([' ']))
        .take(LANGUAGE_SAMPLE)
        .collect();
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() || sample.chars().count() > 500).then(|| info.lang().code().to_owned())
}
