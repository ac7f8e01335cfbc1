//! What a document is, once read: plain data that can be stored, sent and compared.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The identity of a document: the SHA-256 of its file, as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct DocumentId(pub String);

/// Position of a sentence in [`Document::sentences`]; stable for one extraction of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SentenceId(pub u32);

/// Position of a block in [`Document::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct BlockId(pub u32);

/// Position of a section in [`Document::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SectionId(pub u32);

/// A rectangle in default PDF user space: points, y upwards, origin as in the file, not rotated
/// (PDF 32000-1, 8.3.2.3). `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Lower edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Upper edge.
    pub y1: f32,
}

impl Rect {
    /// Points.
    pub(crate) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Points.
    pub(crate) fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Square points.
    pub(crate) fn area(&self) -> f32 {
        self.width() * self.height()
    }

    /// The height of its middle above the origin, in points.
    pub(crate) fn middle(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// The least rectangle around both.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// Where a piece of text stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    /// On a page of a paginated document: one rectangle, covering one line or part of it.
    Page {
        /// 1-based page number.
        page: u32,
        /// The rectangle, see [`Rect`].
        rect: Rect,
    },
    /// In a document that has no pages (text, Markdown, HTML, DOCX, EPUB): a range of characters of a block.
    Flow {
        /// The block.
        block: BlockId,
        /// First character (Unicode scalar values of the block's text).
        start: u32,
        /// One past the last character.
        end: u32,
    },
}

/// What kind of file the document was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Office Open XML text.
    Docx,
    /// EPUB.
    Epub,
}

/// How well a page could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageVerdict {
    /// Text was found and is readable.
    Good,
    /// More than a fifth of the characters have no Unicode value.
    PartlyUnreadable,
    /// A picture of a page: no text to read.
    Scanned,
    /// A picture of a page with invisible text behind it, made by character recognition.
    OcrLayer,
    /// Nothing on it, or nothing but drawings.
    Empty,
    /// The page could not be read; the others could.
    Failed {
        /// Why. Documents stored before causes had names carry none and count as damaged.
        #[serde(default)]
        cause: PageFailure,
    },
}

/// Why one page of a document could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageFailure {
    /// No engine makes sense of the page.
    #[default]
    Damaged,
    /// The page took longer than a page may take.
    TimedOut,
    /// The time for the whole document was over before this page.
    NotReached,
    /// The page needs more memory than the worker may have.
    TooMuchMemory,
    /// The page nests deeper than the worker's stack.
    TooDeep,
    /// The worker ended for another reason while it read the page.
    WorkerDied,
}

/// One page. A document without pages has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// The visible part: CropBox cut with MediaBox, in user space.
    pub crop: Rect,
    /// Clockwise rotation when shown: 0, 90, 180 or 270.
    pub rotate: u16,
    /// How well it could be read.
    pub verdict: PageVerdict,
}

/// What a block of text is. Only some kinds are read by models, see [`BlockKind::is_prose`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The document's title.
    Title,
    /// Names and affiliations under the title.
    Authors,
    /// A section heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// The caption of a figure or table.
    Caption,
    /// Cells of a table.
    Table,
    /// Words inside a figure.
    Figure,
    /// A displayed formula.
    Formula,
    /// A program listing.
    Code,
    /// A footnote.
    Footnote,
    /// An entry of the list of references.
    Reference,
    /// Running head, page number, line number, licence line: said on every page, part of no text.
    Furniture,
}

impl BlockKind {
    /// Whether models read this kind of block unless asked for more.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem)
    }
}

/// A block: consecutive lines that belong together, in reading order.
/// A paragraph that goes on in the next column or on the next page is one block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Block {
    /// Position in [`Document::blocks`].
    pub id: BlockId,
    /// What it is.
    pub kind: BlockKind,
    /// The section it belongs to; `None` before the first heading.
    pub section: Option<SectionId>,
    /// Its text: lines joined, hyphens at line ends mended, ligatures folded, NFC.
    pub text: String,
    /// Its lines' places.
    pub places: Vec<Place>,
    /// Whether the text comes from character recognition.
    pub ocr: bool,
}

/// What a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The abstract.
    Abstract,
    /// Any section of the text itself.
    Body,
    /// Thanks, funding, contributions, conflicts of interest and the like.
    BackMatter,
    /// The list of references.
    References,
    /// An appendix.
    Appendix,
}

/// A section of the section tree, in document order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Section {
    /// Position in [`Document::sections`].
    pub id: SectionId,
    /// The heading as printed, its number included; "Abstract" where the abstract has no heading of its own.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// The section around it.
    pub parent: Option<SectionId>,
    /// What it is for.
    pub kind: SectionKind,
    /// 1-based page of its heading; 0 in a document without pages.
    pub page: u32,
}

/// A sentence with its places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Sentence {
    /// Position in [`Document::sentences`].
    pub id: SentenceId,
    /// The block it stands in.
    pub block: BlockId,
    /// First character in the block's text (Unicode scalar values).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Its text, equal to that range of the block's text.
    pub text: String,
    /// One place per line it touches, in reading order; on two pages where it crosses a page break.
    pub places: Vec<Place>,
}

impl Sentence {
    /// 1-based page on which the sentence begins; `None` in a document without pages.
    pub fn page(&self) -> Option<u32> {
        self.places.iter().find_map(|place| match place {
            Place::Page { page, .. } => Some(*page),
            Place::Flow { .. } => None,
        })
    }
}

/// Something worth saying about how the document was read, that is not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// A cap was reached; what lies beyond it was not read.
    Truncated {
        /// Which cap, in words ("5,000 pages").
        limit: String,
    },
    /// These pages are pictures without text.
    ScannedPages {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// These pages could not be read.
    FailedPages {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// Reading this page killed the worker, and what follows was read by a new one.
    WorkerDied {
        /// 1-based page number.
        page: u32,
    },
}

/// A document, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Document {
    /// SHA-256 of the file.
    pub id: DocumentId,
    /// What kind of file it was.
    pub format: Format,
    /// The title as printed, or from the metadata.
    pub title: Option<String>,
    /// Authors, in order.
    pub authors: Vec<String>,
    /// ISO 639-3 code of the main language, where it could be told.
    pub language: Option<String>,
    /// Pages, in order.
    pub pages: Vec<Page>,
    /// The section tree, in document order.
    pub sections: Vec<Section>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Sentences of prose, headings, captions and footnotes, in reading order.
    pub sentences: Vec<Sentence>,
    /// What is worth saying about how it was read.
    pub notes: Vec<Note>,
}

impl Document {
    /// The block a sentence stands in.
    pub fn block_of(&self, sentence: SentenceId) -> Option<&Block> {
        let block = self.sentences.get(sentence.0 as usize)?.block;
        self.blocks.get(block.0 as usize)
    }

    /// Sentences of running text, in order: what models read unless asked for more. References and
    /// back matter are left out.
    pub fn prose(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| {
            let Some(block) = self.blocks.get(sentence.block.0 as usize) else {
                return false;
            };
            let kind = block
                .section
                .and_then(|section| self.sections.get(section.0 as usize))
                .map(|section| section.kind);
            block.kind.is_prose()
                && !matches!(
                    kind,
                    Some(SectionKind::References | SectionKind::BackMatter)
                )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_that_was_stored_with_a_sentence_is_still_read() {
        let old = r#"{"kind":"failed","reason":"reading it took too long"}"#;
        let read: PageVerdict = serde_json::from_str(old).unwrap();
        let cause = PageFailure::Damaged;
        assert_eq!(read, PageVerdict::Failed { cause });
        let cause = PageFailure::TimedOut;
        let new = serde_json::to_string(&PageVerdict::Failed { cause }).unwrap();
        assert_eq!(new, r#"{"kind":"failed","cause":"timed_out"}"#);
    }
}
