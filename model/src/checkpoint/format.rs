//! How converted files describe themselves, and what an application adds to them.

use std::fmt::Debug;

/// The format of converted files. An application with a format of its own defines its own value.
#[derive(Debug, Clone, Copy)]
pub struct ConversionFormat {
    /// The entry of the safetensors metadata that holds the description.
    pub key: &'static str,
    /// The version of the layout; the loader refuses files of another version.
    pub version: u32,
    /// The packings of tables that the files may use.
    pub packings: &'static [&'static dyn TablePacking],
}

impl ConversionFormat {
    /// The format of this crate: matrices in int8, no packed tables.
    pub const INT8: Self = Self {
        key: "bigbird-pegasus.conversion",
        version: 1,
        packings: &[],
    };

    /// The packing of this name.
    pub(crate) fn packing(&self, name: &str) -> Option<&'static dyn TablePacking> {
        self.packings
            .iter()
            .copied()
            .find(|packing| packing.name() == name)
    }
}

/// A way to store tables of vectors that the model looks up and never multiplies, each row with one scale.
pub trait TablePacking: Debug + Send + Sync {
    /// The field that lists such tables in a file's description.
    fn name(&self) -> &'static str;

    /// Bytes of a row of `width` numbers; `None` if the row is too large.
    fn row_bytes(&self, width: usize) -> Option<usize>;

    /// Packs a row: its bytes and its scale.
    fn pack(&self, row: &[f32]) -> (Vec<u8>, f32);

    /// Unpacks one row into `values`.
    fn unpack(&self, bytes: &[u8], scale: f32, values: &mut [f32]);

    /// Bytes of a table; `None` if the table is too large.
    fn bytes(&self, rows: usize, width: usize) -> Option<usize> {
        rows.checked_mul(self.row_bytes(width)?)
    }
}
