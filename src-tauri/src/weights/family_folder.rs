//! A folder with a model of the BigBird family that classifies, predicts tokens or makes vectors, checked without loading it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bigbird_pegasus::tokenizer::{BigBirdTokenizer, Encoding, PegasusTokenizer};
use bigbird_pegasus::{
    Architecture, BigBirdConfig, BigBirdPegasusConfig, Checkpoint, ConfigError, Labels, Precision,
};

use super::device;
use super::family_task::FamilyTask;
use super::folder::{self, checkpoint, fits_tokenizer};
use super::kept_model::Identity;
use super::{ModelError, kind};

/// A valid folder of such a model.
#[derive(Clone)]
pub struct FamilyFolder {
    /// The folder's path.
    pub path: PathBuf,
    /// The name that people see.
    pub name: String,
    /// Distinguishes models of the same name.
    pub fingerprint: String,
    /// The classes, if it classifies.
    pub labels: Option<Labels>,
    /// Whether it says something of each token, and not of the whole input.
    pub per_token: bool,
    /// Width of its vectors.
    pub width: usize,
    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub unused: Vec<String>,
    /// Everything that the model does, whatever it was opened for.
    pub(super) tasks: Vec<FamilyTask>,
    /// Whether there is a conversion to int8 for its kind.
    pub(super) convertible: bool,
    /// Longest input in tokens, in whole blocks.
    positions: usize,
    pub(super) task: FamilyTask,
    tokenizer: Tokenizer,
    pub(super) parameters: u64,
    pub(super) precision: Precision,
    /// Values that the model computes for each token of its input.
    pub(super) values: u64,
}

#[derive(Clone)]
enum Tokenizer {
    BigBird(Arc<BigBirdTokenizer>),
    Pegasus(Arc<PegasusTokenizer>),
}

/// The part of a configuration that a folder needs.
struct Shape {
    positions: usize,
    block: usize,
    width: usize,
    values: usize,
    tokenizer: Tokenizer,
}

impl Shape {
    fn of(checkpoint: &Checkpoint) -> Result<Self, ModelError> {
        let path = checkpoint.folder();
        if *checkpoint.architecture() == Architecture::BigBirdPegasusForSequenceClassification {
            let config = BigBirdPegasusConfig::read(path).map_err(damaged)?;
            let tokenizer = PegasusTokenizer::open(path)?;
            fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
            return Ok(Self {
                positions: config.max_position_embeddings,
                block: config.block_size,
                width: config.d_model,
                values: 14 * config.d_model + 2 * config.encoder_ffn_dim,
                tokenizer: Tokenizer::Pegasus(Arc::new(tokenizer)),
            });
        }
        let config = BigBirdConfig::read(path).map_err(damaged)?;
        let tokenizer = BigBirdTokenizer::open(path)?;
        fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
        Ok(Self {
            positions: config.max_position_embeddings,
            block: config.block_size,
            width: config.hidden_size,
            values: 10 * config.hidden_size + 2 * config.intermediate_size,
            tokenizer: Tokenizer::BigBird(Arc::new(tokenizer)),
        })
    }
}

fn damaged(error: ConfigError) -> ModelError {
    ModelError::Damaged(error.to_string())
}

impl FamilyFolder {
    /// Opens a folder for a task: reads the configuration, headers and tokenizer, but not the weights.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds a model that does not do this.
    pub fn open(path: &Path, task: FamilyTask) -> Result<Self, ModelError> {
        let checkpoint = checkpoint(path)?;
        let path = checkpoint.folder();
        let architecture = checkpoint.architecture();
        if !task.is_done_by(architecture) {
            return Err(ModelError::NotForTask {
                task,
                found: kind(architecture),
            });
        }
        let classifies = matches!(task, FamilyTask::ClassifyText | FamilyTask::ClassifyBases);
        let labels = match classifies {
            true => Some(labels(&checkpoint)?),
            false => None,
        };
        let shape = Shape::of(&checkpoint)?;
        if let (FamilyTask::Predict, Tokenizer::BigBird(tokenizer)) = (task, &shape.tokenizer)
            && tokenizer.mask_token_id().is_none()
        {
            return Err(ModelError::Damaged("its tokenizer has no [MASK]".into()));
        }
        Ok(Self {
            path: path.to_owned(),
            name: folder::name(path),
            fingerprint: folder::fingerprint(path)
                .map_err(|error| ModelError::Damaged(format!("it cannot be read: {error}")))?,
            labels,
            per_token: *architecture == Architecture::BigBirdForTokenClassification,
            width: shape.width,
            // what a head would use is unused where the encoder alone is wanted
            unused: match task {
                FamilyTask::Encode if *architecture != Architecture::BigBirdModel => Vec::new(),
                _ => pagewing_models::survey(&checkpoint)?,
            },
            tasks: FamilyTask::kept_for(architecture),
            convertible: matches!(
                architecture,
                Architecture::BigBirdForMaskedLM
                    | Architecture::BigBirdForSequenceClassification
                    | Architecture::BigBirdForTokenClassification
            ),
            positions: match shape.positions - shape.positions % shape.block.max(1) {
                0 => shape.positions,
                whole => whole,
            },
            task,
            tokenizer: shape.tokenizer,
            parameters: checkpoint.parameters(),
            precision: device::own_precision(&checkpoint),
            values: shape.values as u64,
        })
    }

    /// The most tokens of an input, without markers.
    pub fn room(&self) -> usize {
        let markers = match self.tokenizer {
            Tokenizer::BigBird(_) => 2,
            Tokenizer::Pegasus(_) => 1,
        };
        self.positions.saturating_sub(markers)
    }

    /// Whether a person gave the classes names. Training scripts that were not told any write `LABEL_0` and so on.
    pub fn names_classes(&self) -> bool {
        self.labels.as_ref().is_some_and(|labels| {
            let mut names = labels.names().iter().enumerate();
            labels.are_named() && !names.all(|(index, name)| *name == format!("LABEL_{index}"))
        })
    }

    /// The tokens of a text, without markers.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] if the tokenizer's rules fail on this text.
    pub fn encode(&self, text: &str) -> Result<Encoding, ModelError> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => Ok(tokenizer.encode(text)?),
            Tokenizer::Pegasus(tokenizer) => {
                let mut encoding = tokenizer.encode(text);
                // its end token
                encoding.ids.pop();
                encoding.offsets.pop();
                Ok(encoding)
            }
        }
    }

    /// The share of a text's tokens that stand for something unknown.
    ///
    /// # Errors
    /// The same as for [`Self::encode`].
    pub(super) fn unknown(&self, text: &str) -> Result<f32, ModelError> {
        let unknown = match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => tokenizer.unk_token_id(),
            Tokenizer::Pegasus(_) => None,
        };
        let ids = self.encode(text)?.ids;
        let count = ids.iter().filter(|id| Some(**id) == unknown).count();
        Ok(count as f32 / ids.len().max(1) as f32)
    }

    /// The token that stands for one that is hidden, if the vocabulary has it.
    pub(super) fn mask(&self) -> Option<u32> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => tokenizer.mask_token_id(),
            Tokenizer::Pegasus(_) => None,
        }
    }

    /// An input of these tokens, with its markers.
    pub(super) fn marked(&self, ids: &[u32]) -> Vec<u32> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => {
                let ends = (tokenizer.cls_token_id(), tokenizer.sep_token_id());
                [&[ends.0][..], ids, &[ends.1][..]].concat()
            }
            Tokenizer::Pegasus(tokenizer) => [ids, &[tokenizer.eos_token_id()][..]].concat(),
        }
    }

    pub(super) fn memory(&self) -> u64 {
        device::bytes_per_weight(self.precision) * self.parameters
            + device::bytes_per_value(self.precision) * self.positions as u64 * self.values
    }

    pub(super) fn identity(&self) -> Identity {
        Identity {
            path: self.path.clone(),
            fingerprint: self.fingerprint.clone(),
            bytes: device::bytes_per_weight(self.precision) * self.parameters,
        }
    }
}

/// The classes that a configuration names, which must be as many as the weights tell apart.
fn labels(checkpoint: &Checkpoint) -> Result<Labels, ModelError> {
    let labels = Labels::from_json(checkpoint.config()).map_err(damaged)?;
    let heads = [
        "classifier.out_proj.weight",
        "classifier.weight",
        "classification_head.out_proj.weight",
    ];
    let classes = heads
        .iter()
        .find_map(|name| checkpoint.shape(name)?.first().copied());
    match classes {
        Some(classes) if classes != labels.names().len() => Err(ModelError::WrongLabels {
            labels: labels.names().len(),
            classes,
        }),
        _ => Ok(labels),
    }
}
