//! The class that a checkpoint must declare.

use crate::checkpoint::{Architecture, Checkpoint};
use crate::{Error, Result};

/// An error unless the checkpoint declares `class`.
pub(crate) fn expect(
    checkpoint: &Checkpoint,
    class: Architecture,
    wanted: &'static str,
) -> Result<()> {
    if *checkpoint.architecture() == class {
        return Ok(());
    }
    Err(Error::WrongArchitecture {
        found: checkpoint.architecture().clone(),
        wanted,
    })
}
