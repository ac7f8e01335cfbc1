//! A Hugging Face model folder: what it holds, and its tensors by name.
//!
//! The crate reduces safetensors files and `pytorch_model.bin` to one table: a tensor's name, its dtype, its
//! shape and the byte range of a memory-mapped file. Opening reads headers only. Loading touches a tensor's
//! bytes and returns them to the system right after, so that it never needs more memory than the tensors
//! themselves.

#![deny(clippy::indexing_slicing)]

mod architecture;
mod converted;
mod entry;
mod error;
mod folder;
mod format;
mod mapped;
mod pickle;
mod place;
mod pytorch;
mod read;
mod rows;
mod safetensors;
mod table;
mod weights;

pub use architecture::Architecture;
pub use converted::Conversion;
pub use error::CheckpointError;
pub use folder::Checkpoint;
pub use format::{ConversionFormat, TablePacking};
pub use place::model_folder;
pub(crate) use rows::{StoredRows, widen};
pub(crate) use table::PackedTable;
pub use weights::Weights;
pub(crate) use weights::{Comparison, PanelMatrix};
