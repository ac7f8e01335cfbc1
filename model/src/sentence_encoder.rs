//! Sentence embeddings: a BERT encoder, the mean over its tokens, unit length (the architecture of
//! `sentence-transformers/all-MiniLM-L6-v2`).
//!
//! BERT's layers are those of [`BigBirdModel`] with full attention; only the pooler, which embeddings do
//! not use, has another name. Source: `modeling_bert.py` of transformers, and `Pooling` and `Normalize` of
//! sentence-transformers (Reimers and Gurevych 2019, <https://arxiv.org/abs/1908.10084>).

use candle_core::{DType, Device};

use crate::bigbird::{BigBirdModel, TypedTokens, is_buffer};
use crate::bigbird_pegasus::LoadOptions;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::config::{AttentionType, BigBirdConfig};
use crate::stop::Stop;
use crate::{Error, Result};

/// Shorter vectors have no direction.
const LEAST_LENGTH: f32 = 1e-12;

/// A text becomes a vector of unit length; texts that mean alike have a small angle.
#[derive(Debug, Clone)]
pub struct SentenceEncoder {
    bert: BigBirdModel,
}

impl SentenceEncoder {
    /// Whether a folder's configuration says that it holds such an encoder.
    pub fn is_one(architecture: &Architecture) -> bool {
        matches!(architecture, Architecture::Other(name) if name == "BertModel")
    }

    /// Loads the model of a folder.
    ///
    /// # Errors
    /// When the folder holds another kind of model or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let found = checkpoint.architecture();
        if !Self::is_one(found) {
            return Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a sentence encoder (BertModel)",
            });
        }
        let weights = Weights::new(checkpoint, options.precision, device);
        let options = LoadOptions {
            attention_type: Some(AttentionType::OriginalFull),
            ..options
        };
        let bert = BigBirdModel::load_below(checkpoint, options, &weights)?;
        weights.finish(|name| is_buffer(name) || name.contains("pooler."))?;
        Ok(Self { bert })
    }

    /// The configuration.
    pub fn config(&self) -> &BigBirdConfig {
        self.bert.config()
    }

    /// The vector of `[CLS] text [SEP]`: `hidden_size` numbers of unit length.
    ///
    /// # Errors
    /// When there is no token or too many, or the work was interrupted.
    pub fn embed(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        let rows = [ids.to_vec()];
        let tokens = TypedTokens {
            ids: &rows,
            mask: None,
            token_types: None,
        };
        if ids.is_empty() {
            return Err(Error::EmptyInput);
        }
        let hidden = self.bert.forward(&tokens, stop, &mut |_| {})?;
        let mean: Vec<f32> = hidden
            .to_dtype(DType::F32)?
            .mean(1)?
            .squeeze(0)?
            .to_vec1()?;
        let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt();
        Ok(mean.iter().map(|x| x / length.max(LEAST_LENGTH)).collect())
    }
}
