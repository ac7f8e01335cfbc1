//! The head that says which tokens stand behind masks: a transformation and a product with all words.

use candle_core::Tensor;

use super::model::BigBirdModel;
use crate::checkpoint::Weights;
use crate::config::Activation;
use crate::layers::{LayerNorm, Linear, Weight};
use crate::{Error, Result};

/// `cls.predictions` of a checkpoint.
#[derive(Debug, Clone)]
pub(super) struct PredictionHead {
    dense: Linear,
    activation: Activation,
    norm: LayerNorm,
    decoder: Linear,
}

impl PredictionHead {
    /// Loads the head over an encoder. Its words are those of the encoder, unless the configuration unties them; the
    /// bias of untied words is the decoder's own, if the file has it.
    pub(super) fn load(bert: &BigBirdModel, weights: &Weights) -> Result<Self> {
        let config = &bert.config;
        let (d, words) = (config.hidden_size, config.vocab_size);
        let transform = weights.at("transform");
        let (table, biases) = match config.tie_word_embeddings {
            true => (
                bert.word_embeddings.weight().clone(),
                ["bias", "decoder.bias"],
            ),
            false => (
                Weight::load(words, d, weights, "decoder.weight")?,
                ["decoder.bias", "bias"],
            ),
        };
        if matches!(table, Weight::Table(_)) {
            return Err(Error::Input(
                "the word embeddings are packed, so they cannot predict tokens".to_owned(),
            ));
        }
        let bias = biases.into_iter().find(|name| weights.has(name));
        let bias = weights.get(&[words], bias.unwrap_or("bias"))?;
        Ok(Self {
            dense: Linear::load(d, d, true, &transform.at("dense"))?,
            activation: config.hidden_act,
            norm: LayerNorm::load(d, config.layer_norm_eps, &transform.at("LayerNorm"))?,
            decoder: Linear::with_weight(table, Some(bias))?,
        })
    }

    /// `hidden [.., hidden_size]` to logits `[.., vocab_size]`.
    pub(super) fn forward(&self, hidden: &Tensor) -> Result<Tensor> {
        let x = self.activation.forward(&self.dense.forward(hidden)?)?;
        Ok(self.decoder.forward(&self.norm.forward(&x)?)?)
    }
}

/// Whether a tensor repeats another of the head, as files of PyTorch have them.
pub(super) fn is_copy(name: &str) -> bool {
    matches!(
        name,
        "cls.predictions.bias" | "cls.predictions.decoder.weight" | "cls.predictions.decoder.bias"
    )
}
