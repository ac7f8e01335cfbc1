//! The head that chooses one of several texts.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::layers::Linear;
use crate::load::LoadOptions;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::stop::Stop;
use crate::{Error, Result};

/// Chooses one of several texts, such as a question each with another of its answers.
#[derive(Debug, Clone)]
pub struct BigBirdForMultipleChoice {
    bert: BigBirdModel,
    classifier: Linear,
}

impl BigBirdForMultipleChoice {
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
        let class = Architecture::BigBirdForMultipleChoice;
        expect(checkpoint, class, "a model that chooses between texts")?;
        let bert = BigBirdModel::load_pooled(checkpoint, options, weights)?;
        let d = bert.config.hidden_size;
        let classifier = Linear::load(d, 1, true, &weights.at("classifier"))?;
        weights.finish(is_buffer)?;
        Ok(Self { bert, classifier })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.bert.config
    }

    /// The encoder below the head.
    pub fn bert(&self) -> &BigBirdModel {
        &self.bert
    }

    /// The logits of the choices, `[batch, choices]`. The rows of `input` are the choices of the first text, then
    /// those of the second and so on.
    ///
    /// # Errors
    /// If the number of rows is not a multiple of `choices`; otherwise the same as for [`BigBirdModel::forward`].
    pub fn forward(
        &self,
        input: &TypedTokens,
        choices: usize,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let rows = input.ids.len();
        if choices == 0 || !rows.is_multiple_of(choices) {
            return Err(Error::Input(format!(
                "{rows} rows cannot be groups of {choices} choices"
            )));
        }
        let hidden = self.bert.forward(input, stop, progress)?;
        let logits = self.classifier.forward(&self.bert.pooled(&hidden)?)?;
        Ok(logits.reshape((rows / choices, choices))?)
    }
}
