//! The encoder as a masked language model.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use super::prediction_head::{PredictionHead, is_copy};
use crate::Result;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::load::LoadOptions;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::stop::Stop;

/// Says for every token how well each word of the vocabulary would stand there.
#[derive(Debug, Clone)]
pub struct BigBirdForMaskedLM {
    bert: BigBirdModel,
    cls: PredictionHead,
}

impl BigBirdForMaskedLM {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let class = Architecture::BigBirdForMaskedLM;
        expect(checkpoint, class, "a masked language model")?;
        let bert = BigBirdModel::load_below(checkpoint, options, weights, false)?;
        let cls = PredictionHead::load(&bert, &weights.at("cls.predictions"))?;
        let beside = ["bert.pooler.", "cls.seq_relationship."];
        weights.finish(|name| {
            let other = beside.iter().any(|part| name.starts_with(part));
            is_buffer(name) || is_copy(name) || other
        })?;
        Ok(Self { bert, cls })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.bert.config
    }

    /// The encoder below the head.
    pub fn bert(&self) -> &BigBirdModel {
        &self.bert
    }

    /// The logits of all words for every token, `[batch, length, vocab_size]`. They take much memory for long
    /// texts: [`Self::logits`] computes those of some tokens.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn forward(
        &self,
        input: &TypedTokens,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        self.logits(&self.bert.forward(input, stop, progress)?)
    }

    /// The logits of all words, `[.., vocab_size]`, for hidden states `[.., hidden_size]` of [`Self::bert`].
    ///
    /// # Errors
    /// If the shape does not fit.
    pub fn logits(&self, hidden: &Tensor) -> Result<Tensor> {
        self.cls.forward(hidden)
    }
}
