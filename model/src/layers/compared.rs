//! A matrix in two precisions at once, for measuring how int8 differs from f32.
//!
//! It keeps no weights: each product reads them from the file, some outputs at a time, and returns their memory to the
//! system. So measuring takes little more memory than the values of the text, however large the model is. The layers
//! that use such a matrix give it all rows at once, because each product packs the weights anew.

use std::sync::PoisonError;

use crate::checkpoint::{CheckpointError, Comparison, StoredRows};
use crate::kernel::panels::PANEL;
use crate::kernel::{Spread, float, int8};
use crate::stop::Stop;

/// The most weights that are packed at a time; in both precisions they take 20 MB.
const AT_ONCE: usize = 4 << 20;

/// A matrix in a file, with a record of its errors.
#[derive(Debug)]
pub(crate) struct Compared {
    rows: StoredRows,
    name: String,
    comparison: Comparison,
    stop: Stop,
}

impl Compared {
    /// A matrix of this name, with an empty entry in the record.
    pub(crate) fn new(rows: StoredRows, name: String, comparison: Comparison, stop: Stop) -> Self {
        let mut sums = comparison.lock().unwrap_or_else(PoisonError::into_inner);
        sums.insert(name.clone(), [0.0; 2]);
        drop(sums);
        Self {
            rows,
            name,
            comparison,
            stop,
        }
    }

    /// Number of outputs, and of inputs.
    pub(crate) fn shape(&self) -> (usize, usize) {
        self.rows.shape()
    }

    /// The weights of one output in f32.
    pub(crate) fn row(&self, output: usize, row: &mut [f32]) {
        let read = |_: usize, values: &mut [f32]| self.rows.read(output, values);
        let rounded = read(0, row).and_then(|()| int8::Panels::quantize(1, row.len(), read));
        let Ok(rounded) = rounded else {
            return self.fail();
        };
        let mut other = vec![0f32; row.len()];
        rounded.row(0, &mut other);
        self.note(&other, row);
    }

    /// `y [rows, outputs] = x wᵀ` in f32. If the caller wants the work to end, `y` stays unfinished.
    pub(crate) fn product(&self, x: &[f32], y: &mut [f32], spread: Spread) {
        let (outputs, inputs) = self.shape();
        let rounded = int8::Rows::quantize(x, inputs, spread);
        let at_once = (AT_ONCE / inputs.max(1)).next_multiple_of(PANEL);
        for first in (0..outputs).step_by(at_once) {
            if self.stop.check().is_err() {
                return;
            }
            let count = at_once.min(outputs - first);
            if self.part(x, &rounded, first, count, y, spread).is_err() {
                return self.fail();
            }
        }
    }

    /// The outputs from `first` on.
    fn part(
        &self,
        x: &[f32],
        rounded: &int8::Rows,
        first: usize,
        count: usize,
        y: &mut [f32],
        spread: Spread,
    ) -> Result<(), CheckpointError> {
        let (outputs, inputs) = self.shape();
        let read = |row: usize, values: &mut [f32]| self.rows.read(first + row, values);
        let float = float::Panels::pack(count, inputs, read)?;
        let int8 = int8::Panels::quantize(count, inputs, read)?;
        self.rows.release(first..first + count);
        let mut exact = vec![0f32; y.len() / outputs * count];
        let mut other = exact.clone();
        float.product(x, None, &mut exact, spread);
        int8.product(rounded, None, &mut other, spread);
        self.note(&other, &exact);
        for (y, exact) in y.chunks_exact_mut(outputs).zip(exact.chunks_exact(count)) {
            y[first..first + count].copy_from_slice(exact);
        }
        Ok(())
    }

    fn note(&self, int8: &[f32], float: &[f32]) {
        let (mut apart, mut whole) = (0f64, 0f64);
        for (a, b) in int8.iter().zip(float) {
            apart += f64::from(a - b).powi(2);
            whole += f64::from(*b).powi(2);
        }
        self.add([apart, whole]);
    }

    /// A matrix that cannot be read is not rounded.
    fn fail(&self) {
        self.add([f64::INFINITY, 1.0]);
    }

    fn add(&self, [apart, whole]: [f64; 2]) {
        let sums = self.comparison.lock();
        let mut sums = sums.unwrap_or_else(PoisonError::into_inner);
        let sums = sums.entry(self.name.clone()).or_default();
        sums[0] += apart;
        sums[1] += whole;
    }
}
