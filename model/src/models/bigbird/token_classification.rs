//! The head that finds the class of every token.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use crate::Result;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::config::Labels;
use crate::layers::Linear;
use crate::load::LoadOptions;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::stop::Stop;

/// Finds for every token which of several classes it belongs to.
#[derive(Debug, Clone)]
pub struct BigBirdForTokenClassification {
    bert: BigBirdModel,
    classifier: Linear,
    labels: Labels,
}

impl BigBirdForTokenClassification {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors or labels do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let class = Architecture::BigBirdForTokenClassification;
        expect(checkpoint, class, "a model that classifies tokens")?;
        let labels = Labels::from_json(checkpoint.config())?;
        let bert = BigBirdModel::load_below(checkpoint, options, weights, false)?;
        let (d, count) = (bert.config.hidden_size, labels.names().len());
        let classifier = Linear::load(d, count, true, &weights.at("classifier"))?;
        weights.finish(|name| is_buffer(name) || name.starts_with("bert.pooler."))?;
        Ok(Self {
            bert,
            classifier,
            labels,
        })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.bert.config
    }

    /// The classes, in the order of the logits.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The encoder below the head.
    pub fn bert(&self) -> &BigBirdModel {
        &self.bert
    }

    /// The logits of the classes for every token, `[batch, length, labels]`.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn forward(
        &self,
        input: &TypedTokens,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let hidden = self.bert.forward(input, stop, progress)?;
        Ok(self.classifier.forward(&hidden)?)
    }
}
