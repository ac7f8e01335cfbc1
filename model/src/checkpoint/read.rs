//! Reads tensors from an opened checkpoint: as Candle tensors, row by row as f32, or packed as in the file.

use std::sync::Arc;

use candle_core::{DType, Device, Tensor};

use super::entry::{Packed, TensorEntry};
use super::error::CheckpointError;
use super::folder::Checkpoint;
use super::mapped::MappedFile;
use super::rows::{StoredRows, beyond, widen};
use super::table::PackedTable;
use crate::kernel::int8::{self, Bytes};

impl Checkpoint {
    /// Loads one tensor as `dtype` on `device`, after checking its shape.
    ///
    /// # Errors
    /// If the tensor is missing, has another shape, or does not hold floating-point numbers.
    pub fn tensor(
        &self,
        name: &str,
        shape: &[usize],
        dtype: DType,
        device: &Device,
    ) -> Result<Tensor, CheckpointError> {
        let entry = self.entry(name, shape)?;
        let failed = |source| CheckpointError::Tensor {
            name: name.to_owned(),
            source,
        };
        if let (true, &[outputs, inputs]) = (entry.packed.is_some(), shape) {
            let mut values = vec![0f32; outputs * inputs];
            self.read_rows(name, [outputs, inputs], |read| {
                values
                    .chunks_exact_mut(inputs.max(1))
                    .enumerate()
                    .try_for_each(|(output, row)| read(output, row))
            })?;
            return Tensor::from_vec(values, shape, device)
                .and_then(|tensor| tensor.to_dtype(dtype))
                .map_err(failed);
        }
        let (file, bytes) = self.bytes_of(entry)?;
        let tensor = Tensor::from_raw_buffer(bytes, entry.dtype, shape, device)
            .and_then(|tensor| tensor.to_dtype(dtype))
            .map_err(failed)?;
        file.release(entry.start, entry.end);
        Ok(tensor)
    }

    /// Zeros in place of a tensor, after checking its shape. They take no memory.
    pub(crate) fn zeros(
        &self,
        name: &str,
        shape: &[usize],
        dtype: DType,
    ) -> Result<Tensor, CheckpointError> {
        self.entry(name, shape)?;
        Tensor::zeros(1, dtype, &Device::Cpu)
            .and_then(|zero| zero.broadcast_as(shape))
            .map_err(|source| CheckpointError::Tensor {
                name: name.to_owned(),
                source,
            })
    }

    /// Gives `read` the rows of a matrix as f32: `read` receives a function that copies the row with a given
    /// number into a buffer.
    pub(crate) fn read_rows<T>(
        &self,
        name: &str,
        shape: [usize; 2],
        read: impl FnOnce(
            &(dyn Fn(usize, &mut [f32]) -> Result<(), CheckpointError> + Sync),
        ) -> Result<T, CheckpointError>,
    ) -> Result<T, CheckpointError> {
        let entry = self.entry(name, &shape)?;
        match &entry.packed {
            Some(Packed::Panels { .. }) => {
                let panels = self.panels(name, entry, shape)?;
                return read(&|row, values| {
                    panels.row(row, values);
                    Ok(())
                });
            }
            Some(Packed::Table { .. }) => {
                let table = self.table(name, entry, shape)?;
                return read(&|row, values| {
                    table.row(row, values);
                    Ok(())
                });
            }
            None => {}
        }
        let (file, bytes) = self.bytes_of(entry)?;
        let row_bytes = shape[1] * entry.dtype.size_in_bytes();
        let dtype = entry.dtype;
        let done = read(&|row, values| {
            let from = bytes.get(row * row_bytes..(row + 1) * row_bytes);
            widen(from.ok_or_else(beyond)?, dtype, values);
            Ok(())
        })?;
        file.release(entry.start, entry.end);
        Ok(done)
    }

    /// The rows of a matrix of floating-point numbers; `None` if the matrix is packed.
    pub(crate) fn stored_rows(
        &self,
        name: &str,
        shape: [usize; 2],
    ) -> Result<Option<StoredRows>, CheckpointError> {
        let entry = self.entry(name, &shape)?;
        let (file, _) = self.bytes_of(entry)?;
        Ok(match entry.packed {
            Some(_) => None,
            None => Some(StoredRows::new(file, entry, shape)),
        })
    }

    /// How a tensor is stored: its numbers, its shape and its bytes.
    pub(crate) fn stored(&self, name: &str) -> Option<(DType, &[usize], usize)> {
        let entry = self.tensors.get(name)?;
        Some((entry.dtype, &entry.shape, entry.end - entry.start))
    }

    /// Returns the memory of a range of a tensor's bytes to the system.
    pub(crate) fn release(&self, name: &str, bytes: std::ops::Range<usize>) {
        if let Some(entry) = self.tensors.get(name)
            && let Some(file) = self.files.get(entry.file)
        {
            file.release(entry.start + bytes.start, entry.start + bytes.end);
        }
    }

    /// The bytes of a tensor in the file.
    pub(crate) fn raw(&self, name: &str) -> Result<&[u8], CheckpointError> {
        let entry = self
            .tensors
            .get(name)
            .ok_or_else(|| CheckpointError::MissingTensor {
                name: name.to_owned(),
                shape: Vec::new(),
            })?;
        Ok(self.bytes_of(entry)?.1)
    }

    /// A matrix in int8, if the file holds it in int8.
    pub(crate) fn int8(
        &self,
        name: &str,
        shape: [usize; 2],
    ) -> Result<Option<int8::Panels>, CheckpointError> {
        let entry = self.entry(name, &shape)?;
        match entry.packed {
            Some(Packed::Panels { .. }) => self.panels(name, entry, shape).map(Some),
            _ => Ok(None),
        }
    }

    /// A packed table, if the file holds it packed.
    pub(crate) fn packed_table(
        &self,
        name: &str,
        shape: [usize; 2],
    ) -> Result<Option<PackedTable>, CheckpointError> {
        let entry = self.entry(name, &shape)?;
        match entry.packed {
            Some(Packed::Table { .. }) => self.table(name, entry, shape).map(Some),
            _ => Ok(None),
        }
    }

    /// A table whose bytes stay in the mapped file.
    fn table(
        &self,
        name: &str,
        entry: &TensorEntry,
        [rows, width]: [usize; 2],
    ) -> Result<PackedTable, CheckpointError> {
        let (file, _) = self.bytes_of(entry)?;
        let damaged = || file.damaged(format!("the parts of {name} do not fit together"));
        let Some(Packed::Table { packing, scales }) = entry.packed else {
            return Err(damaged());
        };
        let values =
            Bytes::of(Arc::clone(file) as _, entry.start..entry.end).ok_or_else(damaged)?;
        let scales = numbers(file, scales)?
            .iter()
            .map(|b| f32::from_le_bytes(*b));
        PackedTable::from_parts(packing, rows, width, values, scales.collect()).ok_or_else(damaged)
    }

    /// The file that holds a tensor, and its bytes there.
    fn bytes_of(&self, entry: &TensorEntry) -> Result<(&Arc<MappedFile>, &[u8]), CheckpointError> {
        let file = self.files.get(entry.file).ok_or_else(beyond)?;
        let bytes = file.bytes().get(entry.start..entry.end);
        Ok((file, bytes.ok_or_else(beyond)?))
    }

    /// Panels whose bytes stay in the mapped file.
    fn panels(
        &self,
        name: &str,
        entry: &TensorEntry,
        [outputs, inputs]: [usize; 2],
    ) -> Result<int8::Panels, CheckpointError> {
        let (file, _) = self.bytes_of(entry)?;
        let damaged = || file.damaged(format!("the parts of {name} do not fit together"));
        let Some(Packed::Panels { scales, sums }) = entry.packed else {
            return Err(damaged());
        };
        let scales = numbers(file, scales)?
            .iter()
            .map(|b| f32::from_le_bytes(*b));
        let sums = numbers(file, sums)?.iter().map(|b| i32::from_le_bytes(*b));
        let values =
            Bytes::of(Arc::clone(file) as _, entry.start..entry.end).ok_or_else(damaged)?;
        int8::Panels::from_parts(outputs, inputs, values, scales.collect(), sums.collect())
            .ok_or_else(damaged)
    }

    /// A tensor of floating-point numbers, or of int8 panels, of this shape.
    fn entry(&self, name: &str, shape: &[usize]) -> Result<&TensorEntry, CheckpointError> {
        let entry = self
            .tensors
            .get(name)
            .ok_or_else(|| CheckpointError::MissingTensor {
                name: name.to_owned(),
                shape: shape.to_vec(),
            })?;
        if entry.shape != shape {
            return Err(CheckpointError::Shape {
                name: name.to_owned(),
                found: entry.shape.clone(),
                expected: shape.to_vec(),
            });
        }
        let float = matches!(
            entry.dtype,
            DType::F16 | DType::BF16 | DType::F32 | DType::F64
        );
        if !float && entry.packed.is_none() {
            return Err(CheckpointError::Dtype {
                name: name.to_owned(),
                dtype: entry.dtype.as_str().to_owned(),
            });
        }
        Ok(entry)
    }
}

/// The numbers of four bytes in a range of a file.
fn numbers(file: &MappedFile, (start, end): (usize, usize)) -> Result<&[[u8; 4]], CheckpointError> {
    let bytes = file.bytes().get(start..end).ok_or_else(beyond)?;
    Ok(bytes.as_chunks().0)
}
