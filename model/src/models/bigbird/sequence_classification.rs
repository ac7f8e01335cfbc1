//! The head that finds the class of a text, from its first token.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::model::{BigBirdModel, TypedTokens, is_buffer};
use crate::Result;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::config::Labels;
use crate::load::LoadOptions;
use crate::models::classification_head::ClassificationHead;
use crate::models::expect::expect;
use crate::models::progress::EncodeProgress;
use crate::models::values::values_of;
use crate::stop::Stop;

/// Finds which of several classes a text belongs to.
#[derive(Debug, Clone)]
pub struct BigBirdForSequenceClassification {
    bert: BigBirdModel,
    classifier: ClassificationHead,
    labels: Labels,
}

impl BigBirdForSequenceClassification {
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
        let class = Architecture::BigBirdForSequenceClassification;
        expect(checkpoint, class, "a model that classifies texts")?;
        let labels = Labels::from_json(checkpoint.config())?;
        let bert = BigBirdModel::load_below(checkpoint, options, weights, false)?;
        let (d, count) = (bert.config.hidden_size, labels.names().len());
        let classifier = ClassificationHead::load(d, count, &weights.at("classifier"))?;
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

    /// The logits of the classes, `[batch, labels]`.
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
        let first = hidden.narrow(1, 0, 1)?.squeeze(1)?;
        let activation = self.bert.config.hidden_act;
        self.classifier.forward(&first, |x| activation.forward(x))
    }

    /// The logits of the classes for `[CLS] text [SEP]`.
    ///
    /// # Errors
    /// The same as for [`BigBirdModel::forward`].
    pub fn classify(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        let rows = [ids.to_vec()];
        let input = TypedTokens {
            ids: &rows,
            mask: None,
            token_types: None,
        };
        values_of(&self.forward(&input, stop, &mut |_| {})?)
    }
}
