//! The decoder alone, as a language model, with or without a source.

use candle_core::{Device, Tensor};

use super::config::BigBirdPegasusConfig;
use super::decoder::{Decoder, DecoderContext};
use crate::attention::TokenMask;
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::layers::{Embedding, Linear, Weight};
use crate::load::LoadOptions;
use crate::models::batch::ids_tensor;
use crate::models::expect::expect;
use crate::stop::Stop;
use crate::{Error, Result};

/// The decoder with its output layer.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusForCausalLM {
    config: BigBirdPegasusConfig,
    decoder: Decoder,
    lm_head: Linear,
    device: Device,
}

impl BigBirdPegasusForCausalLM {
    /// Loads the model of a folder. If it has no output layer of its own, the embedding serves as one.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        expect(
            checkpoint,
            Architecture::BigBirdPegasusForCausalLM,
            "a language model",
        )?;
        let config = BigBirdPegasusConfig::from_json(checkpoint.config())?;
        let weights = Weights::new(checkpoint, options.precision, device);
        let below = weights.at("model.decoder");
        let (words, d) = (config.vocab_size, config.d_model);
        let table = Embedding::load(words, d, &below, "embed_tokens.weight")?;
        let output = if weights.has("lm_head.weight") {
            Weight::load(words, d, &weights, "lm_head.weight")?
        } else {
            table.weight().clone()
        };
        let decoder = Decoder::load(&config, table, &below)?;
        weights.finish(|_| false)?;
        Ok(Self {
            config,
            decoder,
            lm_head: Linear::with_weight(output, None)?,
            device: device.clone(),
        })
    }

    /// The configuration of the model.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.config
    }

    /// The logits of the tokens that follow each token, `[batch, length, vocab_size]`. With `source` (hidden
    /// states `[batch, source length, d_model]` and the mask of present ones) the decoder reads that, too;
    /// without `source`, it skips its cross-attention.
    ///
    /// # Errors
    /// If ids, masks and source do not fit together or do not fit the model.
    pub fn forward(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        source: Option<(&Tensor, &[Vec<bool>])>,
    ) -> Result<Tensor> {
        let stop = Stop::never();
        let memory = match source {
            None => None,
            Some((hidden, mask)) => {
                let (batch, length, _) = hidden.dims3()?;
                if batch != ids.len()
                    || mask.len() != batch
                    || mask.iter().any(|row| row.len() != length)
                {
                    return Err(Error::Input(
                        "the source and its mask do not fit the ids".to_owned(),
                    ));
                }
                let mask = TokenMask::new(mask.to_vec());
                Some(self.decoder.remember_source(hidden, &mask, &stop)?)
            }
        };
        let mask = mask.map(|rows| TokenMask::new(rows.to_vec()));
        let context = DecoderContext {
            mask: mask.as_ref(),
            source: memory.as_ref(),
        };
        let ids = ids_tensor(ids, self.config.vocab_size, &self.device)?;
        let hidden = self.decoder.forward(&ids, context, &stop, &mut |_, _| {})?;
        Ok(self.lm_head.forward(&hidden)?)
    }
}
