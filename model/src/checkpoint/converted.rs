//! What a converted file says about itself: a safetensors file whose matrices are int8 panels.
//!
//! Its metadata has one entry, [`KEY`], with a JSON object: the version of the layout, a hash of the
//! files that it was made from, the shape of every matrix in int8, and which matrices were kept in
//! f32 and why. A matrix `name` is a tensor of bytes, the panels as they are read; its scales are
//! `name.scales` (f32) and the sums of its bytes `name.sums` (i32), one per output, padded to panels.

use std::collections::BTreeMap;

use candle_core::DType;
use serde::{Deserialize, Serialize};

use super::mapped::MappedFile;
use super::{CheckpointError, Packed, TensorEntry};
use crate::kernel::int8;

/// Where in the metadata of a safetensors file the description is.
pub(super) const KEY: &str = "pagewing.conversion";

/// The layout that this version writes and reads.
pub(super) const VERSION: u32 = 1;

/// How a converted checkpoint was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// Version of the layout.
    pub version: u32,
    /// SHA-256 over the files it was made from, in hexadecimal.
    pub source: String,
    /// Outputs and inputs of every matrix in int8.
    pub int8: BTreeMap<String, [usize; 2]>,
    /// Matrices that were kept in f32, with the reason.
    pub kept: BTreeMap<String, String>,
}

/// Reads the description, if the file has one.
pub(super) fn read(
    file: &MappedFile,
    metadata: Option<&std::collections::HashMap<String, String>>,
) -> Result<Option<Conversion>, CheckpointError> {
    let Some(text) = metadata.and_then(|metadata| metadata.get(KEY)) else {
        return Ok(None);
    };
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let damaged = |e: serde_json::Error| {
        file.damaged(format!(
            "its description of the conversion cannot be read: {e}"
        ))
    };
    let Versioned { version } = serde_json::from_str(text).map_err(damaged)?;
    if version != VERSION {
        return Err(file.damaged(format!(
            "it was converted for another version of Pagewing (layout {version}, not {VERSION}); convert the model again"
        )));
    }
    serde_json::from_str(text).map(Some).map_err(damaged)
}

/// Joins panels, scales and sums to matrices.
pub(super) fn join(
    file: &MappedFile,
    conversion: &Conversion,
    entries: Vec<(String, TensorEntry)>,
) -> Result<Vec<(String, TensorEntry)>, CheckpointError> {
    let mut entries: BTreeMap<String, TensorEntry> = entries.into_iter().collect();
    for (name, &[outputs, inputs]) in &conversion.int8 {
        let wrong = || file.damaged(format!("the int8 matrix {name} is not whole"));
        let (bytes, numbers) = int8::sizes(outputs, inputs).ok_or_else(wrong)?;
        let mut part = |suffix: &str, dtype: DType| {
            let entry = entries.remove(&format!("{name}.{suffix}"));
            let entry = entry
                .filter(|e| e.dtype == dtype && Some(e.end - e.start) == numbers.checked_mul(4));
            entry.map(|e| (e.start, e.end)).ok_or_else(wrong)
        };
        let packed = Packed {
            scales: part("scales", DType::F32)?,
            sums: part("sums", DType::I32)?,
        };
        let entry = entries.get_mut(name).ok_or_else(wrong)?;
        if entry.dtype != DType::U8 || entry.end - entry.start != bytes {
            return Err(wrong());
        }
        entry.packed = Some(packed);
        entry.shape = vec![outputs, inputs];
    }
    Ok(entries.into_iter().collect())
}
