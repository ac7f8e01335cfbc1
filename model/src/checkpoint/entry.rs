//! Where the tensors of weight files are.

use candle_core::DType;

use super::format::TablePacking;

/// Where a tensor is in its file.
#[derive(Debug, Clone)]
pub(super) struct TensorEntry {
    pub(super) file: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) dtype: DType,
    pub(super) shape: Vec<usize>,
    /// The places of the scales, for packed numbers; `shape` is then the matrix's.
    pub(super) packed: Option<Packed>,
}

/// The places of the parts that packed numbers need, in the same file.
#[derive(Debug, Clone)]
pub(super) enum Packed {
    /// The sums and scales of int8 panels.
    Panels {
        scales: (usize, usize),
        sums: (usize, usize),
    },
    /// The scales of a packed table.
    Table {
        packing: &'static dyn TablePacking,
        scales: (usize, usize),
    },
}

/// Tensors by their names.
pub(super) type Entries = Vec<(String, TensorEntry)>;
