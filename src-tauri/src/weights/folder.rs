//! A model folder, checked without loading it: whether it is complete and of the right kind, and how much memory
//! it needs.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bigbird_pegasus::checkpoint::model_folder;
use bigbird_pegasus::config::read_object;
use bigbird_pegasus::tokenizer::PegasusTokenizer;
use bigbird_pegasus::{
    Architecture, BigBirdPegasusConfig, Checkpoint, CheckpointError, ConfigError, GenerationConfig,
    Precision,
};
use candle_core::Device;
use sha2::{Digest, Sha256};

use super::choice::{ModelView, PrecisionChoice};
use super::device::{self, bytes_per_value, bytes_per_weight};
use super::fallback::Fallback;
use super::graphics;
use super::kept_model::Identity;
use super::{ModelError, ModelPart, kind};

/// Most rows of a model's embedding without a token: vocabularies are padded to round sizes.
const MOST_PADDING: usize = 128;
/// Bytes of each weight file that go into the fingerprint: its header and the first tensors.
const FINGERPRINTED: u64 = 1 << 20;

/// A valid folder of a summarization model.
#[derive(Clone)]
pub struct ModelFolder {
    /// The path of the folder that holds the files, which may be below the one that was chosen.
    pub path: PathBuf,
    /// The name that people see.
    pub name: String,
    /// The name under which it was saved or from which it was trained, if its configuration has it.
    pub trained_from: Option<String>,
    /// Distinguishes models of the same name, and precisions of one model. It is part of the key under which
    /// summaries are stored; if it changes, the model is loaded again.
    pub fingerprint: String,
    /// The requested precision.
    pub asked: PrecisionChoice,
    /// The precision in which its weights are loaded.
    pub precision: Precision,
    /// The configuration of the model.
    pub config: BigBirdPegasusConfig,
    /// The generation settings that the folder recommends.
    pub generation: GenerationConfig,
    /// The tokenizer of the folder.
    pub tokenizer: Arc<PegasusTokenizer>,
    /// Number of weights.
    pub parameters: u64,
    /// The folder that remembers which matrices int8 may round, if there is one.
    pub(super) plans: Option<PathBuf>,
    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub unused: Vec<String>,
}

impl ModelFolder {
    /// Opens a folder: reads the configuration, headers and tokenizer, but not the weights. The weights
    /// will be loaded in the precision that the folder was saved for.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds another kind of model.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        Self::open_in(path, PrecisionChoice::Automatic)
    }

    /// Opens a folder for a chosen precision, like [`Self::open`].
    ///
    /// # Errors
    /// [`ModelError`] as for [`Self::open`], or if the precision is not available.
    pub fn open_in(path: &Path, asked: PrecisionChoice) -> Result<Self, ModelError> {
        let damaged = |error: ConfigError| ModelError::Damaged(error.to_string());
        let checkpoint = checkpoint(path)?;
        let architecture = checkpoint.architecture();
        if *architecture != Architecture::BigBirdPegasusForConditionalGeneration {
            return Err(ModelError::WrongArchitecture(kind(architecture)));
        }
        let path = checkpoint.folder();
        let config = BigBirdPegasusConfig::read(path).map_err(damaged)?;
        let tokenizer = PegasusTokenizer::open(path)?;
        fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
        let precision = device::precision(asked, &checkpoint)?;
        let mut fingerprint = fingerprint(path)
            .map_err(|error| ModelError::Damaged(format!("it cannot be read: {error}")))?;
        if precision != device::own_precision(&checkpoint) {
            fingerprint = format!("{fingerprint} {}", device::name(precision));
        }
        Ok(Self {
            path: path.to_owned(),
            name: name(path),
            trained_from: trained_from(path),
            fingerprint,
            asked,
            precision,
            generation: GenerationConfig::read(path).map_err(damaged)?,
            tokenizer: Arc::new(tokenizer),
            parameters: checkpoint.parameters(),
            plans: None,
            unused: pagewing_models::survey(&checkpoint)?,
            config,
        })
    }

    /// The same folder with a place that remembers which matrices int8 may round, so that they are measured once.
    #[must_use]
    pub fn with_plans_in(mut self, folder: PathBuf) -> Self {
        self.plans = Some(folder);
        self
    }

    /// Bytes that it needs when it is loaded and reads its longest input: weights, the values of the widest layer,
    /// cross-attention keys and values of every decoder layer, and logits of the beams.
    pub fn memory(&self) -> u64 {
        let config = &self.config;
        let tokens = config.max_position_embeddings as u64;
        let width = config.d_model as u64;
        let encoder = tokens * (10 * width + 2 * config.encoder_ffn_dim as u64);
        let cross = config.decoder_layers as u64 * 2 * tokens * width;
        let logits = 4 * self.generation.num_beams as u64 * config.vocab_size as u64;
        bytes_per_weight(self.precision) * (self.parameters + cross)
            + bytes_per_value(self.precision) * (encoder + logits)
    }

    /// Checks that the model fits into the free memory. Where the system does not report free memory, it fits.
    ///
    /// # Errors
    /// [`ModelError::NotEnoughMemory`] if it does not, with the precision in which it would, if there is one;
    /// [`ModelError::Card`] if the device and its precision were Pagewing's own choice.
    pub fn fits(&self) -> Result<(), ModelError> {
        let (needed, available) = match fits(self.memory(), &device::device()) {
            Err(ModelError::NotEnoughMemory {
                needed, available, ..
            }) => (needed, available),
            // a person who chose a precision chooses again, instead of waiting for the processor
            Err(ModelError::Card(Fallback::TooSmall { needed, available }))
                if self.asked != PrecisionChoice::Automatic =>
            {
                (needed, available)
            }
            other => return other,
        };
        Err(ModelError::NotEnoughMemory {
            needed,
            available,
            fits_in: self.smaller(available),
        })
    }

    /// A precision of this device in which it needs at most `available` bytes, the most exact one first.
    fn smaller(&self, available: u64) -> Option<PrecisionChoice> {
        use PrecisionChoice::{Bf16, F16, Int8};
        [Bf16, F16, Int8].into_iter().find(|precision| {
            *precision != self.precision.into()
                && Self::open_in(&self.path, *precision)
                    .is_ok_and(|folder| folder.memory() <= available)
        })
    }

    /// The name of its precision: `f32`, `int8`, `f16` or `bf16`.
    pub fn precision_name(&self) -> &'static str {
        device::name(self.precision)
    }

    pub(super) fn identity(&self) -> Identity {
        Identity {
            path: self.path.clone(),
            fingerprint: self.fingerprint.clone(),
            bytes: bytes_per_weight(self.precision) * self.parameters,
        }
    }

    /// The model as it is shown to people.
    pub fn view(&self) -> ModelView {
        ModelView {
            name: self.name.clone(),
            path: self.path.to_string_lossy().into_owned(),
            parameters: self.parameters,
            max_tokens: u32::try_from(self.config.max_position_embeddings).unwrap_or(u32::MAX),
            memory: self.memory(),
        }
    }
}

/// Opens a folder's checkpoint of any architecture. The checkpoint knows the folder that holds the files.
pub(super) fn checkpoint(path: &Path) -> Result<Checkpoint, ModelError> {
    if !path.is_dir() {
        return Err(ModelError::NoFolder(path.display().to_string()));
    }
    if !model_folder(path).join("config.json").exists() {
        return Err(ModelError::Incomplete(ModelPart::Config));
    }
    pagewing_models::open(path).map_err(|error| match error {
        CheckpointError::Config(error) => ModelError::Damaged(error.to_string()),
        error => error.into(),
    })
}

/// Checks that a tokenizer with `tokens` tokens belongs to a model with `places` rows in its embedding.
pub(super) fn fits_tokenizer(tokens: usize, places: usize) -> Result<(), ModelError> {
    if tokens > places || tokens + MOST_PADDING < places {
        return Err(ModelError::WrongTokenizer {
            tokenizer: tokens,
            model: places,
        });
    }
    Ok(())
}

/// Checks that `needed` bytes are free on a device.
pub(super) fn fits(needed: u64, device: &Device) -> Result<(), ModelError> {
    match graphics::free_on(device) {
        Some(available) if needed > available => Err(match device.is_cpu() {
            true => ModelError::NotEnoughMemory {
                needed,
                available,
                fits_in: None,
            },
            false => ModelError::Card(Fallback::TooSmall { needed, available }),
        }),
        _ => Ok(()),
    }
}

/// The folder's name, or the model's name in a cache of Hugging Face, where folders are named by commits, and in the
/// store, where they are named by what they hold. The dialect of a model that writes follows from this name.
pub(super) fn name(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let part = |path: Option<&Path>| {
        path.and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let parent = full.parent();
    if part(parent) == "snapshots" {
        let repository = part(parent.and_then(Path::parent));
        if let Some(repository) = repository.strip_prefix("models--") {
            return repository.replace("--", "/");
        }
    }
    // a model of the store: its original and its fast copy have one name
    if let Some(kept) = parent.filter(|kept| kept.join("manifest.json").is_file()) {
        let name = part(Some(kept)).replacen("--", "/", 1);
        return name.trim_start_matches('/').to_owned();
    }
    part(Some(&full))
}

/// The configuration's `_name_or_path`, which transformers writes.
fn trained_from(path: &Path) -> Option<String> {
    let fields = read_object(path, "config.json").ok()?;
    let name = fields.get("_name_or_path")?.as_str()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// SHA-256 over the names, sizes and beginnings of the files on which the model's output depends; 16 bytes in hex.
pub(super) fn fingerprint(path: &Path) -> std::io::Result<String> {
    let mut names: Vec<_> = fs::read_dir(path)?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            [".json", ".safetensors", ".bin", ".model"]
                .iter()
                .any(|ending| name.ends_with(ending))
                // Opening a pipe waits for its other end.
                && path.join(name).is_file()
        })
        .collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        let file = File::open(path.join(&name))?;
        hash.update(name.as_bytes());
        hash.update(file.metadata()?.len().to_le_bytes());
        let mut beginning = Vec::new();
        file.take(FINGERPRINTED).read_to_end(&mut beginning)?;
        hash.update(&beginning);
    }
    Ok(hash
        .finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_a_cache_or_of_the_store_is_named_by_its_model() {
        let home = tempfile::tempdir().unwrap();
        let snapshot = home
            .path()
            .join("models--google--bigbird-pegasus-large-arxiv/snapshots/abc");
        fs::create_dir_all(&snapshot).unwrap();
        assert_eq!(name(&snapshot), "google/bigbird-pegasus-large-arxiv");
        let kept = home.path().join("google--bigbird-pegasus-large-pubmed");
        for folder in ["original", "int8"] {
            fs::create_dir_all(kept.join(folder)).unwrap();
            fs::write(kept.join("manifest.json"), "{}").unwrap();
            let found = name(&kept.join(folder));
            assert_eq!(found, "google/bigbird-pegasus-large-pubmed");
        }
        let imported = home.path().join("--my model");
        fs::create_dir_all(imported.join("original")).unwrap();
        fs::write(imported.join("manifest.json"), "{}").unwrap();
        assert_eq!(name(&imported.join("original")), "my model");
        let plain = home.path().join("my model");
        fs::create_dir_all(&plain).unwrap();
        assert_eq!(name(&plain), "my model");
    }

    #[test]
    fn the_configuration_names_what_it_was_trained_from() {
        let home = tempfile::tempdir().unwrap();
        let config = |text: &str| {
            fs::write(home.path().join("config.json"), text).unwrap();
            trained_from(home.path())
        };
        let named = r#"{"_name_or_path": "google/bigbird-pegasus-large-pubmed"}"#;
        assert_eq!(
            config(named).as_deref(),
            Some("google/bigbird-pegasus-large-pubmed")
        );
        assert_eq!(config(r#"{"_name_or_path": ""}"#), None);
        assert_eq!(config("{}"), None);
        assert_eq!(config("no JSON"), None);
    }

    #[test]
    #[cfg(not(any(feature = "cuda", feature = "metal")))]
    fn memory_and_fingerprint_follow_the_precision() {
        let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let own = ModelFolder::open(&tiny).unwrap();
        let exact = ModelFolder::open_in(&tiny, PrecisionChoice::F32).unwrap();
        let int8 = ModelFolder::open_in(&tiny, PrecisionChoice::Int8).unwrap();
        assert_eq!(own.precision, Precision::F32);
        // f32 is what the folder was saved for, so both are one model.
        assert_eq!(own.identity(), exact.identity());
        assert_eq!(own.memory(), exact.memory());
        assert_ne!(own.identity(), int8.identity());
        // Computed values stay in f32; weights and the source's keys and values take a quarter.
        let config = &own.config;
        let cross = 2 * config.decoder_layers * config.max_position_embeddings * config.d_model;
        let saved = own.memory() - int8.memory();
        assert_eq!(saved, 3 * (own.parameters + cross as u64));
        assert!(matches!(
            ModelFolder::open_in(&tiny, PrecisionChoice::F16),
            Err(ModelError::Precision(_))
        ));
    }

    #[test]
    fn the_fingerprint_follows_the_content() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("config.json"), "{}").unwrap();
        let before = fingerprint(home.path()).unwrap();
        fs::write(home.path().join("notes.txt"), "unrelated").unwrap();
        assert_eq!(fingerprint(home.path()).unwrap(), before);
        fs::write(home.path().join("config.json"), "{ }").unwrap();
        assert_ne!(fingerprint(home.path()).unwrap(), before);
    }
}
