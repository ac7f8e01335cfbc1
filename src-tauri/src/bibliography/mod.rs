//! What other programs know of a person's papers: a Zotero library, BibTeX and RIS become entries with titles, authors,
//! years, collections, tags and files.
//!
//! All of it is foreign: sizes are bounded, a damaged entry is counted and left out, and a path is only ever one that the
//! person could open anyhow. Nothing here reads a document; the files are handed on.

#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod attached;
mod bibtex;
mod decoded;
mod entry;
mod error;
mod name;
mod read;
mod report;
mod ris;
mod signs;
mod words;
mod zotero;

pub use entry::{Bibliography, BibliographyEntry, Described};
pub use error::BibliographyError;
pub use read::{EXTENSIONS, Sources, is_one, read};
pub use report::BibliographyReport;
