//! The section tree as it grows, heading by heading.

use super::headings::RUN_IN_LEVEL;
use super::section_names::known;
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::types::{Document, Section, SectionId, SectionKind};

/// An abstract has at least this many words.
const SHORTEST_ABSTRACT: usize = 40;

/// The section tree as it grows.
#[derive(Default)]
pub(crate) struct Sections {
    /// Sections that are open with the levels of their headings, the outermost first.
    open: Vec<(SectionId, u8)>,
    pub(crate) current: Option<SectionId>,
}

impl Sections {
    pub(crate) fn open(&mut self, document: &mut Document, title: String, level: u8, page: u32) {
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

/// Text between the authors and the first heading is the abstract, if it is long enough.
pub(crate) fn begins_abstract(block: &RawBlock) -> bool {
    block.page() <= 2
        && block.kind() == RawKind::Paragraph
        && block.rough_text().split_whitespace().count() >= SHORTEST_ABSTRACT
}
