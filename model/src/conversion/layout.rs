//! The content of a converted file, and its places.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use candle_core::DType;
use serde::Deserialize;
use serde_json::json;

use super::request::ConvertOptions;
use crate::checkpoint::{Checkpoint, Conversion, TablePacking};
use crate::kernel::int8;

/// The fewest outputs of a matrix worth converting: in panels, fewer would be no smaller.
const SMALL: usize = 8;

/// A tensor of the converted file: one part of a tensor of the source.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The tensor's name in the source.
    pub(super) of: String,
    /// The part of that tensor.
    pub(super) kind: PartKind,
    /// The first byte, counted from the end of the header.
    pub(super) start: usize,
    /// The byte after the last, counted in the same way.
    pub(super) end: usize,
}

/// The parts of a tensor.
#[derive(Debug, Clone, Copy)]
pub(super) enum PartKind {
    /// The whole tensor, unchanged.
    Whole,
    /// The whole tensor, in half precision.
    Half(DType),
    /// The int8 panels of a matrix.
    Panels,
    /// The scales of a matrix's outputs.
    Scales,
    /// The sums of the bytes of each output.
    Sums,
    /// The packed numbers of a table.
    Table(&'static dyn TablePacking),
    /// The scales of a table's rows.
    RowScales(&'static dyn TablePacking),
}

/// The planned content of a converted file, and its places.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) conversion: Conversion,
    pub(super) parts: Vec<Part>,
    /// The key of the description; `None` for a file in half precision, which is one like any other and has none.
    key: Option<&'static str>,
    tensors: Vec<(String, &'static str, Vec<usize>)>,
}

/// Describes the conversion of matrices with these errors: those above the bound of the options stay unchanged, and
/// `tables` are packed.
pub(super) fn planned(
    checkpoint: &Checkpoint,
    options: &ConvertOptions,
    errors: &BTreeMap<String, f64>,
    tables: &[(&str, &'static dyn TablePacking)],
) -> Conversion {
    let mut conversion = Conversion {
        version: checkpoint.format().version,
        source: options.source.to_owned(),
        int8: BTreeMap::new(),
        tables: BTreeMap::new(),
        kept: BTreeMap::new(),
    };
    for (name, error) in errors {
        let Some(&[outputs, inputs]) = checkpoint.shape(name) else {
            continue;
        };
        if let Some((_, packing)) = tables.iter().find(|(table, _)| table == name) {
            let tables = conversion.tables.entry(packing.name().to_owned());
            tables.or_default().insert(name.clone(), [outputs, inputs]);
        } else if outputs < SMALL {
            let reason = format!("it has only {outputs} outputs");
            conversion.kept.insert(name.clone(), reason);
        } else if *error <= options.bound {
            conversion.int8.insert(name.clone(), [outputs, inputs]);
        } else {
            let reason = format!("its error in int8 is {error:.4}");
            conversion.kept.insert(name.clone(), reason);
        }
    }
    conversion
}

impl Layout {
    /// Lays out the file of a conversion. The file omits `tied` copies: tensors that a model has under another name.
    pub(super) fn of(
        checkpoint: &Checkpoint,
        conversion: Conversion,
        tied: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut layout = Self {
            conversion,
            parts: Vec::new(),
            key: Some(checkpoint.format().key),
            tensors: Vec::new(),
        };
        for name in checkpoint.names() {
            let int8 = layout.conversion.int8.get(name).copied();
            let used = int8.is_some() || layout.conversion.kept.contains_key(name);
            if !used && tied(name) {
                continue;
            }
            if let Some((packing, [rows, width])) = layout.table(checkpoint, name)
                && let Some(bytes) = packing.bytes(rows, width)
            {
                layout.add(name, "", "U8", vec![bytes], PartKind::Table(packing), bytes);
                let (kind, bytes) = (PartKind::RowScales(packing), 4 * rows);
                layout.add(name, ".scales", "F32", vec![rows], kind, bytes);
                continue;
            }
            match int8.and_then(|[o, i]| int8::sizes(o, i)) {
                Some((bytes, numbers)) => {
                    layout.add(name, "", "U8", vec![bytes], PartKind::Panels, bytes);
                    let (shape, bytes) = (vec![numbers], 4 * numbers);
                    layout.add(
                        name,
                        ".scales",
                        "F32",
                        shape.clone(),
                        PartKind::Scales,
                        bytes,
                    );
                    layout.add(name, ".sums", "I32", shape, PartKind::Sums, bytes);
                }
                None => {
                    let Some((dtype, shape, bytes)) = checkpoint.stored(name) else {
                        continue;
                    };
                    let (dtype, shape) = (dtype_name(dtype), shape.to_vec());
                    layout.add(name, "", dtype, shape, PartKind::Whole, bytes);
                }
            }
        }
        layout
    }

    /// Lays out a file whose floating-point numbers have the type `half`. It omits copies of the shared table that lie
    /// in the same place, as PyTorch's files have them.
    pub(super) fn halved(checkpoint: &Checkpoint, source: &str, half: DType) -> Self {
        let mut layout = Self {
            conversion: Conversion {
                version: checkpoint.format().version,
                source: source.to_owned(),
                int8: BTreeMap::new(),
                tables: BTreeMap::new(),
                kept: BTreeMap::new(),
            },
            parts: Vec::new(),
            key: None,
            tensors: Vec::new(),
        };
        let place = |name: &str| Some(checkpoint.raw(name).ok()?.as_ptr_range());
        let shared = ["model.shared.weight", "shared.weight"];
        let shared = shared.into_iter().find(|name| checkpoint.contains(name));
        for name in checkpoint.names() {
            let Some((dtype, shape, bytes)) = checkpoint.stored(name) else {
                continue;
            };
            if shared.is_some_and(|shared| name != shared && place(name) == place(shared)) {
                continue;
            }
            let shape = shape.to_vec();
            if dtype.is_float() {
                let bytes = bytes / dtype.size_in_bytes() * half.size_in_bytes();
                layout.add(
                    name,
                    "",
                    dtype_name(half),
                    shape,
                    PartKind::Half(half),
                    bytes,
                );
            } else {
                layout.add(name, "", dtype_name(dtype), shape, PartKind::Whole, bytes);
            }
        }
        layout
    }

    fn add(
        &mut self,
        name: &str,
        suffix: &str,
        dtype: &'static str,
        shape: Vec<usize>,
        kind: PartKind,
        bytes: usize,
    ) {
        let start = self.parts.last().map_or(0, |part| part.end);
        self.tensors.push((format!("{name}{suffix}"), dtype, shape));
        self.parts.push(Part {
            of: name.to_owned(),
            kind,
            start,
            end: start + bytes,
        });
    }

    /// The packing and the shape of a table, if the plan packs it.
    fn table(
        &self,
        checkpoint: &Checkpoint,
        name: &str,
    ) -> Option<(&'static dyn TablePacking, [usize; 2])> {
        self.conversion.tables.iter().find_map(|(kind, tables)| {
            let packing = checkpoint.format().packing(kind)?;
            Some((packing, *tables.get(name)?))
        })
    }

    /// The description in an unfinished file; `None` if the file does not exist or cannot be read.
    pub(super) fn read(path: &Path, key: &'static str) -> Option<Self> {
        /// The largest header in bytes; headers take a few hundred kilobytes.
        const LARGEST: u64 = 64 << 20;
        let mut file = File::open(path).ok()?;
        let mut length = [0u8; 8];
        file.read_exact(&mut length).ok()?;
        let length = u64::from_le_bytes(length);
        if length > LARGEST {
            return None;
        }
        let mut header = Vec::new();
        file.take(length).read_to_end(&mut header).ok()?;
        Self::parse(&header, key)
    }

    /// The layout of a file that begins with this header.
    fn parse(header: &[u8], key: &'static str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Header {
            #[serde(rename = "__metadata__")]
            metadata: BTreeMap<String, String>,
        }
        let header: Header = serde_json::from_slice(header).ok()?;
        let conversion: Conversion = serde_json::from_str(header.metadata.get(key)?).ok()?;
        Some(Self {
            conversion,
            parts: Vec::new(),
            key: Some(key),
            tensors: Vec::new(),
        })
    }

    /// Whether the checkpoint converts to this description; if so, fills in its places.
    pub(super) fn completed(
        self,
        checkpoint: &Checkpoint,
        tied: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let format = checkpoint.format();
        let same = |name: &str, shape: &[usize; 2]| checkpoint.shape(name) == Some(&shape[..]);
        let known = self.conversion.version == format.version
            && self.conversion.int8.iter().all(|(name, shape)| {
                same(name, shape) && int8::sizes(shape[0], shape[1]).is_some()
            })
            && self.conversion.tables.iter().all(|(kind, tables)| {
                format.packing(kind).is_some_and(|packing| {
                    tables.iter().all(|(name, shape)| {
                        same(name, shape) && packing.bytes(shape[0], shape[1]).is_some()
                    })
                })
            });
        known.then(|| Self::of(checkpoint, self.conversion, tied))
    }

    /// The bytes of the file up to the first tensor.
    pub(super) fn header(&self) -> Vec<u8> {
        let mut fields = serde_json::Map::new();
        let metadata = match self.key {
            Some(key) => {
                json!({ key: serde_json::to_string(&self.conversion).unwrap_or_default() })
            }
            // other programs ask whose layout the tensors have
            None => json!({"format": "pt", "source": self.conversion.source}),
        };
        fields.insert("__metadata__".to_owned(), metadata);
        for ((name, dtype, shape), part) in self.tensors.iter().zip(&self.parts) {
            let place =
                json!({"dtype": dtype, "shape": shape, "data_offsets": [part.start, part.end]});
            fields.insert(name.clone(), place);
        }
        let mut text = serde_json::Value::Object(fields).to_string();
        // tensors begin at whole cache lines
        let padded = (text.len() + 8).next_multiple_of(64) - 8;
        text.push_str(&" ".repeat(padded - text.len()));
        let mut header = (text.len() as u64).to_le_bytes().to_vec();
        header.extend_from_slice(text.as_bytes());
        header
    }

    /// The size of the file in bytes.
    pub(super) fn bytes(&self) -> u64 {
        let data = self.parts.last().map_or(0, |part| part.end);
        (self.header().len() + data) as u64
    }
}

/// The name of a dtype in safetensors.
fn dtype_name(dtype: DType) -> &'static str {
    match dtype {
        DType::F16 => "F16",
        DType::BF16 => "BF16",
        DType::F64 => "F64",
        DType::I64 => "I64",
        DType::I32 => "I32",
        DType::I16 => "I16",
        DType::U32 => "U32",
        DType::U8 => "U8",
        _ => "F32",
    }
}
