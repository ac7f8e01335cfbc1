//! A document of one sentence.

use pagewing::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Place, Sentence, SentenceId,
};

/// A plain text with this sentence, as reading it gives it.
pub fn little_document(id: &str, text: &str) -> Document {
    let end = text.chars().count() as u32;
    let place = Place::Flow {
        block: BlockId(0),
        start: 0,
        end,
    };
    Document {
        id: DocumentId(id.to_owned()),
        format: Format::Text,
        title: Some("Boats".to_owned()),
        authors: vec!["Ada Quist".to_owned()],
        language: Some("eng".to_owned()),
        pages: vec![],
        sections: vec![],
        blocks: vec![Block {
            id: BlockId(0),
            kind: BlockKind::Paragraph,
            section: None,
            text: text.to_owned(),
            places: vec![place.clone()],
            ocr: false,
        }],
        sentences: vec![Sentence {
            id: SentenceId(0),
            block: BlockId(0),
            start: 0,
            end,
            text: text.to_owned(),
            places: vec![place],
        }],
        notes: vec![],
        links: vec![],
    }
}
