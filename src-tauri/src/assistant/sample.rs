//! Small documents for tests.

use crate::document::{
    Block, BlockId, BlockKind, Document, DocumentId, Format, Page, PageVerdict, Place, Rect,
    Section, SectionId, SectionKind, Sentence, SentenceId,
};

const RECT: Rect = Rect {
    x0: 0.0,
    y0: 0.0,
    x1: 100.0,
    y1: 10.0,
};

fn empty(format: Format) -> Document {
    Document {
        id: DocumentId("aa".into()),
        format,
        title: None,
        authors: vec![],
        language: None,
        pages: vec![],
        sections: vec![],
        blocks: vec![],
        sentences: vec![],
        notes: vec![],
        links: vec![],
    }
}

/// Appends a block that holds one sentence.
fn append(document: &mut Document, text: &str, section: Option<SectionId>, place: Option<Place>) {
    let block = BlockId(document.blocks.len() as u32);
    let end = text.chars().count() as u32;
    let flow = Place::Flow {
        block,
        start: 0,
        end,
    };
    let places = vec![place.unwrap_or(flow)];
    document.sentences.push(Sentence {
        id: SentenceId(document.sentences.len() as u32),
        block,
        start: 0,
        end,
        text: text.into(),
        places: places.clone(),
    });
    document.blocks.push(Block {
        id: block,
        kind: BlockKind::Paragraph,
        section,
        text: text.into(),
        places,
        ocr: false,
    });
}

/// A document without pages in which each sentence is a paragraph.
pub(crate) fn flow(sentences: &[&str]) -> Document {
    let mut document = empty(Format::Text);
    for text in sentences {
        append(&mut document, text, None, None);
    }
    document
}

/// A document of `(sentence, page)` pairs.
pub(crate) fn paged(sentences: &[(u32, &str)]) -> Document {
    let mut document = empty(Format::Pdf);
    let last = sentences.iter().map(|(page, _)| *page).max().unwrap_or(0);
    document.pages = (1..=last)
        .map(|number| Page {
            number,
            crop: RECT,
            rotate: 0,
            verdict: PageVerdict::Good,
        })
        .collect();
    for (page, text) in sentences {
        let place = Place::Page {
            page: *page,
            rect: RECT,
        };
        append(&mut document, text, None, Some(place));
    }
    document
}

/// A document of sections: title, level, and sentences.
pub(crate) fn sectioned(parts: &[(&str, u8, &[&str])]) -> Document {
    let mut document = empty(Format::Text);
    let mut open: Vec<SectionId> = Vec::new();
    for (title, level, sentences) in parts {
        let id = SectionId(document.sections.len() as u32);
        open.truncate(usize::from(*level) - 1);
        document.sections.push(Section {
            id,
            title: (*title).into(),
            level: *level,
            parent: open.last().copied(),
            kind: match *title {
                "Abstract" => SectionKind::Abstract,
                "Acknowledgements" => SectionKind::BackMatter,
                _ => SectionKind::Body,
            },
            page: 0,
        });
        open.push(id);
        for text in *sentences {
            append(&mut document, text, Some(id), None);
        }
    }
    document
}
