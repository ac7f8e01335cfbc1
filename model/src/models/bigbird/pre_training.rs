//! The two heads that the encoder was trained with.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use super::prediction_head::{PredictionHead, is_copy};
use crate::Result;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::layers::Linear;
use crate::load::LoadOptions;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::stop::Stop;

/// Says which tokens stand behind masks, and whether the second part of a text follows the first.
#[derive(Debug, Clone)]
pub struct BigBirdForPreTraining {
    bert: BigBirdModel,
    predictions: PredictionHead,
    seq_relationship: Linear,
}

/// The output of [`BigBirdForPreTraining`].
#[derive(Debug, Clone)]
pub struct PreTrainingLogits {
    /// The logits of all words for every token, `[batch, length, vocab_size]`.
    pub prediction: Tensor,
    /// The logits of "the second part follows the first" and "it does not", `[batch, 2]`.
    pub seq_relationship: Tensor,
}

impl BigBirdForPreTraining {
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
        let class = Architecture::BigBirdForPreTraining;
        expect(checkpoint, class, "a model with the heads of training")?;
        let bert = BigBirdModel::load_pooled(checkpoint, options, weights)?;
        let predictions = PredictionHead::load(&bert, &weights.at("cls.predictions"))?;
        let d = bert.config.hidden_size;
        let seq_relationship = Linear::load(d, 2, true, &weights.at("cls.seq_relationship"))?;
        weights.finish(|name| is_buffer(name) || is_copy(name))?;
        Ok(Self {
            bert,
            predictions,
            seq_relationship,
        })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.bert.config
    }

    /// The encoder below the heads.
    pub fn bert(&self) -> &BigBirdModel {
        &self.bert
    }

    /// The logits of both heads.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn forward(
        &self,
        input: &TypedTokens,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<PreTrainingLogits> {
        let hidden = self.bert.forward(input, stop, progress)?;
        let pooled = self.bert.pooled(&hidden)?;
        Ok(PreTrainingLogits {
            prediction: self.predictions.forward(&hidden)?,
            seq_relationship: self.seq_relationship.forward(&pooled)?,
        })
    }
}
