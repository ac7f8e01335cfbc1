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
use super::place::{model_folder, weight_files};
use super::{pytorch, safetensors};
use crate::config::read_object;

/// The prefixes that PyTorch's wrappers of models give to all names.
const WRAPPERS: [&str; 2] = ["module.", "_orig_mod."];

/// An opened model folder.
#[derive(Debug)]
pub struct Checkpoint {
    folder: PathBuf,
    config: Map<String, Value>,
    architecture: Architecture,
    pub(super) files: Vec<Arc<MappedFile>>,
    pub(super) tensors: BTreeMap<String, TensorEntry>,
    conversion: Option<Conversion>,
    plan: Option<Conversion>,
    format: ConversionFormat,
}

impl Checkpoint {
    /// Opens `folder`: reads its configuration and the headers of its weight files, no tensor data.
    ///
    /// Looks for `model.safetensors`, `model.safetensors.index.json`, `pytorch_model.bin` and
    /// `pytorch_model.bin.index.json`, in this order, and then for the only file of another name. The model may
    /// be in a subfolder, see [`model_folder`].
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
        let folder = &model_folder(folder);
        let config = read_object(folder, "config.json")?;
        let mut checkpoint = Self {
            folder: folder.to_owned(),
            architecture: Architecture::from_config(&config),
            config,
            files: Vec::new(),
            tensors: BTreeMap::new(),
            conversion: None,
            plan: None,
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
        checkpoint.unwrap_names();
        Ok(checkpoint)
    }

    /// Removes the prefixes of PyTorch's wrappers (`DataParallel`, `compile`), if all names have them.
    fn unwrap_names(&mut self) {
        while let Some(prefix) = WRAPPERS
            .iter()
            .find(|prefix| self.tensors.keys().all(|name| name.starts_with(**prefix)))
        {
            let tensors = std::mem::take(&mut self.tensors).into_iter();
            let unwrapped = |(name, entry): (String, TensorEntry)| {
                let rest = name.strip_prefix(prefix).map(str::to_owned);
                (rest.unwrap_or(name), entry)
            };
            self.tensors = tensors.map(unwrapped).collect();
            if self.tensors.is_empty() {
                return;
            }
        }
    }

    /// The path of the folder that holds the model. It may be below the folder that was opened.
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

    /// Sets which matrices loading in int8 rounds: those that `plan` lists. Without a plan it rounds all.
    /// [`crate::conversion::plan`] makes one.
    #[must_use]
    pub fn with_plan(mut self, plan: Conversion) -> Self {
        self.plan = Some(plan);
        self
    }

    /// The matrices that loading in int8 rounds, if they were chosen.
    pub fn plan(&self) -> Option<&Conversion> {
        self.plan.as_ref()
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

    /// The names of the weight files, in the order of opening.
    pub fn weight_files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
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
