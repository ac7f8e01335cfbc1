//! A Hugging Face model folder: what it holds, and its tensors by name.
//!
//! Safetensors files and `pytorch_model.bin` are both reduced to one table: a tensor's name, its dtype,
//! its shape and the byte range of a memory-mapped file. Opening reads headers only; a tensor's bytes
//! are touched when it is loaded, and given back to the system right after, so that loading never needs
//! more than the tensors themselves.

mod error;
mod mapped;
mod pickle;
mod pytorch;
mod safetensors;
mod weights;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use candle_core::{DType, Device, Tensor};
use serde_json::{Map, Value};

pub use error::CheckpointError;
pub(crate) use weights::Weights;

use self::mapped::MappedFile;

/// What a checkpoint's `config.json` says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Architecture {
    /// `BigBirdPegasusModel`.
    BigBirdPegasusModel,
    /// `BigBirdPegasusForConditionalGeneration`: summaries.
    BigBirdPegasusForConditionalGeneration,
    /// `BigBirdPegasusForSequenceClassification`.
    BigBirdPegasusForSequenceClassification,
    /// `BigBirdPegasusForQuestionAnswering`.
    BigBirdPegasusForQuestionAnswering,
    /// `BigBirdPegasusForCausalLM`: the decoder alone.
    BigBirdPegasusForCausalLM,
    /// `BigBirdModel`.
    BigBirdModel,
    /// `BigBirdForQuestionAnswering`: reads answers out of a text.
    BigBirdForQuestionAnswering,
    /// Something else, by the name it gives itself.
    Other(String),
}

impl Architecture {
    fn from_config(config: &Map<String, Value>) -> Self {
        let named = config
            .get("architectures")
            .and_then(|a| a.get(0))
            .and_then(Value::as_str);
        let family = config.get("model_type").and_then(Value::as_str);
        match (named, family) {
            (Some("BigBirdPegasusModel"), _) => Self::BigBirdPegasusModel,
            (Some("BigBirdPegasusForConditionalGeneration"), _) => {
                Self::BigBirdPegasusForConditionalGeneration
            }
            (Some("BigBirdPegasusForSequenceClassification"), _) => {
                Self::BigBirdPegasusForSequenceClassification
            }
            (Some("BigBirdPegasusForQuestionAnswering"), _) => {
                Self::BigBirdPegasusForQuestionAnswering
            }
            (Some("BigBirdPegasusForCausalLM"), _) => Self::BigBirdPegasusForCausalLM,
            (Some("BigBirdModel"), _) => Self::BigBirdModel,
            (Some("BigBirdForQuestionAnswering"), _) => Self::BigBirdForQuestionAnswering,
            // old files name only the family
            (None, Some("bigbird_pegasus")) => Self::BigBirdPegasusForConditionalGeneration,
            (None, Some("big_bird")) => Self::BigBirdModel,
            (Some(name), _) | (None, Some(name)) => Self::Other(name.chars().take(80).collect()),
            (None, None) => Self::Other("a model without a name".to_owned()),
        }
    }
}

/// Where a tensor lies.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TensorEntry {
    file: usize,
    start: usize,
    end: usize,
    dtype: DType,
    shape: Vec<usize>,
}

/// An opened model folder.
#[derive(Debug)]
pub struct Checkpoint {
    folder: PathBuf,
    config: Map<String, Value>,
    architecture: Architecture,
    files: Vec<MappedFile>,
    tensors: BTreeMap<String, TensorEntry>,
}

impl Checkpoint {
    /// Opens `folder`: reads its configuration and the headers of its weight files, no tensor data.
    ///
    /// Looks for `model.safetensors`, `model.safetensors.index.json`, `pytorch_model.bin` and
    /// `pytorch_model.bin.index.json`, in this order.
    ///
    /// # Errors
    /// When the folder, its configuration or its weights are missing, or are not what they claim to be.
    pub fn open(folder: &Path) -> Result<Self, CheckpointError> {
        if !folder.is_dir() {
            return Err(CheckpointError::NoFolder {
                folder: folder.to_owned(),
            });
        }
        let config = crate::config::read_config(folder)?;
        let mut checkpoint = Self {
            folder: folder.to_owned(),
            architecture: Architecture::from_config(&config),
            config,
            files: Vec::new(),
            tensors: BTreeMap::new(),
        };
        for name in weight_files(folder)? {
            let file = MappedFile::open(&folder.join(&name), &name)?;
            let entries = if name.ends_with(".safetensors") {
                safetensors::entries(&file, checkpoint.files.len())?
            } else {
                pytorch::entries(&file, checkpoint.files.len())?
            };
            checkpoint.files.push(file);
            checkpoint.tensors.extend(entries);
        }
        Ok(checkpoint)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What `config.json` says the model is.
    pub fn architecture(&self) -> &Architecture {
        &self.architecture
    }

    /// The fields of `config.json`.
    pub fn config(&self) -> &Map<String, Value> {
        &self.config
    }

    /// Number of weights; tensors that share their memory count once.
    pub fn parameters(&self) -> u64 {
        let mut places: Vec<_> = self
            .tensors
            .values()
            .map(|t| (t.file, t.start, t.shape.iter().product::<usize>() as u64))
            .collect();
        places.sort_unstable();
        places.dedup();
        places.iter().map(|(_, _, count)| count).sum()
    }

    /// The names of all tensors, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// Whether there is a tensor of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// Loads one tensor as `dtype` on `device`, after checking its shape.
    ///
    /// # Errors
    /// When the tensor is missing, has another shape, or holds no floating-point numbers.
    pub fn tensor(
        &self,
        name: &str,
        shape: &[usize],
        dtype: DType,
        device: &Device,
    ) -> Result<Tensor, CheckpointError> {
        let entry = self
            .tensors
            .get(name)
            .ok_or_else(|| CheckpointError::MissingTensor {
                name: name.to_owned(),
                shape: shape.to_vec(),
            })?;
        if entry.shape != shape {
            return Err(CheckpointError::Shape {
                name: name.to_owned(),
                found: entry.shape.clone(),
                expected: shape.to_vec(),
            });
        }
        if !matches!(
            entry.dtype,
            DType::F16 | DType::BF16 | DType::F32 | DType::F64
        ) {
            return Err(CheckpointError::Dtype {
                name: name.to_owned(),
                dtype: entry.dtype.as_str().to_owned(),
            });
        }
        let failed = |source| CheckpointError::Tensor {
            name: name.to_owned(),
            source,
        };
        let file = &self.files[entry.file];
        let tensor = Tensor::from_raw_buffer(
            &file.bytes()[entry.start..entry.end],
            entry.dtype,
            shape,
            device,
        )
        .and_then(|tensor| tensor.to_dtype(dtype))
        .map_err(failed)?;
        file.release(entry.start, entry.end);
        Ok(tensor)
    }
}

/// The names of the weight files of `folder`.
fn weight_files(folder: &Path) -> Result<Vec<String>, CheckpointError> {
    for single in ["model.safetensors", "pytorch_model.bin"] {
        let index = format!("{single}.index.json");
        if folder.join(single).exists() {
            return Ok(vec![single.to_owned()]);
        }
        if folder.join(&index).exists() {
            return shards(folder, &index);
        }
    }
    Err(CheckpointError::NoWeights {
        folder: folder.to_owned(),
    })
}

/// The distinct files that an index names; they must lie in the folder itself.
fn shards(folder: &Path, index: &str) -> Result<Vec<String>, CheckpointError> {
    let values = crate::config::read_json(folder, index)?;
    let wrong = |reason: &str| CheckpointError::Damaged {
        file: index.to_owned(),
        reason: reason.to_owned(),
    };
    let map = values
        .get("weight_map")
        .and_then(Value::as_object)
        .ok_or_else(|| wrong("it has no weight_map"))?;
    let mut files = std::collections::BTreeSet::new();
    for file in map.values() {
        let file = file
            .as_str()
            .ok_or_else(|| wrong("its weight_map holds something that is not a file name"))?;
        let plain = Path::new(file).file_name().is_some_and(|name| name == file);
        if !plain || !(file.ends_with(".safetensors") || file.ends_with(".bin")) {
            return Err(wrong(
                "its weight_map names a file outside of the folder, or one that holds no weights",
            ));
        }
        files.insert(file.to_owned());
    }
    if files.is_empty() {
        return Err(wrong("its weight_map is empty"));
    }
    Ok(files.into_iter().collect())
}
