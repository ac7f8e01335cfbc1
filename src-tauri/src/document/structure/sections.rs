//! The section tree as it grows, heading by heading.

use super::heading::Heading;
use super::run_ins::RUN_IN_LEVEL;
use super::section_names::{is_part_of_abstract, known};
use crate::document::kind::RawKind;
use crate::document::layout::RawBlock;
use crate::document::types::{Document, Section, SectionId, SectionKind};

/// An abstract has at least this many words.
const SHORTEST_ABSTRACT: usize = 40;
/// A part of an abstract under its name has at least this many words, and its name at most.
const SHORTEST_PART: usize = 12;
const WORDS_OF_LABEL: usize = 4;

/// The section tree as it grows.
#[derive(Default)]
pub(crate) struct Sections {
    /// Open sections with the levels of their headings, the outermost first.
    open: Vec<(SectionId, u8)>,
    pub(crate) current: Option<SectionId>,
}

impl Sections {
    pub(crate) fn open(&mut self, document: &mut Document, heading: Heading) {
        let Heading {
            level,
            title,
            page,
            in_abstract: part,
        } = heading;
        // an abstract contains its own parts, "Methods. ...", but not a section of the text
        let in_abstract = self
            .current
            .and_then(|id| document.sections.get(id.0 as usize))
            .is_some_and(|section| section.kind == SectionKind::Abstract);
        let stays = level == RUN_IN_LEVEL && is_part_of_abstract(&title);
        if in_abstract && !stays && !part {
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
            // "Results" inside a structured abstract is part of the abstract
            (_, Some(SectionKind::Abstract)) => SectionKind::Abstract,
            _ if part => SectionKind::Abstract,
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

/// Whether a block between the authors and the first heading is the abstract: it must be long enough, or begin with the
/// name of a part, "Background: ...".
pub(crate) fn begins_abstract(block: &RawBlock) -> bool {
    let text = block.rough_text();
    let count = text.split_whitespace().count();
    let label = text.split_once([':', '.']).map(|(label, _)| label);
    let is_part = label.is_some_and(|label| {
        label.split_whitespace().count() <= WORDS_OF_LABEL && is_part_of_abstract(label)
    });
    block.page() <= 2
        && block.kind() == RawKind::Paragraph
        && (count >= SHORTEST_ABSTRACT || (is_part && count >= SHORTEST_PART))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::Line;
    use crate::document::types::Format;

    /// The kind and depth of each section that headings of these levels open, in order.
    fn opened(headings: &[(&str, u8)]) -> Vec<(SectionKind, u8)> {
        let mut document = Document::sample(Format::Pdf);
        let mut sections = Sections::default();
        for (title, level) in headings {
            let heading = Heading::new((*title).to_owned(), *level, 1);
            sections.open(&mut document, heading);
        }
        let sections = document.sections.iter();
        sections
            .map(|section| (section.kind, section.level))
            .collect()
    }

    #[test]
    fn a_section_is_one_deeper_than_the_one_around_it_whatever_the_levels() {
        use SectionKind::Body;
        let found = opened(&[
            ("Wings", 1),
            ("Bones", 4),
            ("Feathers", 2),
            ("Colours", 3),
            ("Songs", 1),
        ]);
        assert_eq!(
            found,
            [(Body, 1), (Body, 2), (Body, 2), (Body, 3), (Body, 1)]
        );
    }

    #[test]
    fn a_section_without_a_name_of_its_own_is_what_the_one_around_it_is() {
        use SectionKind::{Appendix, References};
        let found = opened(&[
            ("Appendix A", 1),
            ("Measures of wings", 2),
            ("References", 2),
        ]);
        assert_eq!(found, [(Appendix, 1), (Appendix, 2), (References, 2)]);
    }

    #[test]
    fn the_parts_of_an_abstract_are_the_abstract() {
        use SectionKind::{Abstract, Body};
        let found = opened(&[
            ("Abstract", 1),
            ("Methods", RUN_IN_LEVEL),
            ("Results", RUN_IN_LEVEL),
            ("Introduction", 1),
            ("Results", 1),
        ]);
        let kinds: Vec<SectionKind> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Abstract, Abstract, Abstract, Body, Body]);
    }

    #[test]
    fn no_section_of_the_text_stands_in_the_abstract() {
        use SectionKind::{Abstract, Body};
        // deeper than "Abstract", but no part that an abstract has, or no run-in heading
        for inner in [("Wings of large birds", RUN_IN_LEVEL), ("Methods", 2)] {
            assert_eq!(
                opened(&[("Abstract", 1), inner]),
                [(Abstract, 1), (Body, 1)]
            );
        }
    }

    #[test]
    fn long_text_before_the_first_heading_begins_an_abstract() {
        let block = |words: usize, page: u32, kind: RawKind| {
            let line = Line::sample(&"wing ".repeat(words)).on_page(page);
            RawBlock::sample(vec![line], kind)
        };
        assert!(begins_abstract(&block(40, 2, RawKind::Paragraph)));
        assert!(!begins_abstract(&block(39, 2, RawKind::Paragraph)));
        assert!(!begins_abstract(&block(40, 3, RawKind::Paragraph)));
        assert!(!begins_abstract(&block(40, 1, RawKind::Footnote)));
        let part = |text: &str| RawBlock::sample(vec![Line::sample(text)], RawKind::Paragraph);
        let words = "wing ".repeat(15);
        assert!(begins_abstract(&part(&format!("Objective: {words}"))));
        assert!(!begins_abstract(&part(&format!("Dear reader: {words}"))));
    }
}
