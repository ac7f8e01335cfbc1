//! A PDF becomes pages of positioned glyphs, in a child process that may crash. The same process has files without pages
//! read, by the readers of `reflow`.

// bytes from outside decide the indices here
#![cfg_attr(not(test), deny(clippy::indexing_slicing))]

mod alphabets;
mod annotations;
mod appearance;
mod boxes;
mod canvas;
mod clusters;
mod field;
mod font_names;
mod glyphs;
mod hayro_engine;
mod pairs;
mod pdf_extract_engine;
mod picture;
mod rubbish;
#[cfg(test)]
mod rubbish_tests;
mod shifted;
mod shuffled;
mod sight;
mod straightened;
mod strings;
mod unmapped;
mod vowels;
pub(crate) mod worker;

#[cfg(test)]
pub(crate) use clusters::{in_visual_order, meant, split};
pub(crate) use glyphs::{
    Annotation, AnnotationKind, FileFacts, Font, Glyph, PageGlyphs, UNREADABLE,
};
pub(crate) use picture::Picture;
pub(crate) use straightened::Turn;
pub(crate) use worker::{Extracted, PageOutcome, extract, found, pictures};
