//! How Pagewing's converted files describe themselves.

use std::path::Path;

use bigbird_pegasus::checkpoint::ConversionFormat;
use bigbird_pegasus::{Checkpoint, CheckpointError};

use crate::six_bits::SixBits;

/// The format of the files that `pagewing models convert` writes.
pub const FORMAT: ConversionFormat = ConversionFormat {
    key: "pagewing.conversion",
    version: 1,
    packings: &[&SixBits],
};

/// Opens a model folder, converted or not.
///
/// # Errors
/// The same as for [`Checkpoint::open`].
pub fn open(folder: &Path) -> Result<Checkpoint, CheckpointError> {
    Checkpoint::open_as(folder, FORMAT)
}
