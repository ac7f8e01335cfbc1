//! A document that consists of a title, of references or of running heads has no sentence by the rules for its kinds
//! of blocks. Such a document is read as paragraphs, because whatever a person sees has to be found and quoted.

use super::sentences::sentences;
use crate::document::types::{BlockKind, Document, Page, PageVerdict, Place, Sentence, SentenceId};

/// Makes paragraphs of all blocks if the document has no sentence. Words that are stamped on scanned pages stay what
/// they are: the text of such a document is in its pictures.
pub(crate) fn read_without_sentences(document: &mut Document) {
    let scanned = |page: &Page| page.verdict == PageVerdict::Scanned;
    if !document.sentences.is_empty() || document.pages.iter().any(scanned) {
        return;
    }
    for block in &mut document.blocks {
        block.kind = BlockKind::Paragraph;
        let characters: Vec<char> = block.text.chars().collect();
        for (start, end) in sentences(&characters) {
            let places = block.places.iter().map(|place| match place {
                Place::Page { .. } => place.clone(),
                Place::Flow { block, .. } => Place::Flow {
                    block: *block,
                    start: start as u32,
                    end: end as u32,
                },
            });
            document.sentences.push(Sentence {
                id: SentenceId(document.sentences.len() as u32),
                block: block.id,
                start: start as u32,
                end: end as u32,
                text: characters
                    .get(start..end)
                    .unwrap_or_default()
                    .iter()
                    .collect(),
                places: places.collect(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::kind::RawKind;
    use crate::document::layout::{Line, RawBlock};
    use crate::document::text::{Vocabulary, append};
    use crate::document::types::{Format, Rect};

    fn document(kinds: &[RawKind]) -> Document {
        let mut document = Document::sample(Format::Pdf);
        for kind in kinds {
            let line = Line::sample("Meeting at noon. Room 12.").at(50.0, 700.0);
            let block = RawBlock::sample(vec![line], *kind);
            append(&mut document, &block, None, false, &Vocabulary::default());
        }
        document
    }

    #[test]
    fn a_title_or_a_list_of_references_alone_is_read_as_paragraphs() {
        for kind in [RawKind::Title, RawKind::Reference, RawKind::Furniture] {
            let mut document = document(&[kind]);
            assert!(document.sentences.is_empty());
            read_without_sentences(&mut document);
            let texts: Vec<&str> = document.prose().map(|s| s.text.as_str()).collect();
            assert_eq!(texts, ["Meeting at noon.", "Room 12."], "{kind:?}");
            assert!(document.sentences.iter().all(|s| s.page() == Some(1)));
        }
    }

    #[test]
    fn what_stands_beside_sentences_stays_what_it_is() {
        let mut document = document(&[RawKind::Title, RawKind::Paragraph]);
        read_without_sentences(&mut document);
        assert_eq!(document.sentences.len(), 2);
        assert_eq!(document.blocks[0].kind, BlockKind::Title);
    }

    #[test]
    fn a_stamp_on_a_scan_is_no_text_of_its_own() {
        let mut document = document(&[RawKind::Furniture]);
        document.pages.push(Page {
            number: 1,
            crop: Rect {
                x0: 0.0,
                y0: 0.0,
                x1: 595.0,
                y1: 842.0,
            },
            rotate: 0,
            verdict: PageVerdict::Scanned,
        });
        read_without_sentences(&mut document);
        assert!(document.sentences.is_empty());
    }
}
