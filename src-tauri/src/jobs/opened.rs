//! A document as the window opens it: its entry in the list with its pages, sections and sentences, and what the window
//! shows of a document without pages beside its sentences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::{
    Block, BlockId, BlockKind, Document, Link, Note, Page, Place, Section, SectionId, SentenceId,
};
use crate::library::DocumentCard;

/// A sentence as the window needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SentenceView {
    /// The sentence's id in the document.
    pub id: SentenceId,
    /// The section that contains it.
    pub section: Option<SectionId>,
    /// The text, as people read it.
    pub text: String,
    /// Its rectangles, one per line of text.
    pub places: Vec<Place>,
}

/// A block of a document without pages that is more than a paragraph of its sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BlockView {
    /// The block's id in the document.
    pub id: BlockId,
    /// What the block is.
    pub kind: BlockKind,
    /// The section that contains it.
    pub section: Option<SectionId>,
    /// Its whole text, if the sentences in it leave out some of that; else empty.
    pub text: String,
}

/// A document that the window opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// The document's pages.
    pub pages: Vec<Page>,
    /// The document's sections, in order.
    pub sections: Vec<Section>,
    /// The document's sentences.
    pub sentences: Vec<SentenceView>,
    /// Notes on how the document was read.
    pub notes: Vec<Note>,
    /// The links of a document without pages.
    pub links: Vec<Link>,
    /// The blocks of a document without pages that are more than paragraphs of their sentences, in order.
    pub blocks: Vec<BlockView>,
}

impl DocumentView {
    pub(super) fn of(card: DocumentCard, document: Document) -> Self {
        let sentences = document
            .sentences
            .iter()
            .map(|sentence| SentenceView {
                id: sentence.id,
                section: document
                    .block_of(sentence.id)
                    .and_then(|block| block.section),
                text: sentence.text.clone(),
                places: sentence.places.clone(),
            })
            .collect();
        Self {
            card,
            sentences,
            blocks: blocks(&document),
            pages: document.pages,
            sections: document.sections,
            notes: document.notes,
            links: document.links,
        }
    }
}

/// The blocks that the window cannot make of sentences alone. A PDF has none: the window shows its file.
fn blocks(document: &Document) -> Vec<BlockView> {
    if !document.pages.is_empty() {
        return vec![];
    }
    let mut sentences = document.sentences.iter().peekable();
    let mut found = Vec::new();
    for block in &document.blocks {
        let mut told = 0;
        while let Some(sentence) = sentences.next_if(|sentence| sentence.block <= block.id) {
            told += signs(&sentence.text);
        }
        if let Some(view) = view_of(block, told) {
            found.push(view);
        }
    }
    found
}

/// A block whose sentences have `told` signs of its text; `None` if they show all of it.
fn view_of(block: &Block, told: usize) -> Option<BlockView> {
    // the window has the headings from the sections, and running heads are no text
    if matches!(block.kind, BlockKind::Heading | BlockKind::Furniture) {
        return None;
    }
    // lines of a program are indented, which no sentence says
    let whole = block.kind != BlockKind::Code && signs(&block.text) == told;
    if whole && block.kind == BlockKind::Paragraph {
        return None;
    }
    Some(BlockView {
        id: block.id,
        kind: block.kind,
        section: block.section,
        text: if whole {
            String::new()
        } else {
            block.text.clone()
        },
    })
}

/// The number of characters without spaces.
fn signs(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{self, ReadOptions};

    fn views(html: &str) -> Vec<(BlockKind, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        std::fs::write(&path, html).expect("a file of the test");
        let read = document::read(&path, &ReadOptions::default(), &mut |_| ());
        let views = blocks(&read.expect("a document")).into_iter();
        views.map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn what_no_sentence_shows_goes_to_the_window_as_text() {
        let found = views(
            "<h1>Drift</h1><p>Boats drift. They come home.</p><h2>Methods</h2><p>We counted them all.</p>\
             <p><math display=block><mi>d</mi><mo>=</mo><mn>1</mn></math></p><pre>for boat in sea {\n  count();\n}</pre>\
             <h2>References</h2><p>[1] M. Okafor. On drift. 2026.</p>",
        );
        let shown: Vec<_> = found.iter().map(|(kind, text)| (*kind, &**text)).collect();
        assert_eq!(
            shown,
            [
                (BlockKind::Title, "Drift"),
                (BlockKind::Formula, "d = 1"),
                (BlockKind::Code, "for boat in sea {\n  count();\n}"),
                (BlockKind::Reference, "[1] M. Okafor. On drift. 2026."),
            ]
        );
    }

    #[test]
    fn a_block_whose_sentences_are_all_of_it_has_its_kind_alone() {
        let found = views(
            "<p>Boats drift far. They come home.</p><ul><li>One boat. Two boats.</li></ul>\
             <table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>",
        );
        let kinds = [BlockKind::ListItem, BlockKind::Table].map(|kind| (kind, String::new()));
        assert_eq!(found, kinds);
    }
}
