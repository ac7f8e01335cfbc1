//! A model that classifies whole texts, whichever of the two architectures a folder has.

use candle_core::Device;

use super::bigbird::BigBirdForSequenceClassification;
use super::bigbird_pegasus::BigBirdPegasusForSequenceClassification;
use crate::checkpoint::{Architecture, Checkpoint};
use crate::config::Labels;
use crate::load::LoadOptions;
use crate::stop::Stop;
use crate::{Error, Result};

/// A model that finds the class of a text.
#[derive(Debug, Clone)]
pub enum SequenceClassifier {
    /// The encoder alone; texts are `[CLS] text [SEP]`.
    BigBird(BigBirdForSequenceClassification),
    /// Encoder and decoder; texts are `text </s>`.
    BigBirdPegasus(BigBirdPegasusForSequenceClassification),
}

impl SequenceClassifier {
    /// Whether a folder's configuration declares such a model.
    pub fn is_one(architecture: &Architecture) -> bool {
        matches!(
            architecture,
            Architecture::BigBirdForSequenceClassification
                | Architecture::BigBirdPegasusForSequenceClassification
        )
    }

    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors or labels do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        match checkpoint.architecture() {
            Architecture::BigBirdForSequenceClassification => {
                BigBirdForSequenceClassification::load(checkpoint, device, options)
                    .map(Self::BigBird)
            }
            Architecture::BigBirdPegasusForSequenceClassification => {
                BigBirdPegasusForSequenceClassification::load(checkpoint, device, options)
                    .map(Self::BigBirdPegasus)
            }
            found => Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a model that classifies texts",
            }),
        }
    }

    /// The classes, in the order of the logits.
    pub fn labels(&self) -> &Labels {
        match self {
            Self::BigBird(model) => model.labels(),
            Self::BigBirdPegasus(model) => model.labels(),
        }
    }

    /// The most tokens of a text, its marks included.
    pub fn max_tokens(&self) -> usize {
        match self {
            Self::BigBird(model) => model.config().max_position_embeddings,
            Self::BigBirdPegasus(model) => model.config().max_position_embeddings,
        }
    }

    /// The logits of the classes; [`Labels::probabilities`] turns them into probabilities.
    ///
    /// # Errors
    /// If the text lacks its marks, is too long or holds an unknown token, or `stop` interrupts the work.
    pub fn classify(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        match self {
            Self::BigBird(model) => model.classify(ids, stop),
            Self::BigBirdPegasus(model) => model.classify(ids, stop),
        }
    }
}
