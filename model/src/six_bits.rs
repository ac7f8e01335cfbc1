//! Tables of vectors in six bits: words of which a text needs a few, in three quarters of the room that
//! bytes would take.
//!
//! Each row has a scale; its numbers are -31 to 31, kept with 32 added, four of them in three bytes, the
//! first in the lowest bits. Rows begin at whole bytes. Nothing is ever multiplied with such a table, its
//! rows are unpacked one by one.

use crate::kernel::int8::Bytes;

/// The largest number.
const LARGEST: f32 = 31.0;
/// Added to every number.
const SHIFT: i32 = 32;
/// A row's largest values may be cut to these shares, where all others then lose less.
const CUTS: [f32; 7] = [1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

/// A table `[rows, width]`.
#[derive(Clone)]
pub(crate) struct SixBits {
    rows: usize,
    width: usize,
    values: Bytes,
    /// One per row.
    scales: Vec<f32>,
}

impl std::fmt::Debug for SixBits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "table {} x {} in six bits", self.rows, self.width)
    }
}

/// Bytes of a row.
fn stride(width: usize) -> usize {
    width.div_ceil(4) * 3
}

/// Bytes of a table; `None` where it is too large.
pub(crate) fn size(rows: usize, width: usize) -> Option<usize> {
    rows.checked_mul(width.div_ceil(4).checked_mul(3)?)
}

impl SixBits {
    /// From its parts, as a file has them; `None` if they do not fit together.
    pub(crate) fn from_parts(
        rows: usize,
        width: usize,
        values: Bytes,
        scales: Vec<f32>,
    ) -> Option<Self> {
        let fits = size(rows, width) == Some(values.get().len())
            && scales.len() == rows
            && scales.iter().all(|scale| scale.is_finite());
        fits.then_some(Self {
            rows,
            width,
            values,
            scales,
        })
    }

    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.rows, self.width)
    }

    /// Unpacks a row.
    pub(crate) fn row(&self, row: usize, values: &mut [f32]) {
        let stride = stride(self.width);
        unpack(
            &self.values.get()[row * stride..][..stride],
            self.scales[row],
            values,
        );
    }
}

/// The values of a row.
pub(crate) fn unpack(bytes: &[u8], scale: f32, values: &mut [f32]) {
    for (four, bytes) in values.chunks_mut(4).zip(bytes.chunks_exact(3)) {
        let mut bits = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
        for value in four {
            *value = ((bits & 63) as i32 - SHIFT) as f32 * scale;
            bits >>= 6;
        }
    }
}

/// The bytes of a row and its scale, which is the one of the least square error among [`CUTS`].
pub(crate) fn pack(row: &[f32]) -> (Vec<u8>, f32) {
    let largest = row.iter().fold(0f32, |most, x| most.max(x.abs()));
    let error = |scale: f32| -> f32 {
        row.iter()
            .map(|x| (number(*x, scale) as f32 * scale - x).powi(2))
            .sum()
    };
    let scale = CUTS
        .iter()
        .map(|cut| largest * cut / LARGEST)
        .min_by(|a, b| error(*a).total_cmp(&error(*b)))
        .unwrap_or(0.0);
    let mut bytes = Vec::with_capacity(stride(row.len()));
    for four in row.chunks(4) {
        let bits = four.iter().enumerate().fold(0u32, |bits, (at, x)| {
            bits | (((number(*x, scale) + SHIFT) as u32) << (6 * at))
        });
        bytes.extend_from_slice(&bits.to_le_bytes()[..3]);
    }
    (bytes, scale)
}

fn number(x: f32, scale: f32) -> i32 {
    if scale > 0.0 {
        (x / scale).round().clamp(-LARGEST, LARGEST) as i32
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_row_comes_back_within_half_a_step() {
        for width in [1, 3, 4, 7, 384] {
            let row: Vec<f32> = (0..width).map(|i| (i as f32 * 0.7).sin()).collect();
            let (bytes, scale) = pack(&row);
            assert_eq!(bytes.len(), stride(width));
            let mut back = vec![0f32; width];
            unpack(&bytes, scale, &mut back);
            let cut = LARGEST * scale;
            for (x, y) in row.iter().zip(back) {
                assert!(
                    (x.clamp(-cut, cut) - y).abs() <= 0.5001 * scale,
                    "{x} became {y}"
                );
            }
        }
    }

    #[test]
    fn nothing_stays_nothing_and_rows_are_told_apart() {
        assert_eq!(pack(&[0.0; 5]).1, 0.0);
        let rows = [[1.0, -2.0, 3.0, 0.5, 9.0], [-9.0, 0.0, 0.0, 4.5, 0.0]];
        let packed = rows.map(|row| pack(&row));
        let bytes: Vec<u8> = packed.iter().flat_map(|(bytes, _)| bytes.clone()).collect();
        let length = bytes.len();
        let values = Bytes::of(Arc::new(bytes), 0..length).unwrap();
        let scales: Vec<f32> = packed.iter().map(|(_, scale)| *scale).collect();
        assert!(SixBits::from_parts(3, 5, values.clone(), scales.clone()).is_none());
        assert!(SixBits::from_parts(2, 5, values.clone(), vec![f32::NAN; 2]).is_none());
        let table = SixBits::from_parts(2, 5, values, scales).unwrap();
        let mut second = [7.0; 5];
        table.row(1, &mut second);
        assert!((second[0] + 9.0).abs() < 0.3 && second[1] == 0.0 && (second[3] - 4.5).abs() < 0.3);
    }
}
