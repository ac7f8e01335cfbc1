//! What a converted file says about itself: a safetensors file whose matrices are int8 panels.
//!
//! Its metadata has one entry, [`KEY`], with a JSON object: the version of the layout, a hash of the
//! files that it was made from, the shape of every matrix in int8, and which matrices were kept in
//! f32 and why. A matrix `name` is a tensor of bytes, the panels as they are read; its scales are
//! `name.scales` (f32) and the sums of its bytes `name.sums` (i32), one per output, padded to panels. A table
//! in six bits is a tensor of bytes with `name.scales`, one per row.

use std::collections::BTreeMap;

use candle_core::DType;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::entry::{Entries, Packed, TensorEntry};
use super::error::CheckpointError;
use super::folder::Checkpoint;
use super::mapped::MappedFile;
use crate::kernel::int8;
use crate::six_bits;

/// Where in the metadata of a safetensors file the description is.
pub(super) const KEY: &str = "pagewing.conversion";

/// The layout that this version writes and reads.
pub(super) const VERSION: u32 = 1;

/// Matrices with fewer outputs stay as they are: in panels they would be no smaller.
const SMALL: usize = 8;

/// How a converted checkpoint was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// Version of the layout.
    pub version: u32,
    /// SHA-256 over the files it was made from, in hexadecimal.
    pub source: String,
    /// Outputs and inputs of every matrix in int8.
    pub int8: BTreeMap<String, [usize; 2]>,
    /// Rows and width of every table in six bits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub six_bits: BTreeMap<String, [usize; 2]>,
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
    entries: Entries,
) -> Result<Entries, CheckpointError> {
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
    for (name, &[rows, width]) in &conversion.six_bits {
        let wrong = || file.damaged(format!("the table {name} is not whole"));
        let bytes = six_bits::size(rows, width).ok_or_else(wrong)?;
        let scales = entries
            .remove(&format!("{name}.scales"))
            .filter(|e| e.dtype == DType::F32 && Some(e.end - e.start) == rows.checked_mul(4))
            .ok_or_else(wrong)?;
        let entry = entries.get_mut(name).ok_or_else(wrong)?;
        // a name that is said to be both kinds is neither
        if entry.dtype != DType::U8 || entry.end - entry.start != bytes || entry.packed.is_some() {
            return Err(wrong());
        }
        entry.packed = Some(Packed::SixBits {
            scales: (scales.start, scales.end),
        });
        entry.shape = vec![rows, width];
    }
    Ok(entries.into_iter().collect())
}

/// Which part of a tensor of the source a tensor of the converted file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The tensor's name in the source.
    pub(crate) of: String,
    /// One of the constants.
    pub(crate) kind: u8,
    /// Where it starts after the header.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

impl Part {
    /// The tensor as it is.
    pub(crate) const WHOLE: u8 = 0;
    /// Its panels.
    pub(crate) const PANELS: u8 = 1;
    /// Its scales.
    pub(crate) const SCALES: u8 = 2;
    /// The sums of its bytes.
    pub(crate) const SUMS: u8 = 3;
    /// Its numbers in six bits.
    pub(crate) const SIX_BITS: u8 = 4;
    /// The scales of its rows.
    pub(crate) const ROW_SCALES: u8 = 5;
}

/// What a converted file is to hold, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout {
    pub(crate) conversion: Conversion,
    pub(crate) parts: Vec<Part>,
    tensors: Vec<(String, &'static str, Vec<usize>)>,
}

impl Layout {
    /// For matrices of these errors: those above `bound` are kept as they are, and `tables` get six bits.
    pub(crate) fn new(
        checkpoint: &Checkpoint,
        source: &str,
        errors: &BTreeMap<String, f64>,
        bound: f64,
        tables: &[&str],
    ) -> Self {
        let mut conversion = Conversion {
            version: VERSION,
            source: source.to_owned(),
            int8: BTreeMap::new(),
            six_bits: BTreeMap::new(),
            kept: BTreeMap::new(),
        };
        for (name, error) in errors {
            let Some(&[outputs, inputs]) = checkpoint.shape(name) else {
                continue;
            };
            if tables.contains(&name.as_str()) {
                conversion.six_bits.insert(name.clone(), [outputs, inputs]);
            } else if outputs < SMALL {
                let reason = format!("it has only {outputs} outputs");
                conversion.kept.insert(name.clone(), reason);
            } else if *error <= bound {
                conversion.int8.insert(name.clone(), [outputs, inputs]);
            } else {
                let reason = format!("its error in int8 is {error:.4}");
                conversion.kept.insert(name.clone(), reason);
            }
        }
        Self::of(checkpoint, conversion)
    }

    fn of(checkpoint: &Checkpoint, conversion: Conversion) -> Self {
        let mut layout = Self {
            conversion,
            parts: Vec::new(),
            tensors: Vec::new(),
        };
        let mut at = 0;
        for (name, entry) in &checkpoint.tensors {
            let int8 = layout.conversion.int8.get(name).copied();
            let six_bits = layout.conversion.six_bits.get(name).copied();
            let used = int8.is_some() || layout.conversion.kept.contains_key(name);
            if !used && crate::models::bigbird_pegasus::is_tied_copy(name) {
                continue;
            }
            let mut add = |suffix: &str, dtype, shape: Vec<usize>, kind, bytes: usize| {
                layout
                    .tensors
                    .push((format!("{name}{suffix}"), dtype, shape));
                layout.parts.push(Part {
                    of: name.clone(),
                    kind,
                    start: at,
                    end: at + bytes,
                });
                at += bytes;
            };
            if let Some(([rows, _], bytes)) =
                six_bits.and_then(|[r, w]| Some(([r, w], six_bits::size(r, w)?)))
            {
                add("", "U8", vec![bytes], Part::SIX_BITS, bytes);
                add(".scales", "F32", vec![rows], Part::ROW_SCALES, 4 * rows);
                continue;
            }
            match int8.and_then(|[o, i]| int8::sizes(o, i)) {
                Some((bytes, numbers)) => {
                    add("", "U8", vec![bytes], Part::PANELS, bytes);
                    add(".scales", "F32", vec![numbers], Part::SCALES, 4 * numbers);
                    add(".sums", "I32", vec![numbers], Part::SUMS, 4 * numbers);
                }
                None => {
                    let dtype = match entry.dtype {
                        DType::F16 => "F16",
                        DType::BF16 => "BF16",
                        DType::F64 => "F64",
                        DType::I64 => "I64",
                        DType::I32 => "I32",
                        DType::I16 => "I16",
                        DType::U32 => "U32",
                        DType::U8 => "U8",
                        _ => "F32",
                    };
                    let bytes = entry.end - entry.start;
                    add("", dtype, entry.shape.clone(), Part::WHOLE, bytes);
                }
            }
        }
        layout
    }

    /// The layout of a file that begins with this header.
    pub(crate) fn parse(header: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Header {
            #[serde(rename = "__metadata__")]
            metadata: BTreeMap<String, String>,
        }
        let header: Header = serde_json::from_slice(header).ok()?;
        let conversion: Conversion = serde_json::from_str(header.metadata.get(KEY)?).ok()?;
        Some(Self {
            conversion,
            parts: Vec::new(),
            tensors: Vec::new(),
        })
    }

    /// Whether this is what the checkpoint would become; then its places are filled in.
    pub(crate) fn completed(self, checkpoint: &Checkpoint) -> Option<Self> {
        let known = self.conversion.version == VERSION
            && self.conversion.int8.iter().all(|(name, shape)| {
                checkpoint.shape(name) == Some(&shape[..])
                    && int8::sizes(shape[0], shape[1]).is_some()
            })
            && self.conversion.six_bits.iter().all(|(name, shape)| {
                checkpoint.shape(name) == Some(&shape[..])
                    && six_bits::size(shape[0], shape[1]).is_some()
            });
        known.then(|| Self::of(checkpoint, self.conversion))
    }

    /// The beginning of the file, up to the first tensor.
    pub(crate) fn header(&self) -> Vec<u8> {
        let mut fields = serde_json::Map::new();
        let conversion = serde_json::to_string(&self.conversion).unwrap_or_default();
        fields.insert("__metadata__".to_owned(), json!({ KEY: conversion }));
        for ((name, dtype, shape), part) in self.tensors.iter().zip(&self.parts) {
            let place =
                json!({"dtype": dtype, "shape": shape, "data_offsets": [part.start, part.end]});
            fields.insert(name.clone(), place);
        }
        let mut text = serde_json::Value::Object(fields).to_string();
        // tensors begin at whole lines of the cache
        let padded = (text.len() + 8).next_multiple_of(64) - 8;
        text.push_str(&" ".repeat(padded - text.len()));
        let mut header = (text.len() as u64).to_le_bytes().to_vec();
        header.extend_from_slice(text.as_bytes());
        header
    }

    /// The size of the file.
    pub(crate) fn bytes(&self) -> u64 {
        let data = self.parts.last().map_or(0, |part| part.end);
        (self.header().len() + data) as u64
    }
}
