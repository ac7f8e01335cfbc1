//! Converts a checkpoint to int8, one file that loads as a memory map, unchanged; or to half precision.
//!
//! For int8, first the model reads a text in f32, and every matrix does the same product in int8 beside it; a matrix
//! whose error passes a bound stays in f32. Then the conversion quantizes and writes the matrices one after
//! another. The file grows under another name and gets its own at the end. After an interruption, the next
//! conversion continues what is already there.

mod compare;
mod convert;
mod halves;
mod layout;
mod request;
mod write;

pub use compare::{compare_reader, compare_sentence_encoder};
pub use convert::{convert, convert_by, plan};
pub use halves::{Halved, halve};
pub use request::{Compare, ConvertEvent, ConvertOptions, Converted, ERROR_BOUND, Recipe};
