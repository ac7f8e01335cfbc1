//! The rows of a matrix in a weight file, read when they are needed and not kept.

use std::ops::Range;
use std::sync::Arc;

use candle_core::DType;

use super::entry::TensorEntry;
use super::error::CheckpointError;
use super::mapped::MappedFile;
use super::read::{beyond, widen};

/// A matrix of floating-point numbers in a mapped file.
#[derive(Debug, Clone)]
pub(crate) struct StoredRows {
    file: Arc<MappedFile>,
    start: usize,
    dtype: DType,
    rows: usize,
    width: usize,
}

impl StoredRows {
    pub(super) fn new(file: &Arc<MappedFile>, entry: &TensorEntry, shape: [usize; 2]) -> Self {
        Self {
            file: Arc::clone(file),
            start: entry.start,
            dtype: entry.dtype,
            rows: shape[0],
            width: shape[1],
        }
    }

    /// Number of rows, and numbers in each.
    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.rows, self.width)
    }

    /// Copies a row as f32.
    pub(crate) fn read(&self, row: usize, values: &mut [f32]) -> Result<(), CheckpointError> {
        let bytes = self.width * self.dtype.size_in_bytes();
        let from = self.start + row * bytes;
        let bytes = self.file.bytes().get(from..from + bytes);
        widen(bytes.ok_or_else(beyond)?, self.dtype, values);
        Ok(())
    }

    /// Returns the memory of these rows to the system.
    pub(crate) fn release(&self, rows: Range<usize>) {
        let bytes = self.width * self.dtype.size_in_bytes();
        self.file.release(
            self.start + rows.start * bytes,
            self.start + rows.end * bytes,
        );
    }
}
