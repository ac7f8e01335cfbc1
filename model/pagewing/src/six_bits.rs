//! Tables of vectors in six bits, for words: a text needs a few of them, and six bits take three quarters of
//! the room of bytes.
//!
//! Each row has a scale. Its numbers run from -31 to 31; the table stores them with 32 added, four in three
//! bytes, the first in the lowest bits. Rows begin at whole bytes. No product reads such a table; readers
//! unpack its rows one by one.

use bigbird_pegasus::checkpoint::TablePacking;

/// The largest number in a row.
const LARGEST: f32 = 31.0;
/// The offset of every stored number.
const SHIFT: i32 = 32;
/// The packing may cut a row's largest values to these shares, if all others then lose less.
const CUTS: [f32; 7] = [1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

/// The packing, under the name that files give it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SixBits;

impl TablePacking for SixBits {
    fn name(&self) -> &'static str {
        "six_bits"
    }

    fn row_bytes(&self, width: usize) -> Option<usize> {
        width.div_ceil(4).checked_mul(3)
    }

    fn pack(&self, row: &[f32]) -> (Vec<u8>, f32) {
        pack(row)
    }

    fn unpack(&self, bytes: &[u8], scale: f32, values: &mut [f32]) {
        unpack(bytes, scale, values);
    }
}

/// Unpacks the values of a row.
fn unpack(bytes: &[u8], scale: f32, values: &mut [f32]) {
    for (four, bytes) in values.chunks_mut(4).zip(bytes.chunks_exact(3)) {
        let mut bits = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
        for value in four {
            *value = ((bits & 63) as i32 - SHIFT) as f32 * scale;
            bits >>= 6;
        }
    }
}

/// Packs a row into bytes and a scale: the one of [`CUTS`] with the least square error.
fn pack(row: &[f32]) -> (Vec<u8>, f32) {
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
    let mut bytes = Vec::with_capacity(row.len().div_ceil(4) * 3);
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
    use super::*;

    #[test]
    fn a_row_comes_back_within_half_a_step() {
        for width in [1, 3, 4, 7, 384] {
            let row: Vec<f32> = (0..width).map(|i| (i as f32 * 0.7).sin()).collect();
            let (bytes, scale) = pack(&row);
            assert_eq!(Some(bytes.len()), SixBits.row_bytes(width));
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
    fn nothing_stays_nothing_and_large_numbers_have_no_row() {
        assert_eq!(pack(&[0.0; 5]).1, 0.0);
        let (bytes, scale) = pack(&[-9.0, 0.0, 0.0, 4.5, 0.0]);
        let mut back = [7.0; 5];
        unpack(&bytes, scale, &mut back);
        assert!((back[0] + 9.0).abs() < 0.3 && back[1] == 0.0 && (back[3] - 4.5).abs() < 0.3);
        assert_eq!(SixBits.bytes(2, 5), Some(2 * bytes.len()));
        assert_eq!(SixBits.bytes(usize::MAX, 5), None);
        assert_eq!(SixBits.bytes(2, usize::MAX), None);
    }
}
