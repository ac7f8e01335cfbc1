//! Encoder and decoder of BigBirdPegasus, without a head.

use candle_core::{Device, Tensor};

use super::config::BigBirdPegasusConfig;
use super::decoder::{Decoder, DecoderContext};
use super::encoder::Encoder;
use super::family::{expect_family, is_tied_copy};
use crate::Result;
use crate::attention::TokenMask;
use crate::checkpoint::{Checkpoint, CheckpointError, Weights};
use crate::layers::Embedding;
use crate::load::LoadOptions;
use crate::models::batch::{ids_tensor, mask_or_all};
use crate::models::progress::EncodeProgress;
use crate::stop::Stop;

/// Encoder and decoder without a head.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusModel {
    pub(super) config: BigBirdPegasusConfig,
    encoder: Encoder,
    pub(super) decoder: Decoder,
    pub(super) shared: Embedding,
    pub(super) device: Device,
}

impl BigBirdPegasusModel {
    /// Loads encoder and decoder; ignores a head in the checkpoint.
    ///
    /// # Errors
    /// If the folder holds another kind of model, or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let weights = Weights::new(checkpoint, options.precision, device);
        let model = Self::load_below(checkpoint, options, &weights)?;
        let heads = [
            "lm_head.",
            "classification_head.",
            "qa_outputs.",
            "final_logits_bias",
        ];
        weights
            .finish(|name| is_tied_copy(name) || heads.iter().any(|head| name.starts_with(head)))?;
        Ok(model)
    }

    pub(super) fn load_below(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        expect_family(checkpoint, "an encoder with a decoder")?;
        let mut config = BigBirdPegasusConfig::from_json(checkpoint.config())?;
        config.attention_type = options.attention_type.unwrap_or(config.attention_type);
        let inner = if weights.has_below("model") {
            weights.at("model")
        } else {
            weights.clone()
        };
        let table =
            |weights: &Weights, name: &str| -> std::result::Result<Embedding, CheckpointError> {
                Embedding::load(config.vocab_size, config.d_model, weights, name)
            };
        let (own_encoder, own_decoder) =
            ("encoder.embed_tokens.weight", "decoder.embed_tokens.weight");
        let shared = if inner.has("shared.weight") || !inner.has(own_encoder) {
            table(&inner, "shared.weight")?
        } else {
            table(&inner, own_encoder)?
        };
        // tied models have one table; untied ones may still store only the shared one
        let own = |name: &str| {
            if !config.tie_word_embeddings && inner.has(name) {
                table(&inner, name)
            } else {
                Ok(shared.clone())
            }
        };
        let encoder = Encoder::load(
            &config,
            own(own_encoder)?,
            options.random_blocks,
            &inner.at("encoder"),
        )?;
        let decoder = Decoder::load(&config, own(own_decoder)?, &inner.at("decoder"))?;
        Ok(Self {
            config,
            encoder,
            decoder,
            shared,
            device: weights.device().clone(),
        })
    }

    /// The configuration of the model.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.config
    }

    /// Runs both on whole batches, without caches: the hidden states after the final layer norms.
    ///
    /// # Errors
    /// If ids and masks do not fit together or do not fit the model.
    pub fn forward(
        &self,
        batch: &SequencePair,
        observe: &mut dyn FnMut(Layer),
    ) -> Result<HiddenStates> {
        self.forward_until(batch, &Stop::never(), observe)
    }

    /// The same until `stop` interrupts.
    pub(super) fn forward_until(
        &self,
        batch: &SequencePair,
        stop: &Stop,
        observe: &mut dyn FnMut(Layer),
    ) -> Result<HiddenStates> {
        let mut failed = None;
        let encoder = self.encode_batch(
            batch.ids,
            batch.mask,
            stop,
            &mut |progress| match progress.hidden() {
                Ok(hidden) => observe(Layer::Encoder(progress.layer, &hidden)),
                Err(error) => failed = Some(error),
            },
        )?;
        if let Some(error) = failed {
            return Err(error);
        }
        let mask = mask_or_all(batch.mask, batch.ids);
        let source = self.decoder.remember_source(&encoder, &mask, stop)?;
        let decoder_mask = batch.decoder_mask.map(|rows| TokenMask::new(rows.to_vec()));
        let context = DecoderContext {
            mask: decoder_mask.as_ref(),
            source: Some(&source),
        };
        let ids = ids_tensor(batch.decoder_ids, self.config.vocab_size, &self.device)?;
        let decoder = self
            .decoder
            .forward(&ids, context, stop, &mut |layer, hidden| {
                observe(Layer::Decoder(layer, hidden));
            })?;
        Ok(HiddenStates { encoder, decoder })
    }

    /// Decodes texts beside encoded sources of present tokens: `[batch, text length, d_model]`.
    pub(super) fn decode_batch(
        &self,
        encoded: &Tensor,
        ids: &[Vec<u32>],
        texts: &[Vec<u32>],
        stop: &Stop,
        observe: &mut dyn FnMut(usize),
    ) -> Result<Tensor> {
        let mask = mask_or_all(None, ids);
        let source = self.decoder.remember_source(encoded, &mask, stop)?;
        let context = DecoderContext {
            source: Some(&source),
            ..DecoderContext::default()
        };
        let ids = ids_tensor(texts, self.config.vocab_size, &self.device)?;
        self.decoder
            .forward(&ids, context, stop, &mut |layer, _| observe(layer))
    }

    /// Encodes a batch of rows of equal length: `[batch, length, d_model]`.
    ///
    /// # Errors
    /// If `ids` is empty, its rows differ in length, are longer than the model's positions or hold a token
    /// that is not in the vocabulary, and if `stop` interrupts.
    pub fn encode_batch(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let tensor = ids_tensor(ids, self.config.vocab_size, &self.device)?;
        self.encoder
            .forward(&tensor, &mask_or_all(mask, ids), stop, progress)
    }
}

/// Rows of equal length for encoder and decoder; masks mark the present tokens.
#[derive(Debug, Clone, Copy)]
pub struct SequencePair<'a> {
    /// Token ids of the source.
    pub ids: &'a [Vec<u32>],
    /// The mask of the source; without it, all tokens are present.
    pub mask: Option<&'a [Vec<bool>]>,
    /// Token ids of the text, the start token first.
    pub decoder_ids: &'a [Vec<u32>],
    /// The mask of the text; without it, all tokens are present.
    pub decoder_mask: Option<&'a [Vec<bool>]>,
}

/// The output of a layer while a model runs; layer 0 is the embeddings.
#[derive(Debug, Clone, Copy)]
pub enum Layer<'a> {
    /// The encoder's layer number and `[batch, padded length, d_model]`.
    Encoder(usize, &'a Tensor),
    /// The decoder's layer number and `[batch, length, d_model]`.
    Decoder(usize, &'a Tensor),
}

/// The output of a model without a head.
#[derive(Debug, Clone)]
pub struct HiddenStates {
    /// The encoder's hidden states, `[batch, source length, d_model]`.
    pub encoder: Tensor,
    /// The decoder's hidden states, `[batch, text length, d_model]`.
    pub decoder: Tensor,
}

/// The decoder's input for reproducing `ids`: the start token, then all but the last.
pub fn shift_tokens_right(ids: &[Vec<u32>], decoder_start_token_id: u32) -> Vec<Vec<u32>> {
    let shift = |row: &Vec<u32>| {
        let kept = row.len().saturating_sub(1);
        std::iter::once(decoder_start_token_id)
            .chain(row[..kept].iter().copied())
            .collect()
    };
    ids.iter().map(shift).collect()
}
