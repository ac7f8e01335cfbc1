//! Turns the blocks of parts into text: joins the halves of paragraphs, mends hyphens at line ends, cuts
//! sentences and keeps places.

mod abbreviations;
mod addresses;
mod assemble;
mod cells;
mod compounds;
mod divided;
mod english;
mod hyphens;
mod language;
mod lines;
mod paragraphs;
mod passages;
mod sentences;
mod without_sentences;
mod words;

pub(crate) use assemble::append;
pub(crate) use hyphens::{Vocabulary, divides};
pub(crate) use language::{LANGUAGE_SAMPLE, language, language_of};
pub(crate) use lines::{has_lines, lines};
pub use passages::{PASSAGE_RULES, Passage, headings_above, passages};
pub(crate) use sentences::sentences;
pub(crate) use without_sentences::read_without_sentences;

use crate::document::explanation::BlockReasons;
use crate::document::structure::{Heading, Part, Sections, begins_abstract, known};
use crate::document::types::Document;

/// Appends parts to the document, each with its section. `ocr` holds for each page whether its text comes from
/// character recognition. Returns why each appended block is what it is.
pub(crate) fn assemble(
    document: &mut Document,
    parts: Vec<Part>,
    ocr: &[bool],
    vocabulary: &Vocabulary,
) -> Vec<BlockReasons> {
    let mut reasons = Vec::new();
    let mut sections = Sections::default();
    // a letter has no abstract, and neither have minutes or a contract
    let is_paper = parts
        .iter()
        .filter_map(|part| part.heading.as_ref())
        .any(|heading| known(&heading.title).is_some());
    for part in parts {
        if let Some(heading) = part.heading {
            sections.open(document, heading);
        }
        for block in paragraphs::join(part.blocks) {
            if is_paper && sections.current.is_none() && begins_abstract(&block) {
                sections.open(
                    document,
                    Heading::new("Abstract".to_owned(), 1, block.page()),
                );
            }
            let recognized = block
                .page()
                .checked_sub(1)
                .and_then(|page| ocr.get(page as usize))
                .copied()
                .unwrap_or(false);
            reasons.extend(append(
                document,
                &block,
                sections.current,
                recognized,
                vocabulary,
            ));
        }
    }
    document.language = language(document);
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::layout::{Line, RawBlock};
    use crate::document::types::{Format, SectionKind};

    fn assembled(parts: Vec<Part>, ocr: &[bool]) -> Document {
        let mut document = Document::sample(Format::Pdf);
        assemble(&mut document, parts, ocr, &Vocabulary::default());
        document
    }

    /// A paragraph of `count` words, on a page.
    fn words(count: usize, page: u32) -> RawBlock {
        let text = format!("{}.", ["Wings"].repeat(count).join(" "));
        Line::sample(&text).at(50.0, 700.0).on_page(page).block()
    }

    /// What stands before the first heading.
    fn before(blocks: Vec<RawBlock>) -> Part {
        Part {
            heading: None,
            blocks,
        }
    }

    #[test]
    fn long_text_before_the_first_heading_is_the_abstract() {
        let heading = Part {
            heading: Some(Heading::new("Introduction".to_owned(), 1, 1)),
            blocks: vec![words(50, 1)],
        };
        let document = assembled(vec![before(vec![words(5, 1), words(50, 1)]), heading], &[]);
        let sections: Vec<_> = document
            .sections
            .iter()
            .map(|section| (section.title.as_str(), section.kind))
            .collect();
        assert_eq!(
            sections,
            [
                ("Abstract", SectionKind::Abstract),
                ("Introduction", SectionKind::Body)
            ]
        );
        let of_blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|block| block.section.map(|id| id.0))
            .collect();
        assert_eq!(of_blocks, [None, Some(0), Some(1)]);
    }

    #[test]
    fn a_block_is_recognized_text_where_its_page_is() {
        let document = assembled(
            vec![before(vec![words(5, 1), words(5, 2), words(5, 3)])],
            &[false, true],
        );
        let recognized: Vec<bool> = document.blocks.iter().map(|block| block.ocr).collect();
        assert_eq!(recognized, [false, true, false]);
    }
}
