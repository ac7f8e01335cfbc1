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
    /// Left edge; at most `x1`.
    pub x0: f32,
    /// Lower edge; at most `y1`.
    pub y0: f32,
    /// Right edge; at least `x0`.
    pub x1: f32,
    /// Upper edge; at least `y0`.
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

    /// Height of its middle above the origin, in points.
    pub(crate) fn middle(&self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// The smallest rectangle around both.
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
        /// The block that contains the characters.
        block: BlockId,
        /// First character (Unicode scalar values of the block's text).
        start: u32,
        /// One past the last character.
        end: u32,
    },
}

/// The format of a document's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Text without markup.
    Text,
    /// Text with Markdown markup.
    Markdown,
    /// A web page.
    Html,
    /// A text document in Office Open XML.
    Docx,
    /// A book of web pages in a ZIP archive.
    Epub,
    /// Sequences of bases. A document of them has records, and no text.
    Fasta,
}

/// How well a page could be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageVerdict {
    /// The page has readable text.
    Good,
    /// More than a fifth of the characters have no Unicode value.
    PartlyUnreadable,
    /// The page is a picture, without text.
    Scanned,
    /// The page is a picture with invisible text, made by character recognition.
    OcrLayer,
    /// Pagewing has recognized the page's text.
    Recognized,
    /// Nothing is on the page, or nothing but drawings.
    Empty,
    /// The page could not be read; the others could.
    Failed {
        /// The cause. Documents stored before causes had names have none and count as damaged.
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
    /// Reading the page took longer than one page may take.
    TimedOut,
    /// The time for the whole document ran out before this page.
    NotReached,
    /// The page needs more memory than the worker may have.
    TooMuchMemory,
    /// The page nests more deeply than the worker's stack allows.
    TooDeep,
    /// The worker ended for another reason while it read the page.
    WorkerDied,
}

/// One page. A document without pages has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// The visible part, in user space: the intersection of CropBox and MediaBox.
    pub crop: Rect,
    /// Clockwise rotation for display: 0, 90, 180 or 270 degrees.
    pub rotate: u16,
    /// How well the page could be read.
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
    /// A paragraph of running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// The caption of a figure or table.
    Caption,
    /// The cells of a table.
    Table,
    /// What somebody filled into a form, or stamped onto a page: `label: value`.
    Field,
    /// Words inside a figure.
    Figure,
    /// A displayed formula.
    Formula,
    /// A program listing.
    Code,
    /// A note at the foot of a page.
    Footnote,
    /// An entry of the list of references.
    Reference,
    /// A running head, page number, line number or licence line: it repeats and is not part of the text.
    Furniture,
}

impl BlockKind {
    /// Whether models read this kind of block unless a caller asks for more.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem)
    }
}

/// A block: consecutive lines that belong together, in reading order. A paragraph that continues in the next
/// column or on the next page is one block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Block {
    /// Position in [`Document::blocks`].
    pub id: BlockId,
    /// What the block is.
    pub kind: BlockKind,
    /// The section it belongs to; `None` before the first heading.
    pub section: Option<SectionId>,
    /// Its text: lines joined, hyphens at line ends mended, ligatures folded, in NFC.
    pub text: String,
    /// The places of its lines, in reading order.
    pub places: Vec<Place>,
    /// Whether the text comes from character recognition.
    pub ocr: bool,
}

/// The purpose of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The document's own abstract.
    Abstract,
    /// Any section of the text itself.
    Body,
    /// Thanks, funding, contributions, conflicts of interest and the like.
    BackMatter,
    /// The list of references.
    References,
    /// A section that calls itself an appendix.
    Appendix,
}

/// A section of the section tree, in document order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Section {
    /// Position in [`Document::sections`].
    pub id: SectionId,
    /// The printed heading, including its number; "Abstract" if the abstract has no heading of its own.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// The section that contains it; `None` for the outermost.
    pub parent: Option<SectionId>,
    /// The purpose of the section.
    pub kind: SectionKind,
    /// 1-based page of its heading; 0 in a document without pages.
    pub page: u32,
}

/// A sentence with its places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Sentence {
    /// Position in [`Document::sentences`].
    pub id: SentenceId,
    /// The block that contains it.
    pub block: BlockId,
    /// First character in the block's text (Unicode scalar values).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Its text, equal to that range of the block's text.
    pub text: String,
    /// One place for each line it touches, in reading order; on two pages if it crosses a page break.
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

/// A limit to what is read of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cap {
    /// The document has more pages.
    Pages {
        /// The number of pages that are read: the first.
        limit: u32,
    },
    /// A document without pages has more characters.
    Characters {
        /// The number of characters that are read: the first.
        limit: u32,
    },
    /// A page, or all pages together, have more characters.
    CharactersOnPages {
        /// The number of characters of a page that are read.
        page: u32,
        /// The number of characters of all pages that are read.
        document: u32,
    },
}

/// A remark on how the document was read, which is not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// Reading reached a limit and left out the rest.
    Truncated {
        /// The limit.
        cap: Cap,
    },
    /// These pages are pictures without text.
    ScannedPages {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// The text of these pages was recognized, so it may have wrong letters.
    RecognizedPages {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// These pages could not be read.
    FailedPages {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// Fonts do not say what some letters of these pages are, in words whose other letters are known.
    UnknownLetters {
        /// 1-based page numbers.
        pages: Vec<u32>,
    },
    /// Documents inside this one were not read: they have another format, are damaged, or are too many or too deep inside.
    IncludedLeftOut {
        /// How many.
        count: u32,
    },
    /// Reading this page killed the worker; a new one read the pages after it.
    WorkerDied {
        /// 1-based page number.
        page: u32,
    },
}

/// Words that lead to an address, in a document without pages. The links of a PDF stay in its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// The block that contains the words.
    pub block: BlockId,
    /// First character (Unicode scalar values of the block's text).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The address as the document has it, of the web or of mail.
    pub address: String,
}

/// A document as Pagewing has read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Document {
    /// SHA-256 of the file.
    pub id: DocumentId,
    /// The format of the file.
    pub format: Format,
    /// The printed title, or the title in the file's metadata.
    pub title: Option<String>,
    /// Names of the authors, in order.
    pub authors: Vec<String>,
    /// ISO 639-3 code of the main language, if the text shows it.
    pub language: Option<String>,
    /// Pages, in order; a document without pages has none.
    pub pages: Vec<Page>,
    /// The section tree, in document order.
    pub sections: Vec<Section>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Sentences of prose, headings, captions and footnotes, and lines of tables, programs and figures, in reading
    /// order.
    pub sentences: Vec<Sentence>,
    /// Remarks on how the document was read.
    pub notes: Vec<Note>,
    /// Links, in reading order. Readings of older versions have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl Document {
    /// Returns the block that contains a sentence.
    pub fn block_of(&self, sentence: SentenceId) -> Option<&Block> {
        let block = self.sentences.get(sentence.0 as usize)?.block;
        self.blocks.get(block.0 as usize)
    }

    /// Returns the sentences of running text, in order, without references and back matter: what models read
    /// unless a caller asks for more.
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
