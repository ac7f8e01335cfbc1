//! Writes a converted file, or the rest of it after an interruption.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::layout::{Layout, Part, PartKind};
use super::request::ConvertEvent;
use crate::checkpoint::{Checkpoint, CheckpointError, TablePacking};
use crate::kernel::{bytes_of, int8};
use crate::stop::Stop;
use crate::{Error, Result};

/// Writes the missing rest; returns how many bytes were already there.
pub(super) fn write(
    checkpoint: &Checkpoint,
    layout: &Layout,
    path: &Path,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<u64> {
    let failed = |e: io::Error| failed(path, e);
    let header = layout.header();
    let (file, kept) = open(path, layout, &header).map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    if kept.bytes == 0 {
        out.write_all(&header).map_err(failed)?;
    }
    let of = layout.bytes();
    let mut parts = Parts {
        checkpoint,
        layout,
        quantized: None,
    };
    for part in layout.parts.iter().skip(kept.parts) {
        stop.check().inspect_err(|_| {
            // the writer replaces a file that it cannot continue
            let _ = out.flush();
        })?;
        events(ConvertEvent::Writing {
            done: header.len() as u64 + part.start as u64,
            of,
        });
        parts.write(part, &mut out)?.map_err(failed)?;
    }
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    events(ConvertEvent::Writing { done: of, of });
    Ok(kept.bytes)
}

/// The usable content of an unfinished file.
struct Kept {
    /// Number of whole parts.
    parts: usize,
    /// Bytes, with the header.
    bytes: u64,
}

/// Opens the unfinished file at the end of its usable content.
fn open(path: &Path, layout: &Layout, header: &[u8]) -> io::Result<(File, Kept)> {
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)?;
    let mut start = vec![0u8; header.len()];
    let same = file.read_exact(&mut start).is_ok() && start == header;
    let length = file.metadata()?.len();
    let mut kept = Kept { parts: 0, bytes: 0 };
    // whole tensors stay; the writer repeats what follows the last of them
    if same {
        kept.bytes = header.len() as u64;
        for part in &layout.parts {
            let end = header.len() as u64 + part.end as u64;
            if end > length {
                break;
            }
            kept = Kept {
                parts: kept.parts + 1,
                bytes: end,
            };
        }
    }
    file.set_len(kept.bytes)?;
    file.seek(SeekFrom::End(0))?;
    Ok((file, kept))
}

/// Produces the parts of the file one after another.
struct Parts<'a> {
    checkpoint: &'a Checkpoint,
    layout: &'a Layout,
    /// The matrix whose parts the loop writes now.
    quantized: Option<(&'a str, int8::Panels)>,
}

impl<'a> Parts<'a> {
    /// Writes one part. The outer error comes from reading, the inner one from writing.
    fn write(
        &mut self,
        part: &'a Part,
        out: &mut impl Write,
    ) -> Result<io::Result<()>, CheckpointError> {
        let source = part.of.as_str();
        Ok(match part.kind {
            PartKind::Whole => out.write_all(self.checkpoint.raw(source)?),
            PartKind::Table(packing) => out.write_all(&self.packed(source, packing)?.0),
            PartKind::RowScales(packing) => {
                out.write_all(bytes_of(&self.packed(source, packing)?.1))
            }
            PartKind::Panels => out.write_all(self.panels(source)?.parts().0),
            PartKind::Scales => out.write_all(bytes_of(self.panels(source)?.parts().1)),
            PartKind::Sums => {
                let sums = self.panels(source)?.parts().2;
                sums.iter()
                    .try_for_each(|sum| out.write_all(&sum.to_le_bytes()))
            }
        })
    }

    /// A matrix in int8; its parts follow each other, so a cache of one matrix is enough.
    fn panels(&mut self, name: &'a str) -> Result<&int8::Panels, CheckpointError> {
        let quantized = match self.quantized.take() {
            Some((last, panels)) if last == name => panels,
            _ => {
                let shape @ [outputs, inputs] = self.shape(name)?;
                self.checkpoint.read_rows(name, shape, |read| {
                    int8::Panels::quantize(outputs, inputs, read)
                })?
            }
        };
        Ok(&self.quantized.insert((name, quantized)).1)
    }

    /// A table's numbers and the scales of its rows.
    fn packed(
        &self,
        name: &str,
        packing: &dyn TablePacking,
    ) -> Result<(Vec<u8>, Vec<f32>), CheckpointError> {
        let shape @ [rows, width] = self.shape(name)?;
        self.checkpoint.read_rows(name, shape, |read| {
            let (mut values, mut scales, mut row) = (Vec::new(), Vec::new(), vec![0f32; width]);
            for at in 0..rows {
                read(at, &mut row)?;
                let (bytes, scale) = packing.pack(&row);
                values.extend_from_slice(&bytes);
                scales.push(scale);
            }
            Ok((values, scales))
        })
    }

    fn shape(&self, name: &str) -> Result<[usize; 2], CheckpointError> {
        let conversion = &self.layout.conversion;
        let tables = conversion.tables.values();
        let shape = conversion
            .int8
            .get(name)
            .or_else(|| tables.into_iter().find_map(|tables| tables.get(name)));
        shape
            .copied()
            .ok_or_else(|| CheckpointError::MissingTensor {
                name: name.to_owned(),
                shape: Vec::new(),
            })
    }
}

/// Copies the files beside the weights: configuration and tokenizer.
pub(super) fn copy_rest(from: &Path, to: &Path) -> Result<()> {
    let listing = std::fs::read_dir(from).map_err(|e| failed(from, e))?;
    for entry in listing.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let wanted = (name.ends_with(".json") && !name.ends_with(".index.json"))
            || name.ends_with(".model")
            || name.ends_with(".txt")
            || name.starts_with("LICENSE");
        if wanted && path.is_file() {
            let target: PathBuf = to.join(&name);
            // not `fs::copy`, which makes copies of write-protected files write-protected
            std::fs::read(&path)
                .and_then(|content| std::fs::write(&target, content))
                .map_err(|e| failed(&target, e))?;
        }
    }
    Ok(())
}

/// An error about a file.
pub(super) fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
    }
}
