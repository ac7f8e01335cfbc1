//! Converting a checkpoint to int8: one file that is mapped into memory as it is.
//!
//! First the model reads a text in f32, and every matrix does the same product in int8 beside it; those
//! whose error passes a bound stay in f32. Then the matrices are quantized and written one after the
//! other. The file grows under another name and is given its own at the end; what an interrupted
//! conversion has written is kept and continued.

mod compare;
mod convert;
mod layout;
mod request;
mod write;

pub use compare::{compare_reader, compare_sentence_encoder};
pub use convert::{convert, convert_by};
pub use request::{Compare, ConvertEvent, ConvertOptions, Converted, ERROR_BOUND, Recipe};
