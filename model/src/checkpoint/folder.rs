//! Opening a model folder: its configuration and the headers of its weight files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::architecture::Architecture;
use super::converted::Conversion;
use super::entry::TensorEntry;
use super::error::CheckpointError;
use super::format::ConversionFormat;
use super::mapped::MappedFile;
use super::{pytorch, safetensors};
use crate::config::read_object;

/// An opened model folder.
#[derive(Debug)]
pub struct Checkpoint {
    folder: PathBuf,
    config: Map<String, Value>,
    architecture: Architecture,
    pub(super) files: Vec<Arc<MappedFile>>,
    pub(super) tensors: BTreeMap<String, TensorEntry>,
    conversion: Option<Conversion>,
    format: ConversionFormat,
}

impl Checkpoint {
    /// Opens `folder`: reads its configuration and the headers of its weight files, no tensor data.
    ///
    /// Looks for `model.safetensors`, `model.safetensors.index.json`, `pytorch_model.bin` and
    /// `pytorch_model.bin.index.json`, in this order.
    ///
    /// # Errors
    /// If the folder, its configuration or its weights are missing or invalid.
    pub fn open(folder: &Path) -> Result<Self, CheckpointError> {
        Self::open_as(folder, ConversionFormat::INT8)
    }

    /// Opens `folder`; its weights may be converted in a format of the application's own.
    ///
    /// # Errors
    /// The same as for [`Self::open`].
    pub fn open_as(folder: &Path, format: ConversionFormat) -> Result<Self, CheckpointError> {
        if !folder.is_dir() {
            return Err(CheckpointError::NoFolder {
                folder: folder.to_owned(),
            });
        }
        let config = read_object(folder, "config.json")?;
        let mut checkpoint = Self {
            folder: folder.to_owned(),
            architecture: Architecture::from_config(&config),
            config,
            files: Vec::new(),
            tensors: BTreeMap::new(),
            conversion: None,
            format,
        };
        for name in weight_files(folder)? {
            let file = MappedFile::open(&folder.join(&name), &name)?;
            let entries = if name.ends_with(".safetensors") {
                let (entries, conversion) =
                    safetensors::entries(&file, checkpoint.files.len(), &format)?;
                checkpoint.conversion = checkpoint.conversion.or(conversion);
                entries
            } else {
                pytorch::entries(&file, checkpoint.files.len())?
            };
            checkpoint.files.push(Arc::new(file));
            checkpoint.tensors.extend(entries);
        }
        Ok(checkpoint)
    }

    /// The path of the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The architecture that `config.json` declares.
    pub fn architecture(&self) -> &Architecture {
        &self.architecture
    }

    /// The fields of `config.json`.
    pub fn config(&self) -> &Map<String, Value> {
        &self.config
    }

    /// The description of the int8 conversion, if the weights are converted.
    pub fn conversion(&self) -> Option<&Conversion> {
        self.conversion.as_ref()
    }

    /// The format of converted weights, for reading and for writing.
    pub fn format(&self) -> ConversionFormat {
        self.format
    }

    /// The shape of the tensor `name`, outermost dimension first.
    pub fn shape(&self, name: &str) -> Option<&[usize]> {
        self.tensors.get(name).map(|entry| entry.shape.as_slice())
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

/// The distinct files that an index names; they must be in the folder itself.
fn shards(folder: &Path, index: &str) -> Result<Vec<String>, CheckpointError> {
    let values = read_object(folder, index)?;
    let wrong = |reason: &str| CheckpointError::Damaged {
        file: index.to_owned(),
        source: reason.into(),
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
