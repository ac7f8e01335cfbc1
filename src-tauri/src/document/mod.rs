//! A file becomes a [`Document`]: pages, blocks, sections and sentences, each with its place on the page.
//!
//! The sentence id is the currency of the whole app: a citation is a [`SentenceId`], never free text.
//! Nothing here knows about the library, the model or the window.
//!
//! A document with pages goes through four phases, each a room of its own: `pdf` collects glyphs from a child
//! process, `layout` makes lines and blocks of them, `structure` finds out what the blocks are, and `text`
//! makes paragraphs and sentences. `paged` names the steps. A document without pages goes through `reflow`,
//! which shares the last two. Between `pdf` and `layout`, `ocr` recognizes pages that have no text. A phase may use the phases before it but none after it; `types`, `error`,
//! `askew` (a page put straight), `explanation`, `options`, `kind`, `piece`, `marks` (pure tests of strings) and `private_use` are below them all.

mod askew;
mod error;
mod explanation;
mod kind;
mod layout;
mod marks;
mod ocr;
mod options;
mod paged;
mod pdf;
mod piece;
mod private_use;
mod read;
mod reflow;
#[cfg(test)]
mod sample;
mod signature;
mod structure;
mod text;
mod types;
mod word_places;
pub mod worker;

use std::path::Path;

pub use error::{FileKind, ReadError};
pub use explanation::{
    BlockReasons, Explanation, KindReason, LineBreak, PageRecognition, ParagraphBreak,
    ParagraphJoin, RecognitionEngine, TitleCandidate, TitleChoice, TitleReason, TitleRejection,
};
pub(crate) use marks::is_rtl;
pub use ocr::{PROGRAM_VARIABLE, find_tesseract};
pub use options::{
    Limits, ReadOptions, ReadProgress, ReadStep, Recognition, RecognizePages, Tesseract,
};
pub use read::{explain, identity, read, words};
pub(crate) use reflow::of_sections;
pub(crate) use text::sentences as split_sentences;
pub use text::{PASSAGE_RULES, Passage, headings_above, passages};
pub use types::*;
pub use word_places::WordPlace;

/// The version of what reading produces: it rises whenever a change alters sentences or places. The library
/// reads a document again if an older version read it.
pub const EXTRACTION: u32 = 14;

/// The extensions of files that are read, PDF first.
pub const EXTENSIONS: &[&str] = &[
    "pdf", "txt", "md", "markdown", "html", "htm", "xhtml", "docx", "epub",
];

/// The extensions of files of sequences.
pub const SEQUENCES: &[&str] = &["fa", "fasta", "fna", "ffn"];

/// The extension of a compressed file, behind one of [`SEQUENCES`].
pub const COMPRESSED: &str = "gz";

/// Whether a file is named as one of sequences. Its name decides, since what is wrong in such a file is to be named.
pub fn is_sequences(path: &Path) -> bool {
    let is = |path: &Path, known: &str| {
        let extension = path.extension().unwrap_or_default();
        extension.eq_ignore_ascii_case(known)
    };
    let inner = path.file_stem().map(Path::new);
    let plain = match is(path, COMPRESSED) {
        true => inner,
        false => Some(path),
    };
    plain.is_some_and(|path| SEQUENCES.iter().any(|known| is(path, known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_sequences_is_known_by_its_name() {
        for name in ["a.fa", "b.FASTA", "dir/c.fna.gz", "d.1.ffn", "e.Fa.GZ"] {
            assert!(is_sequences(Path::new(name)), "{name}");
        }
        for name in ["a.faa", "fa", "fa.gz", "a.gz", "a.fa.txt", "a.gz.pdf", ""] {
            assert!(!is_sequences(Path::new(name)), "{name}");
        }
    }
}
