//! A packed table; readers unpack its rows one by one.

use super::format::TablePacking;
use crate::kernel::int8::Bytes;

/// A table `[rows, width]` in the bytes of a file.
#[derive(Clone)]
pub(crate) struct PackedTable {
    packing: &'static dyn TablePacking,
    rows: usize,
    width: usize,
    /// Number of bytes in a row.
    stride: usize,
    values: Bytes,
    /// One scale per row.
    scales: Vec<f32>,
}

impl std::fmt::Debug for PackedTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.packing.name();
        write!(f, "table {} x {} in {name}", self.rows, self.width)
    }
}

impl PackedTable {
    /// Builds the table from its parts in a file; `None` if they do not fit together.
    pub(crate) fn from_parts(
        packing: &'static dyn TablePacking,
        rows: usize,
        width: usize,
        values: Bytes,
        scales: Vec<f32>,
    ) -> Option<Self> {
        let stride = packing.row_bytes(width)?;
        let fits = rows.checked_mul(stride) == Some(values.get().len())
            && scales.len() == rows
            && scales.iter().all(|scale| scale.is_finite());
        fits.then_some(Self {
            packing,
            rows,
            width,
            stride,
            values,
            scales,
        })
    }

    /// Number of rows, and numbers in each.
    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.rows, self.width)
    }

    /// Unpacks a row; if the table does not have the row, `values` stay as they are.
    pub(crate) fn row(&self, row: usize, values: &mut [f32]) {
        let bytes = self.values.get().chunks_exact(self.stride.max(1)).nth(row);
        if let (Some(bytes), Some(scale)) = (bytes, self.scales.get(row)) {
            self.packing.unpack(bytes, *scale, values);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// One signed byte per number.
    #[derive(Debug)]
    struct SignedBytes;

    impl TablePacking for SignedBytes {
        fn name(&self) -> &'static str {
            "signed_bytes"
        }

        fn row_bytes(&self, width: usize) -> Option<usize> {
            Some(width)
        }

        fn pack(&self, row: &[f32]) -> (Vec<u8>, f32) {
            (row.iter().map(|x| *x as i8 as u8).collect(), 1.0)
        }

        fn unpack(&self, bytes: &[u8], scale: f32, values: &mut [f32]) {
            for (value, byte) in values.iter_mut().zip(bytes) {
                *value = f32::from(*byte as i8) * scale;
            }
        }
    }

    #[test]
    fn parts_must_fit_and_rows_are_told_apart() {
        let rows = [[1.0, -2.0, 3.0], [-9.0, 0.0, 4.0]];
        let bytes = rows.map(|row| SignedBytes.pack(&row).0).concat();
        let values = Bytes::of(Arc::new(bytes), 0..6).unwrap();
        let table = |rows, width, scales: Vec<f32>| {
            PackedTable::from_parts(&SignedBytes, rows, width, values.clone(), scales)
        };
        assert!(table(3, 3, vec![1.0; 3]).is_none());
        assert!(table(2, 3, vec![1.0; 3]).is_none());
        assert!(table(2, 3, vec![f32::NAN; 2]).is_none());
        let table = table(2, 3, vec![1.0, 0.5]).unwrap();
        let mut second = [7.0; 3];
        table.row(1, &mut second);
        assert_eq!(second, [-4.5, 0.0, 2.0]);
        table.row(2, &mut second);
        assert_eq!(second, [-4.5, 0.0, 2.0]);
    }
}
