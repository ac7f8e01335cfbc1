//! Writes a converted file, or the rest of it after an interruption.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use candle_core::DType;
use half::{bf16, f16};

use super::layout::{Layout, Part, PartKind};
use super::request::ConvertEvent;
use crate::checkpoint::{Checkpoint, CheckpointError, TablePacking, widen};
use crate::kernel::panels::PANEL;
use crate::kernel::{bytes_of, int8};
use crate::stop::Stop;
use crate::{Error, Result};

/// The file name of the converted weights.
pub(super) const FILE: &str = "model.safetensors";

/// The file name of unfinished weights.
pub(super) const UNFINISHED: &str = "model.safetensors.part";

/// Weights that are rounded at a time; in f32 they take 16 MB.
const AT_ONCE: usize = 4 << 20;

/// Bytes that are written between two looks at the cancel flag.
const PIECE: usize = 4 << 20;

/// Bytes after which the system writes to the disk. If it did so only at the end, that could take long, and nothing
/// could cancel it.
const SYNCED: usize = 64 << 20;

/// Writes the missing rest; returns how many bytes were already there.
pub(super) fn write(
    checkpoint: &Checkpoint,
    layout: &Layout,
    path: &Path,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<u64> {
    let header = layout.header();
    let (file, kept) = open(path, layout, &header).map_err(|e| failed(path, e))?;
    let mut output = Output {
        file: BufWriter::with_capacity(1 << 20, file),
        path,
        done: kept.bytes,
        of: layout.bytes(),
        unsynced: 0,
        stop,
        events,
    };
    if kept.bytes == 0 {
        output.put(&header)?;
    }
    let mut parts = Parts {
        checkpoint,
        layout,
        quantized: None,
    };
    for part in layout.parts.iter().skip(kept.parts) {
        parts.write(part, &mut output)?;
    }
    output.sync()?;
    Ok(kept.bytes)
}

/// The growing file. If the work is cancelled, it keeps what is written.
struct Output<'a> {
    file: BufWriter<File>,
    path: &'a Path,
    done: u64,
    of: u64,
    unsynced: usize,
    stop: &'a Stop,
    events: &'a mut dyn FnMut(ConvertEvent),
}

impl Output<'_> {
    /// Appends bytes.
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        for piece in bytes.chunks(PIECE) {
            self.stop.check()?;
            self.file
                .write_all(piece)
                .map_err(|e| failed(self.path, e))?;
            self.unsynced += piece.len();
            if self.unsynced >= SYNCED {
                self.sync()?;
            }
            self.done += piece.len() as u64;
            (self.events)(ConvertEvent::Writing {
                done: self.done,
                of: self.of,
            });
        }
        Ok(())
    }

    /// Brings everything to the disk.
    fn sync(&mut self) -> Result<()> {
        self.unsynced = 0;
        let synced = self
            .file
            .flush()
            .and_then(|()| self.file.get_ref().sync_data());
        synced.map_err(|e| failed(self.path, e))
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        let _ = self.file.flush();
        // Closing the file would not be enough: a process that is being started at this moment has it open too.
        let _ = self.file.get_ref().unlock();
    }
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
    // a second conversion into the same folder would write between the parts of the first
    file.try_lock()?;
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
    /// Scales and sums of the matrix whose panels the loop wrote last.
    quantized: Option<(&'a str, Vec<f32>, Vec<i32>)>,
}

impl<'a> Parts<'a> {
    /// Writes one part.
    fn write(&mut self, part: &'a Part, out: &mut Output) -> Result<()> {
        let source = part.of.as_str();
        match part.kind {
            PartKind::Whole => self.copy(source, out),
            PartKind::Half(half) => self.halve(source, half, out),
            PartKind::Table(packing) => out.put(&self.packed(source, packing)?.0),
            PartKind::RowScales(packing) => out.put(bytes_of(&self.packed(source, packing)?.1)),
            PartKind::Panels => {
                let (scales, sums) = self.quantize(source, &mut |panels| out.put(panels))?;
                self.quantized = Some((source, scales, sums));
                Ok(())
            }
            PartKind::Scales => out.put(bytes_of(self.numbers(source, out.stop)?.0)),
            PartKind::Sums => {
                let sums = self.numbers(source, out.stop)?.1.iter();
                let bytes: Vec<u8> = sums.flat_map(|sum| sum.to_le_bytes()).collect();
                out.put(&bytes)
            }
        }
    }

    /// Copies a tensor as it is.
    fn copy(&self, name: &str, out: &mut Output) -> Result<()> {
        let bytes = self.checkpoint.raw(name)?;
        for (at, piece) in bytes.chunks(PIECE).enumerate() {
            out.put(piece)?;
            self.checkpoint
                .release(name, at * PIECE..at * PIECE + piece.len());
        }
        Ok(())
    }

    /// Rounds a tensor to half precision, some numbers at a time.
    fn halve(&self, name: &str, half: DType, out: &mut Output) -> Result<()> {
        let (dtype, ..) = self.checkpoint.stored(name).ok_or_else(|| missing(name))?;
        let width = dtype.size_in_bytes();
        let mut values = Vec::new();
        let mut done = 0;
        for piece in self.checkpoint.raw(name)?.chunks(AT_ONCE * width) {
            values.resize(piece.len() / width, 0f32);
            widen(piece, dtype, &mut values);
            let bytes: Vec<u8> = match half {
                DType::F16 => {
                    let lost = |v: &f32| v.is_finite() && f16::from_f32(*v).is_infinite();
                    if values.iter().any(lost) {
                        return Err(Error::Input(format!(
                            "{name} has numbers above 65504, the largest one of f16; bf16 has them"
                        )));
                    }
                    values
                        .iter()
                        .flat_map(|v| f16::from_f32(*v).to_le_bytes())
                        .collect()
                }
                _ => values
                    .iter()
                    .flat_map(|v| bf16::from_f32(*v).to_le_bytes())
                    .collect(),
            };
            out.put(&bytes)?;
            self.checkpoint.release(name, done..done + piece.len());
            done += piece.len();
        }
        Ok(())
    }

    /// Scales and sums of a matrix. They follow its panels, so that they are known unless the conversion continues
    /// between them.
    fn numbers(&mut self, name: &'a str, stop: &Stop) -> Result<(&[f32], &[i32])> {
        let known = self.quantized.take().filter(|(last, ..)| *last == name);
        let (_, scales, sums) = match known {
            Some(known) => known,
            None => {
                let (scales, sums) = self.quantize(name, &mut |_| Ok(stop.check()?))?;
                (name, scales, sums)
            }
        };
        let (_, scales, sums) = self.quantized.insert((name, scales, sums));
        Ok((scales, sums))
    }

    /// Rounds a matrix, some outputs at a time. `put` receives their panels; returns all scales and sums.
    fn quantize(
        &self,
        name: &str,
        put: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<(Vec<f32>, Vec<i32>)> {
        let shape @ [outputs, inputs] = self.shape(name)?;
        let rows = self.checkpoint.stored_rows(name, shape)?;
        let rows = rows.ok_or_else(|| missing(name))?;
        let at_once = (AT_ONCE / inputs.max(1)).next_multiple_of(PANEL);
        let (mut scales, mut sums) = (Vec::new(), Vec::new());
        for first in (0..outputs).step_by(at_once.max(PANEL)) {
            let count = at_once.max(PANEL).min(outputs - first);
            let panels = int8::Panels::quantize(count, inputs, |row, values| {
                rows.read(first + row, values)
            })?;
            rows.release(first..first + count);
            let parts = panels.parts();
            put(parts.0)?;
            scales.extend_from_slice(parts.1);
            sums.extend_from_slice(parts.2);
        }
        Ok((scales, sums))
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
        shape.copied().ok_or_else(|| missing(name))
    }
}

fn missing(name: &str) -> CheckpointError {
    CheckpointError::MissingTensor {
        name: name.to_owned(),
        shape: Vec::new(),
    }
}

/// Makes the folder of a converted model, which must be another one than that of its source.
pub(super) fn make_folder(from: &Path, to: &Path) -> Result<()> {
    if to.canonicalize().ok() == from.canonicalize().ok() {
        return Err(Error::Input(
            "a model cannot be converted in its own folder; choose another".to_owned(),
        ));
    }
    std::fs::create_dir_all(to).map_err(|e| failed(to, e))
}

/// Copies the files beside the weights: configuration and tokenizer, and how a sentence encoder pools
/// (`1_Pooling/config.json`).
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
            copy(&path, &to.join(&name))?;
        }
        let module = path.join("config.json");
        if name.starts_with(|first: char| first.is_ascii_digit()) && module.is_file() {
            let folder = to.join(&name);
            std::fs::create_dir_all(&folder).map_err(|e| failed(&folder, e))?;
            copy(&module, &folder.join("config.json"))?;
        }
    }
    Ok(())
}

/// Copies a small file to the disk. Not `fs::copy`, which makes copies of write-protected files write-protected.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let content = std::fs::read(from).map_err(|e| failed(from, e))?;
    let written = File::create(to).and_then(|mut file| {
        file.write_all(&content)?;
        file.sync_data()
    });
    written.map_err(|e| failed(to, e))
}

/// An error about a file.
pub(super) fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
    }
}
