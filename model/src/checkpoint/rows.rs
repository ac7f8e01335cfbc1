//! The rows of a matrix in a weight file, read when they are needed and not kept.

use std::ops::Range;
use std::sync::Arc;

use candle_core::DType;
use half::{bf16, f16};

use super::entry::TensorEntry;
use super::error::CheckpointError;
use super::mapped::MappedFile;

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

/// The error for a place outside the files, which opening should have found.
pub(super) fn beyond() -> CheckpointError {
    CheckpointError::Truncated {
        file: "the weight file".to_owned(),
        reason: "a tensor lies beyond its end".to_owned(),
    }
}

/// Little-endian floating-point numbers as f32.
pub(crate) fn widen(bytes: &[u8], dtype: DType, values: &mut [f32]) {
    fn each<const N: usize>(bytes: &[u8], values: &mut [f32], number: impl Fn([u8; N]) -> f32) {
        for (value, bytes) in values.iter_mut().zip(bytes.as_chunks().0) {
            *value = number(*bytes);
        }
    }
    match dtype {
        DType::F16 => each(bytes, values, |b| f16::from_le_bytes(b).to_f32()),
        DType::BF16 => each(bytes, values, |b| bf16::from_le_bytes(b).to_f32()),
        DType::F64 => each(bytes, values, |b| f64::from_le_bytes(b) as f32),
        _ => each(bytes, values, f32::from_le_bytes),
    }
}
