//! The description in a converted file: a safetensors file whose matrices are int8 panels.
//!
//! Its metadata has one entry, [`ConversionFormat::key`], with a JSON object: the version of the layout, a hash
//! of the source files, the shape of every matrix in int8, and the matrices that stay in f32, each with its
//! reason. A matrix `name` is a tensor of bytes, the panels in the order of reading; its scales are
//! `name.scales` (f32) and the sums of its bytes `name.sums` (i32), one per output, padded to panels. A packed
//! table is a tensor of bytes with `name.scales`, one per row.

use std::collections::BTreeMap;

use candle_core::DType;
use serde::{Deserialize, Serialize};

use super::entry::{Entries, Packed, TensorEntry};
use super::error::CheckpointError;
use super::format::{ConversionFormat, TablePacking};
use super::mapped::MappedFile;
use crate::kernel::int8;

/// The description of a converted checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// Version of the file's layout.
    pub version: u32,
    /// SHA-256 over the source files, in hexadecimal.
    pub source: String,
    /// Outputs and inputs of every matrix in int8.
    pub int8: BTreeMap<String, [usize; 2]>,
    /// Rows and width of every packed table, under the name of its [`TablePacking`](super::TablePacking).
    #[serde(flatten)]
    pub tables: BTreeMap<String, BTreeMap<String, [usize; 2]>>,
    /// Matrices that stay in f32, with the reason.
    pub kept: BTreeMap<String, String>,
}

/// Reads the description, if the file has one.
pub(super) fn read(
    file: &MappedFile,
    format: &ConversionFormat,
    metadata: Option<&std::collections::HashMap<String, String>>,
) -> Result<Option<Conversion>, CheckpointError> {
    let Some(text) = metadata.and_then(|metadata| metadata.get(format.key)) else {
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
    if version != format.version {
        return Err(CheckpointError::OtherVersion {
            file: file.name.clone(),
            found: version,
            reads: format.version,
        });
    }
    serde_json::from_str(text).map(Some).map_err(damaged)
}

/// Joins panels, scales and sums to matrices.
pub(super) fn join(
    file: &MappedFile,
    format: &ConversionFormat,
    conversion: &Conversion,
    entries: Entries,
) -> Result<Entries, CheckpointError> {
    let mut entries: BTreeMap<String, TensorEntry> = entries.into_iter().collect();
    join_panels(file, &conversion.int8, &mut entries)?;
    for (kind, tables) in &conversion.tables {
        let packing = format.packing(kind).ok_or_else(|| {
            file.damaged(format!(
                "it holds tables packed as {kind}, which cannot be read here"
            ))
        })?;
        join_tables(file, packing, tables, &mut entries)?;
    }
    Ok(entries.into_iter().collect())
}

/// Joins the panels of int8 matrices with their scales and sums.
fn join_panels(
    file: &MappedFile,
    matrices: &BTreeMap<String, [usize; 2]>,
    entries: &mut BTreeMap<String, TensorEntry>,
) -> Result<(), CheckpointError> {
    for (name, &[outputs, inputs]) in matrices {
        let wrong = || file.damaged(format!("the int8 matrix {name} is not whole"));
        let (bytes, numbers) = int8::sizes(outputs, inputs).ok_or_else(wrong)?;
        let mut part = |suffix: &str, dtype: DType| {
            let entry = entries.remove(&format!("{name}.{suffix}"));
            let entry = entry
                .filter(|e| e.dtype == dtype && Some(e.end - e.start) == numbers.checked_mul(4));
            entry.map(|e| (e.start, e.end)).ok_or_else(wrong)
        };
        let packed = Packed::Panels {
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
    Ok(())
}

/// Joins packed tables with the scales of their rows.
fn join_tables(
    file: &MappedFile,
    packing: &'static dyn TablePacking,
    tables: &BTreeMap<String, [usize; 2]>,
    entries: &mut BTreeMap<String, TensorEntry>,
) -> Result<(), CheckpointError> {
    for (name, &[rows, width]) in tables {
        let wrong = || file.damaged(format!("the table {name} is not whole"));
        let bytes = packing.bytes(rows, width).ok_or_else(wrong)?;
        let scales = entries
            .remove(&format!("{name}.scales"))
            .filter(|e| e.dtype == DType::F32 && Some(e.end - e.start) == rows.checked_mul(4))
            .ok_or_else(wrong)?;
        let entry = entries.get_mut(name).ok_or_else(wrong)?;
        // a name of both kinds belongs to neither
        if entry.dtype != DType::U8 || entry.end - entry.start != bytes || entry.packed.is_some() {
            return Err(wrong());
        }
        entry.packed = Some(Packed::Table {
            packing,
            scales: (scales.start, scales.end),
        });
        entry.shape = vec![rows, width];
    }
    Ok(())
}
