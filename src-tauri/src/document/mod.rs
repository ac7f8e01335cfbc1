//! A file becomes a [`Document`]: pages, blocks, sections and sentences, each with its place on the page.
//!
//! The sentence id is the currency of the whole app: a citation is a [`SentenceId`], never free text.
//! Nothing here knows of the library, the model or the window.
//!
//! The way of a PDF: [`worker`] opens it in a child process and brings glyphs home, `upright` turns them,
//! `runs`, `lines` and `words` read them, `furniture` takes running heads out, `blocks` groups, `kinds` and
//! `ruled` tell text from tables, `structure` names the parts, `assemble` makes text and sentences of them.

mod abbreviations;
mod assemble;
mod authors;
mod blocks;
mod body;
mod clusters;
mod duplicates;
mod error;
mod flow;
mod font_names;
mod front;
mod furniture;
mod glyphs;
mod hayro_engine;
mod headings;
mod hyphens;
mod kinds;
mod layout;
mod lines;
mod order;
mod paragraphs;
mod passages;
mod pdf_extract_engine;
mod pdf_strings;
mod publishers;
mod read;
mod references;
mod ruled;
mod runs;
mod section_names;
mod sentences;
mod sight;
mod structure;
mod types;
mod unmapped;
mod upright;
mod words;
pub mod worker;

/// Which sentences and places come out of a file: raised whenever a change makes them other ones. A library
/// reads a document again that an older version read.
pub const EXTRACTION: u32 = 3;

pub use error::ReadError;
pub(crate) use flow::of_sections;
pub use passages::{PASSAGE_RULES, Passage, passages};
pub use read::{ReadOptions, ReadProgress, identity, read};
pub(crate) use sentences::sentences as split_sentences;
pub use types::*;
