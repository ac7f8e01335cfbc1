//! A file becomes a [`Document`]: pages, blocks, sections and sentences, each with its place on the page.
//!
//! The sentence id is the currency of the whole app: a citation is a [`SentenceId`], never free text.
//! Nothing here knows of the library, the model or the window.

mod types;

pub use types::*;
