//! Scanned pages become text: a page is drawn as a picture, Tesseract recognizes its words, and the words become
//! glyphs with places, as if the page had them.
//!
//! Tesseract is a program of its own that may be missing, hang or fail: that costs a page, never the document. What
//! it prints is checked like everything else from outside.

// another program's output decides the indices here
#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod engine;
mod glyphs;
mod hocr;
mod ink;
mod kept;
mod languages;
mod leaders;
mod pages;
mod process;
mod program;
mod recognized;
mod sheet;
mod slope;
mod strokes;
mod tables;
mod tilt;

pub(crate) use glyphs::{Sizes, glyphs};
pub(crate) use pages::recognize;
pub use program::{PROGRAM_VARIABLE, find as find_tesseract};
pub(crate) use recognized::RecognizedPage;
