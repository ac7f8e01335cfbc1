//! Converts a model folder to half precision: half the disk, and half the memory on graphics cards.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use candle_core::DType;

use super::layout::Layout;
use super::request::ConvertEvent;
use super::write::{FILE, UNFINISHED, copy_rest, failed, make_folder, write};
use crate::checkpoint::Checkpoint;
use crate::load::Precision;
use crate::stop::Stop;
use crate::{Error, Result};

/// The result of a conversion to half precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halved {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Bytes that an earlier, interrupted conversion wrote.
    pub continued_from: u64,
}

/// Writes the weights of a checkpoint of any kind in bf16 or f16 into the folder `to`, and creates the folder if it does
/// not exist. Copies the files beside the weights. `source` is a hash of the source files: a conversion of other files
/// is not continued.
///
/// # Errors
/// If the checkpoint was converted to int8, `precision` is not a half one or cannot hold a number, if a file cannot be
/// read or written, or if `stop` interrupts. What is written by then stays, and the next call continues it.
pub fn halve(
    checkpoint: &Checkpoint,
    to: &Path,
    precision: Precision,
    source: &str,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Halved> {
    if checkpoint.conversion().is_some() {
        return Err(Error::Input("the model is converted already".to_owned()));
    }
    let half = precision.dtype();
    if !matches!(half, DType::F16 | DType::BF16) {
        return Err(Error::Input(format!("{precision:?} is not half precision")));
    }
    let from = checkpoint.folder();
    make_folder(from, to)?;
    let layout = Layout::halved(checkpoint, source, half);
    let (unfinished, finished) = (to.join(UNFINISHED), to.join(FILE));
    let bytes = layout.bytes();
    if is_whole(&finished, &layout) {
        // it was interrupted after the last step, or is asked for twice
        copy_rest(from, to)?;
        return Ok(Halved {
            bytes,
            continued_from: bytes,
        });
    }
    let continued_from = write(checkpoint, &layout, &unfinished, stop, events)?;
    copy_rest(from, to)?;
    std::fs::rename(&unfinished, &finished).map_err(|e| failed(&finished, e))?;
    Ok(Halved {
        bytes,
        continued_from,
    })
}

/// Whether a file is what this layout describes.
fn is_whole(file: &Path, layout: &Layout) -> bool {
    let header = layout.header();
    let mut start = vec![0u8; header.len()];
    let begins = File::open(file).and_then(|mut file| {
        file.read_exact(&mut start)?;
        Ok(file.metadata()?.len())
    });
    begins.is_ok_and(|length| length == layout.bytes()) && start == header
}
