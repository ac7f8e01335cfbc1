//! The heads that judge a text: which class it belongs to, and where an answer is in it. Both give the source,
//! shifted by one, to the decoder and read its output.

use candle_core::{Device, Tensor};

use super::config::BigBirdPegasusConfig;
use super::family::is_tied_copy;
use super::model::{BigBirdPegasusModel, HiddenStates, SequencePair, shift_tokens_right};
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::config::Labels;
use crate::layers::Linear;
use crate::load::LoadOptions;
use crate::models::classification_head::ClassificationHead;
use crate::models::expect::expect;
use crate::models::span_logits::SpanLogits;
use crate::models::values::values_of;
use crate::stop::Stop;
use crate::{Error, Result};

/// Finds which of several classes a text belongs to.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusForSequenceClassification {
    model: BigBirdPegasusModel,
    classification_head: ClassificationHead,
    labels: Labels,
}

impl BigBirdPegasusForSequenceClassification {
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
        let class = Architecture::BigBirdPegasusForSequenceClassification;
        expect(checkpoint, class, "a model that classifies texts")?;
        let labels = Labels::from_json(checkpoint.config())?;
        let model = BigBirdPegasusModel::load_below(checkpoint, options, weights)?;
        let (d, count) = (model.config.d_model, labels.names().len());
        let head = weights.at("classification_head");
        let classification_head = ClassificationHead::load(d, count, &head)?;
        weights.finish(is_tied_copy)?;
        Ok(Self {
            model,
            classification_head,
            labels,
        })
    }

    /// The configuration of the model.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.model.config
    }

    /// The classes, in the order of the logits.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The logits of the classes for a text that ends with the end token.
    ///
    /// # Errors
    /// If the text has no end token, is too long or holds an unknown token, or `stop` interrupts the work.
    pub fn classify(&self, ids: &[u32], stop: &Stop) -> Result<Vec<f32>> {
        let (logits, _) = self.forward_until(&[ids.to_vec()], None, stop)?;
        values_of(&logits)
    }

    /// The logits of the classes, `[batch, num_labels]`, from the last end token of each row, and the hidden
    /// states below.
    ///
    /// # Errors
    /// If a row has no end token, or rows have different numbers of them.
    pub fn forward(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
    ) -> Result<(Tensor, HiddenStates)> {
        self.forward_until(ids, mask, &Stop::never())
    }

    fn forward_until(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        stop: &Stop,
    ) -> Result<(Tensor, HiddenStates)> {
        let eos = self.model.config.eos_token_id;
        let ends = |row: &Vec<u32>| row.iter().filter(|id| **id == eos).count();
        let counts: Vec<usize> = ids.iter().map(ends).collect();
        if counts
            .iter()
            .any(|count| *count == 0 || *count != counts[0])
        {
            return Err(Error::Input(format!(
                "all rows must hold the same number of end tokens, at least one; they hold {counts:?}"
            )));
        }
        let hidden = reread(&self.model, ids, mask, None, stop)?;
        let mut pooled = Vec::with_capacity(ids.len());
        for (row, ids) in ids.iter().enumerate() {
            let last = ids.iter().rposition(|id| *id == eos).unwrap_or(0);
            pooled.push(
                hidden
                    .decoder
                    .narrow(0, row, 1)?
                    .narrow(1, last, 1)?
                    .squeeze(1)?,
            );
        }
        let pooled = Tensor::cat(&pooled, 0)?;
        let logits = self.classification_head.forward(&pooled, Tensor::tanh)?;
        Ok((logits, hidden))
    }
}

/// Finds where the answer to a question is in a text.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusForQuestionAnswering {
    model: BigBirdPegasusModel,
    qa_outputs: Linear,
}

impl BigBirdPegasusForQuestionAnswering {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let class = Architecture::BigBirdPegasusForQuestionAnswering;
        expect(checkpoint, class, "a model that finds answers")?;
        let weights = Weights::new(checkpoint, options.precision, device);
        Self::load_with(checkpoint, options, &weights)
    }

    pub(crate) fn load_with(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let model = BigBirdPegasusModel::load_below(checkpoint, options, weights)?;
        let qa_outputs = Linear::load(model.config.d_model, 2, true, &weights.at("qa_outputs"))?;
        weights.finish(is_tied_copy)?;
        Ok(Self { model, qa_outputs })
    }

    /// The configuration of the model.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.model.config
    }

    /// The logits of starts and ends over the decoder's tokens, and the hidden states below. Without
    /// `decoder_ids` the decoder receives the source, shifted by one.
    ///
    /// # Errors
    /// If ids and masks do not fit together or do not fit the model.
    pub fn forward(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        decoder_ids: Option<&[Vec<u32>]>,
    ) -> Result<(SpanLogits, HiddenStates)> {
        let hidden = reread(&self.model, ids, mask, decoder_ids, &Stop::never())?;
        let logits = self.qa_outputs.forward(&hidden.decoder)?;
        Ok((SpanLogits::from_pairs(&logits)?, hidden))
    }
}

/// Runs encoder and decoder over the same tokens, unless the caller gives the decoder others.
fn reread(
    model: &BigBirdPegasusModel,
    ids: &[Vec<u32>],
    mask: Option<&[Vec<bool>]>,
    decoder_ids: Option<&[Vec<u32>]>,
    stop: &Stop,
) -> Result<HiddenStates> {
    let shifted = match decoder_ids {
        Some(given) => given.to_vec(),
        None => shift_tokens_right(ids, model.config.decoder_start_token_id),
    };
    let pair = SequencePair {
        ids,
        mask,
        decoder_ids: &shifted,
        decoder_mask: None,
    };
    model.forward_until(&pair, stop, &mut |_| {})
}
