//! Converts a model folder to int8 or to half precision: hashes the source, chooses the text on which int8 is compared,
//! and reports progress.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bigbird_pegasus::conversion::{
    ConvertEvent, ConvertOptions, Converted, ERROR_BOUND, Halved, halve,
};
use bigbird_pegasus::{Architecture, Error, Precision, SentenceEncoder, Stop};
use candle_core::Device;
use pagewing_models::convert;
use pagewing_models::starter::is_starter;
use sha2::{Digest, Sha256};

use super::guard::{COMPARED, TEXT};
use super::{
    EmbedderFolder, FamilyFolder, FamilyTask, ModelError, ModelFolder, ReaderFolder, ReaderKind,
};
use crate::stage::Stage;

/// Bytes that a conversion needs for any model: pieces of weights, buffers and the tokenizer.
const CONVERSION_BASE: u64 = 128 << 20;

/// The progress at which hashing the source ends, and at which comparing ends. The rest is writing.
const HASHED: f32 = 0.1;
const COMPARED_TO: f32 = 0.6;

/// Bases that a model over DNA reads for the comparison: enough for [`COMPARED`] tokens of 16.
const BASES: usize = 16 * COMPARED;

/// A question to the example paper, with which readers are compared.
const QUESTION: &str = "How long do small fruits keep?";

/// A valid model folder of a kind that the store keeps.
pub enum Convertible {
    /// Writes summaries.
    Writer(Box<ModelFolder>),
    /// Finds answers; the starter model also makes sentence embeddings.
    Reader(ReaderFolder),
    /// Makes sentence embeddings.
    Embedder(EmbedderFolder),
    /// Classifies, predicts words or makes vectors of sequences.
    Family(Box<FamilyFolder>),
}

impl Convertible {
    /// Opens a folder that can be converted: reads the configuration, headers and tokenizer, but not the weights.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds another kind of model.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let model = Self::open_to_keep(path)?;
        if !model.is_convertible() {
            let checkpoint = super::folder::checkpoint(path)?;
            let found = super::kind(checkpoint.architecture());
            return Err(ModelError::WrongArchitecture(found));
        }
        Ok(model)
    }

    /// The same for any model that the store keeps.
    ///
    /// # Errors
    /// The same as for [`Self::open`].
    pub fn open_to_keep(path: &Path) -> Result<Self, ModelError> {
        let checkpoint = super::folder::checkpoint(path)?;
        let tasks = FamilyTask::kept_for(checkpoint.architecture());
        if let Some(task) = tasks.first() {
            return Ok(Self::Family(Box::new(FamilyFolder::open(path, *task)?)));
        }
        match checkpoint.architecture() {
            Architecture::BigBirdForQuestionAnswering
            | Architecture::BigBirdPegasusForQuestionAnswering => {
                ReaderFolder::open(path).map(Self::Reader)
            }
            found if is_starter(found) => ReaderFolder::open(path).map(Self::Reader),
            found if SentenceEncoder::is_one(found) => {
                EmbedderFolder::open(path).map(Self::Embedder)
            }
            _ => Ok(Self::Writer(Box::new(ModelFolder::open(path)?))),
        }
    }

    /// Whether there is a conversion to int8 for its kind.
    pub(super) fn is_convertible(&self) -> bool {
        match self {
            Self::Writer(_) | Self::Embedder(_) => true,
            Self::Reader(folder) => folder.kind == ReaderKind::BigBird,
            Self::Family(folder) => folder.convertible,
        }
    }

    /// What it does of the work on sequences and of finding classes.
    pub(super) fn tasks(&self) -> &[FamilyTask] {
        match self {
            Self::Writer(_) | Self::Reader(_) | Self::Embedder(_) => &[],
            Self::Family(folder) => &folder.tasks,
        }
    }

    /// The name that people see.
    pub fn name(&self) -> &str {
        match self {
            Self::Writer(folder) => &folder.name,
            Self::Reader(folder) => &folder.name,
            Self::Embedder(folder) => &folder.name,
            Self::Family(folder) => &folder.name,
        }
    }

    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub fn unused(&self) -> &[String] {
        match self {
            Self::Writer(folder) => &folder.unused,
            Self::Reader(folder) => &folder.unused,
            Self::Embedder(folder) => &folder.unused,
            Self::Family(folder) => &folder.unused,
        }
    }

    /// The folder that was opened.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Writer(folder) => &folder.path,
            Self::Reader(folder) => &folder.path,
            Self::Embedder(folder) => &folder.path,
            Self::Family(folder) => &folder.path,
        }
    }

    /// Bytes that a conversion needs at most, an estimate: the values of the text in every layer that keeps them.
    /// Weights do not count, because the conversion reads them from the file in pieces.
    pub fn conversion_memory(&self) -> u64 {
        let values = match self {
            Self::Writer(folder) => {
                let config = &folder.config;
                let width = config.d_model as u64;
                let layer = 24 * width + 4 * config.encoder_ffn_dim as u64;
                let source = 2 * config.decoder_layers as u64 * width;
                let tables = 2 * config.max_position_embeddings as u64 * width;
                COMPARED as u64 * (layer + source) + tables + 64 * config.vocab_size as u64
            }
            Self::Reader(folder) => 3 * COMPARED as u64 * folder.width,
            Self::Embedder(folder) => 64 * COMPARED as u64 * folder.width() as u64,
            Self::Family(folder) => 3 * COMPARED as u64 * folder.values,
        };
        CONVERSION_BASE + 4 * values
    }

    /// The tokens of a text as the model takes them, and the number of tokens that belong to the question.
    fn ids(&self, text: &str) -> Result<(Vec<u32>, usize), ModelError> {
        match self {
            Self::Writer(folder) => {
                let mut ids = folder.tokenizer.encode(text).ids;
                ids.truncate(COMPARED);
                Ok((ids, 0))
            }
            Self::Reader(folder) => {
                let question = folder.encode(QUESTION)?.ids;
                let mut text = folder.encode(text)?.ids;
                text.truncate(COMPARED);
                Ok(folder.input(&question, &text).into_parts())
            }
            Self::Embedder(folder) => Ok((folder.ids(text)?, 0)),
            Self::Family(folder) => {
                // a vocabulary over DNA has no words
                let read = match folder.unknown(text)? > 0.5 {
                    true => folder.encode(&bases())?,
                    false => folder.encode(text)?,
                };
                let mut ids = read.ids;
                ids.truncate(COMPARED.min(folder.room()));
                Ok((folder.marked(&ids), 0))
            }
        }
    }
}

/// Bases without order, always the same.
fn bases() -> String {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ['A', 'C', 'G', 'T'][(state >> 30) as usize]
    };
    (0..BASES).map(|_| next()).collect()
}

/// Converts the model of `folder` into the folder `to`, and compares every matrix with f32 on a text.
///
/// # Errors
/// [`ModelError`] if the source cannot be read or the result cannot be written. After [`ModelError::Cancelled`]
/// the same call continues where it stopped.
pub fn convert_to_int8(
    folder: &Convertible,
    to: &Path,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Converted, ModelError> {
    // conversions compare and write on the processor, whatever models run on
    super::folder::fits(folder.conversion_memory(), &Device::Cpu)?;
    let source = hash(folder.path(), stop, &mut |done| {
        progress(Stage::LoadingModel, HASHED * done);
    })?;
    let (ids, question) = folder.ids(TEXT)?;
    let options = ConvertOptions {
        source: &source,
        ids: &ids,
        question,
        bound: ERROR_BOUND,
    };
    let stop = Stop::when(stop.clone());
    let done = convert(
        folder.path(),
        to,
        &options,
        &stop,
        &mut |event| match event {
            ConvertEvent::Comparing { done, of } => {
                let share = done as f32 / of.max(1) as f32;
                progress(Stage::Encoding, HASHED + (COMPARED_TO - HASHED) * share);
            }
            ConvertEvent::Writing { done, of } => {
                let share = done as f32 / of.max(1) as f32;
                progress(Stage::Saving, COMPARED_TO + (1.0 - COMPARED_TO) * share);
            }
        },
    );
    done.map_err(refused)
}

/// Writes the model of `folder` in `half` precision into the folder `to`.
///
/// # Errors
/// The same as for [`convert_to_int8`].
pub fn convert_to_half(
    folder: &Convertible,
    to: &Path,
    half: Precision,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Halved, ModelError> {
    let source = hash(folder.path(), stop, &mut |done| {
        progress(Stage::LoadingModel, HASHED * done);
    })?;
    let checkpoint = pagewing_models::open(folder.path())?;
    let stop = Stop::when(stop.clone());
    halve(&checkpoint, to, half, &source, &stop, &mut |event| {
        if let ConvertEvent::Writing { done, of } = event {
            let share = done as f32 / of.max(1) as f32;
            progress(Stage::Saving, HASHED + (1.0 - HASHED) * share);
        }
    })
    .map_err(refused)
}

/// What the model crate refuses in its words is a setting that the model cannot follow.
fn refused(error: Error) -> ModelError {
    match error {
        Error::Input(said) => ModelError::Setting(said),
        error => error.into(),
    }
}

/// SHA-256 over the names and contents of the configuration and the weights.
fn hash(
    folder: &Path,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<String, ModelError> {
    let unreadable =
        |error: std::io::Error| ModelError::Damaged(format!("it cannot be read: {error}"));
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map_err(unreadable)?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let is_read =
                name == "config.json" || name.ends_with(".safetensors") || name.ends_with(".bin");
            // Opening a pipe waits for its other end.
            is_read && folder.join(name).is_file()
        })
        .collect();
    names.sort();
    let size = |name: &String| std::fs::metadata(folder.join(name)).map_or(0, |m| m.len());
    let of = names.iter().map(size).sum::<u64>().max(1);
    let mut done = 0;
    let mut hash = Sha256::new();
    let mut buffer = vec![0u8; 1 << 20];
    for name in &names {
        hash.update(name.as_bytes());
        hash.update(size(name).to_le_bytes());
        let mut file = File::open(folder.join(name)).map_err(unreadable)?;
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(ModelError::Cancelled);
            }
            let read = file.read(&mut buffer).map_err(unreadable)?;
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            done += read as u64;
            progress(done as f32 / of as f32);
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
