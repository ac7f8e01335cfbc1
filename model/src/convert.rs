//! Converting a checkpoint to int8: one file that is mapped into memory as it is.
//!
//! First the model reads a text in f32, and every matrix does the same product in int8 beside it; those
//! whose error passes a bound stay in f32. Then the matrices are quantized and written one after the
//! other. The file grows under another name and is given its own at the end; what an interrupted
//! conversion has written is kept and continued.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::checkpoint::{Architecture, Checkpoint, Conversion, Layout, Part, Weights};
use crate::generation::{GenerateOptions, GenerationConfig};
use crate::kernel::{bytes_of, int8};
use crate::models::bigbird::Pair;
use crate::stop::Stop;
use crate::{BigBirdPegasusForConditionalGeneration, Error, LoadOptions, Result};
use crate::{six_bits, starter};

/// The name of the converted weights.
const FILE: &str = "model.safetensors";

/// The name under which they grow.
const UNFINISHED: &str = "model.safetensors.part";

/// Tokens of the passages that a sentence encoder is compared on.
const PASSAGE: usize = 256;

/// Tokens that the decoder writes for the comparison.
const WRITTEN: usize = 16;

/// How to convert.
#[derive(Debug, Clone, Copy)]
pub struct ConvertOptions<'a> {
    /// A hash of the files of the source, to tell conversions of different models apart.
    pub source: &'a str,
    /// Tokens of a text to compare on; for a reader `[CLS] question [SEP] text [SEP]`.
    pub ids: &'a [u32],
    /// How many of them a reader's question takes, with its markers; 0 for other models.
    pub question: usize,
    /// The largest relative error of a matrix's outputs, as `|int8 - f32| / |f32|`, that is accepted.
    pub bound: f64,
}

/// The largest relative error that is accepted where nobody says otherwise.
pub const ERROR_BOUND: f64 = 0.05;

/// How far a conversion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConvertEvent {
    /// The text is being read in both precisions.
    Comparing {
        /// Layers and steps done.
        done: usize,
        /// Layers and steps in all.
        of: usize,
    },
    /// The file is being written.
    Writing {
        /// Bytes so far.
        done: u64,
        /// Bytes in all.
        of: u64,
    },
}

/// What a conversion did.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// Relative error of every matrix on the text; empty where an interrupted conversion was continued.
    pub errors: BTreeMap<String, f64>,
    /// The description that the file carries.
    pub conversion: Conversion,
    /// Size of the file.
    pub bytes: u64,
    /// Bytes that an earlier, interrupted conversion had written.
    pub continued_from: u64,
}

/// Converts the model of the folder `from`, which writes summaries, reads answers or embeds sentences, into the folder `to`, which is made if need be.
/// Files beside the weights are copied.
///
/// # Errors
/// When `from` holds no such model, is converted already, or a file cannot be read or written; and when
/// `stop` says so. What was written so far is kept and continued the next time.
pub fn convert(
    from: &Path,
    to: &Path,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<Converted> {
    let checkpoint = Checkpoint::open(from)?;
    if checkpoint.conversion().is_some() {
        return Err(Error::Input("the model is converted already".to_owned()));
    }
    if to.canonicalize().ok() == from.canonicalize().ok() {
        return Err(Error::Input(
            "a model cannot be converted in its own folder; choose another".to_owned(),
        ));
    }
    std::fs::create_dir_all(to).map_err(|e| failed(to, &e))?;
    let unfinished = to.join(UNFINISHED);
    let begun = Layout::read(&unfinished)
        .filter(|layout| layout.conversion.source == options.source)
        .and_then(|layout| layout.completed(&checkpoint));
    let (errors, layout) = match begun {
        Some(layout) => (BTreeMap::new(), layout),
        None => {
            let mut errors = compare(&checkpoint, options, stop, events)?;
            let tables: &[&str] = match checkpoint.architecture() {
                Architecture::Starter => &[starter::WORDS],
                _ => &[],
            };
            for name in tables {
                errors.insert((*name).to_owned(), six_bits_error(&checkpoint, name)?);
            }
            let (source, bound) = (options.source, options.bound);
            let layout = Layout::new(&checkpoint, source, &errors, bound, tables);
            (errors, layout)
        }
    };
    let continued_from = write(&checkpoint, &layout, &unfinished, stop, events)?;
    copy_rest(from, to)?;
    let finished = to.join(FILE);
    std::fs::rename(&unfinished, &finished).map_err(|e| failed(&finished, &e))?;
    Ok(Converted {
        errors,
        bytes: layout.bytes(),
        conversion: layout.conversion,
        continued_from,
    })
}

/// Relative errors of all matrices on the text.
fn compare(
    checkpoint: &Checkpoint,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<BTreeMap<String, f64>> {
    match checkpoint.architecture() {
        Architecture::BigBirdPegasusForConditionalGeneration => {
            compare_writer(checkpoint, options, stop, events)
        }
        Architecture::BigBirdForQuestionAnswering => {
            compare_encoders(checkpoint, options, (true, false), stop, events)
        }
        Architecture::Starter => compare_encoders(checkpoint, options, (true, true), stop, events),
        found if crate::SentenceEncoder::is_one(found) => {
            compare_encoders(checkpoint, options, (false, true), stop, events)
        }
        found => Err(Error::WrongArchitecture {
            found: found.clone(),
            wanted: "a model that can be converted (BigBirdPegasusForConditionalGeneration, BigBirdForQuestionAnswering or BertModel)",
        }),
    }
}

/// Of a reader, of a sentence encoder, or of both in one folder.
fn compare_encoders(
    checkpoint: &Checkpoint,
    options: &ConvertOptions,
    (reads, embeds): (bool, bool),
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<BTreeMap<String, f64>> {
    let weights = Weights::comparing(checkpoint);
    let load = LoadOptions::default();
    let mut told = |done| events(ConvertEvent::Comparing { done, of: 2 });
    if reads {
        let reader = crate::BigBirdForQuestionAnswering::load_with(checkpoint, load, &weights)?;
        let limit = reader.config().max_position_embeddings;
        let pair = Pair {
            ids: &options.ids[..options.ids.len().min(limit)],
            question_length: options.question.min(options.ids.len()),
        };
        reader.read(&[pair], stop)?;
    }
    told(1);
    if embeds {
        let encoder = crate::SentenceEncoder::load_with(checkpoint, load, &weights)?;
        let limit = encoder.config().max_position_embeddings.min(PASSAGE);
        let texts: Vec<Vec<u32>> = options.ids.chunks(limit).map(<[u32]>::to_vec).collect();
        encoder.embed_all(&texts, stop, &mut |_| {})?;
    }
    told(2);
    stop.check()?;
    Ok(weights.errors())
}

/// The relative error of a table in six bits, over all of it.
fn six_bits_error(checkpoint: &Checkpoint, name: &str) -> Result<f64> {
    let Some(&[rows, width]) = checkpoint.shape(name) else {
        return Ok(f64::INFINITY);
    };
    let sums = checkpoint.read_rows(name, [rows, width], |read| {
        let mut row = vec![0f32; width];
        let (mut apart, mut whole) = (0f64, 0f64);
        for at in 0..rows {
            read(at, &mut row)?;
            let (bytes, scale) = six_bits::pack(&row);
            let mut other = vec![0f32; width];
            six_bits::unpack(&bytes, scale, &mut other);
            for (a, b) in other.iter().zip(&row) {
                apart += f64::from(a - b).powi(2);
                whole += f64::from(*b).powi(2);
            }
        }
        Ok((apart, whole))
    })?;
    Ok((sums.0 / sums.1).sqrt())
}

/// Of a model that writes.
fn compare_writer(
    checkpoint: &Checkpoint,
    options: &ConvertOptions,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<BTreeMap<String, f64>> {
    let weights = Weights::comparing(checkpoint);
    let model = BigBirdPegasusForConditionalGeneration::load_with(
        checkpoint,
        LoadOptions::default(),
        &weights,
    )?;
    stop.check()?;
    let of = model.config().encoder_layers + WRITTEN;
    let limit = model.config().max_position_embeddings;
    let ids = &options.ids[..options.ids.len().min(limit)];
    let source = model.encode(ids, stop, &mut |progress| {
        events(ConvertEvent::Comparing {
            done: progress.layer,
            of,
        });
    })?;
    let written = WRITTEN.min(limit);
    let config = GenerationConfig {
        num_beams: 1,
        num_return_sequences: 1,
        max_new_tokens: Some(written),
        min_new_tokens: Some(written),
        ..model.generation_config().clone()
    };
    let generating = GenerateOptions {
        stop: stop.clone(),
        cross_attention: None,
    };
    let mut done = model.config().encoder_layers;
    model.generate(&source, &config, generating, &mut |event| {
        if let crate::generation::GenerationEvent::Step { .. } = event {
            done = (done + 1).min(of);
            events(ConvertEvent::Comparing { done, of });
        }
    })?;
    stop.check()?;
    Ok(weights.errors())
}

/// Writes what is missing; yields how many bytes were there.
fn write(
    checkpoint: &Checkpoint,
    layout: &Layout,
    path: &Path,
    stop: &Stop,
    events: &mut dyn FnMut(ConvertEvent),
) -> Result<u64> {
    let failed = |e: io::Error| failed(path, &e);
    let header = layout.header();
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .map_err(failed)?;
    let mut start = vec![0u8; header.len()];
    let same = file.read_exact(&mut start).is_ok() && start == header;
    let length = file.metadata().map_err(failed)?.len();
    // whole tensors are kept, what follows the last of them is written again
    let (mut at, mut next) = (header.len() as u64, 0);
    if same {
        for part in &layout.parts {
            let end = header.len() as u64 + part.end as u64;
            if end > length {
                break;
            }
            (at, next) = (end, next + 1);
        }
    }
    let continued_from = if same { at } else { 0 };
    file.set_len(if same { at } else { 0 }).map_err(failed)?;
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    if !same {
        out.write_all(&header).map_err(failed)?;
    }
    let of = layout.bytes();
    let mut panels: Option<(&str, int8::Panels)> = None;
    for part in &layout.parts[next..] {
        stop.check().inspect_err(|_| {
            // what cannot be kept is written again
            let _ = out.flush();
        })?;
        events(ConvertEvent::Writing {
            done: header.len() as u64 + part.start as u64,
            of,
        });
        let source = part.of.as_str();
        match part.kind {
            Part::WHOLE => out.write_all(checkpoint.raw(source)?).map_err(failed)?,
            Part::SIX_BITS | Part::ROW_SCALES => {
                let (bytes, scales) = in_six_bits(checkpoint, layout, source)?;
                match part.kind {
                    Part::SIX_BITS => out.write_all(&bytes),
                    _ => out.write_all(bytes_of(&scales)),
                }
                .map_err(failed)?;
            }
            kind => {
                if panels.as_ref().is_none_or(|(name, _)| *name != source) {
                    let shape = layout.conversion.int8[source];
                    let [outputs, inputs] = shape;
                    let quantized = checkpoint.read_rows(source, shape, |read| {
                        int8::Panels::quantize(outputs, inputs, read)
                    })?;
                    panels = Some((source, quantized));
                }
                let Some((_, panels)) = &panels else {
                    continue;
                };
                let (values, scales, sums) = panels.parts();
                match kind {
                    Part::PANELS => out.write_all(values),
                    Part::SCALES => out.write_all(bytes_of(scales)),
                    _ => sums
                        .iter()
                        .try_for_each(|sum| out.write_all(&sum.to_le_bytes())),
                }
                .map_err(failed)?;
            }
        }
    }
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    events(ConvertEvent::Writing { done: of, of });
    Ok(continued_from)
}

/// A table's numbers and the scales of its rows.
fn in_six_bits(
    checkpoint: &Checkpoint,
    layout: &Layout,
    name: &str,
) -> Result<(Vec<u8>, Vec<f32>)> {
    let shape @ [rows, width] = layout.conversion.six_bits[name];
    Ok(checkpoint.read_rows(name, shape, |read| {
        let (mut values, mut scales, mut row) = (Vec::new(), Vec::new(), vec![0f32; width]);
        for at in 0..rows {
            read(at, &mut row)?;
            let (bytes, scale) = six_bits::pack(&row);
            values.extend_from_slice(&bytes);
            scales.push(scale);
        }
        Ok((values, scales))
    })?)
}

/// Copies what lies beside the weights: configuration and tokenizer.
fn copy_rest(from: &Path, to: &Path) -> Result<()> {
    let listing = std::fs::read_dir(from).map_err(|e| failed(from, &e))?;
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
                .map_err(|e| failed(&target, &e))?;
        }
    }
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

impl Layout {
    /// What an unfinished file was to become; `None` where there is none or it cannot be read.
    fn read(path: &Path) -> Option<Self> {
        /// Headers are a few hundred kilobytes.
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
        Self::parse(&header)
    }
}
