//! Where the tensors of weight files lie.

use candle_core::DType;

use super::format::TablePacking;

/// Where a tensor lies.
#[derive(Debug, Clone)]
pub(super) struct TensorEntry {
    pub(super) file: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) dtype: DType,
    pub(super) shape: Vec<usize>,
    /// For packed numbers, where their scales are; `shape` is the matrix's.
    pub(super) packed: Option<Packed>,
}

/// Places of what belongs to packed numbers, in the same file.
#[derive(Debug, Clone)]
pub(super) enum Packed {
    /// int8 panels.
    Panels {
        scales: (usize, usize),
        sums: (usize, usize),
    },
    /// A packed table.
    Table {
        packing: &'static dyn TablePacking,
        scales: (usize, usize),
    },
}

/// Tensors with their names.
pub(super) type Entries = Vec<(String, TensorEntry)>;
