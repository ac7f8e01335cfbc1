//! Which tokens of a batch are present.

/// Which tokens of a batch are present: `[batch, length]`, row by row. Padding is false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenMask {
    rows: Vec<Vec<bool>>,
}

impl TokenMask {
    /// Builds the mask from rows of equal length.
    pub fn new(rows: Vec<Vec<bool>>) -> Self {
        Self { rows }
    }

    /// A mask without padding.
    pub fn all(batch: usize, length: usize) -> Self {
        Self::new(vec![vec![true; length]; batch])
    }

    /// The rows in order.
    pub fn rows(&self) -> &[Vec<bool>] {
        &self.rows
    }

    /// A mask of one row alone; an empty one if the row does not exist.
    pub(crate) fn row(&self, row: usize) -> Self {
        Self::new(self.rows.get(row).cloned().into_iter().collect())
    }

    /// The mask with missing tokens appended up to `length`.
    pub fn padded(&self, length: usize) -> Self {
        let mut rows = self.rows.clone();
        rows.iter_mut().for_each(|row| row.resize(length, false));
        Self::new(rows)
    }

    /// The mask with `count` tokens that are there in front.
    pub(crate) fn after(&self, count: usize) -> Self {
        let row = |row: &Vec<bool>| {
            let front = std::iter::repeat_n(true, count);
            front.chain(row.iter().copied()).collect()
        };
        Self::new(self.rows.iter().map(row).collect())
    }

    /// Whether no token is missing.
    pub fn is_full(&self) -> bool {
        self.rows.iter().flatten().all(|there| *there)
    }

    /// The addend for the scores of each key: 0, or `missing` for missing keys.
    pub(crate) fn bias(&self, missing: f32) -> Vec<f32> {
        let bias = |there: &bool| if *there { 0.0 } else { missing };
        self.rows.iter().flatten().map(bias).collect()
    }

    pub(super) fn shape(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.first().map_or(0, Vec::len))
    }
}
