//! Parts of blocks to text: halves of paragraphs joined, hyphens at line ends mended, sentences cut, places
//! kept.

mod abbreviations;
mod assemble;
mod hyphens;
mod language;
mod paragraphs;
mod passages;
mod sentences;

pub(crate) use assemble::append;
pub(crate) use hyphens::Vocabulary;
pub(crate) use language::language;
pub use passages::{PASSAGE_RULES, Passage, passages};
pub(crate) use sentences::sentences;

use crate::document::explanation::BlockReasons;
use crate::document::structure::{Part, Sections, begins_abstract};
use crate::document::types::Document;

/// Appends parts to the document, each with its section. `ocr` says of each page whether its text comes from
/// character recognition. Returns why each appended block is what it is.
pub(crate) fn assemble(
    document: &mut Document,
    parts: Vec<Part>,
    ocr: &[bool],
    vocabulary: &Vocabulary,
) -> Vec<BlockReasons> {
    let mut reasons = Vec::new();
    let mut sections = Sections::default();
    for part in parts {
        if let Some(heading) = part.heading {
            sections.open(document, heading.title, heading.level, heading.page);
        }
        for block in paragraphs::join(part.blocks) {
            if sections.current.is_none() && begins_abstract(&block) {
                sections.open(document, "Abstract".to_owned(), 1, block.page());
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
