//! BigBirdPegasus: an encoder that reads thousands of tokens, a decoder that writes about them, and
//! the heads on top.
//!
//! Source: `modeling_bigbird_pegasus.py` of transformers, whose class names are kept.

mod causal_lm;
mod conditional_generation;
mod heads;

use candle_core::{DType, Device, Tensor};

pub use causal_lm::BigBirdPegasusForCausalLM;
pub use conditional_generation::{BigBirdPegasusForConditionalGeneration, EncodedSource};
pub use heads::{
    BigBirdPegasusForQuestionAnswering, BigBirdPegasusForSequenceClassification, SpanLogits,
};

use crate::attention::{RandomBlocks, TokenMask};
use crate::checkpoint::{Architecture, Checkpoint, CheckpointError, Weights};
use crate::config::{AttentionType, BigBirdPegasusConfig};
use crate::decoder::{Decoder, DecoderContext};
use crate::encoder::{EncodeProgress, Encoder};
use crate::layers::Embedding;
use crate::stop::Stop;
use crate::{Error, Result};

/// The numbers that weights live in after loading, whatever the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// Exact: agrees with the reference to rounding.
    #[default]
    F32,
    /// Half the memory; meant for GPUs.
    F16,
    /// Half the memory and the range of f32; meant for GPUs.
    Bf16,
    /// A quarter of the memory, and several times the speed: matrices in int8, everything else in f32.
    /// On other devices than the CPU it is f32.
    Int8,
}

impl Precision {
    pub(crate) fn dtype(self) -> DType {
        match self {
            Self::F32 | Self::Int8 => DType::F32,
            Self::F16 => DType::F16,
            Self::Bf16 => DType::BF16,
        }
    }
}

/// How a model is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LoadOptions {
    /// The random blocks of block-sparse attention.
    pub random_blocks: RandomBlocks,
    /// The precision of the weights.
    pub precision: Precision,
    /// The attention of the encoder; `None` is what `config.json` says.
    pub attention_type: Option<AttentionType>,
}

/// Encoder and decoder without a head.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusModel {
    config: BigBirdPegasusConfig,
    encoder: Encoder,
    decoder: Decoder,
    shared: Embedding,
    device: Device,
}

impl BigBirdPegasusModel {
    /// Loads encoder and decoder; a head in the checkpoint is left alone.
    ///
    /// # Errors
    /// When the folder holds another kind of model or its tensors do not fit its configuration.
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

    fn load_below(
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

    /// The configuration.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.config
    }

    /// The encoder.
    pub fn encoder(&self) -> &Encoder {
        &self.encoder
    }

    /// The decoder.
    pub fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    /// Runs both on whole batches, without caches: the hidden states after the final layer norms.
    ///
    /// # Errors
    /// When ids and masks do not fit together or the model.
    pub fn forward(
        &self,
        batch: &SequencePair,
        observe: &mut dyn FnMut(Layer),
    ) -> Result<HiddenStates> {
        let stop = Stop::never();
        let mut failed = None;
        let encoder =
            self.encode_batch(
                batch.ids,
                batch.mask,
                &stop,
                &mut |progress| match progress.hidden() {
                    Ok(hidden) => observe(Layer::Encoder(progress.layer, &hidden)),
                    Err(error) => failed = Some(error),
                },
            )?;
        if let Some(error) = failed {
            return Err(error);
        }
        let mask = mask_or_all(batch.mask, batch.ids);
        let source = self.decoder.remember_source(&encoder, &mask, &stop)?;
        let decoder_mask = batch.decoder_mask.map(|rows| TokenMask::new(rows.to_vec()));
        let context = DecoderContext {
            mask: decoder_mask.as_ref(),
            source: Some(&source),
            ..DecoderContext::default()
        };
        let ids = ids_tensor(batch.decoder_ids, self.config.vocab_size, &self.device)?;
        let decoder = self
            .decoder
            .forward(&ids, context, &stop, &mut |layer, hidden| {
                observe(Layer::Decoder(layer, hidden));
            })?;
        Ok(HiddenStates { encoder, decoder })
    }

    /// Encodes a batch of rows of equal length: `[batch, length, d_model]`.
    ///
    /// # Errors
    /// As [`Encoder::forward`], and when a token is not in the vocabulary.
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

/// Rows of equal length for encoder and decoder; a mask says which tokens are there.
#[derive(Debug, Clone, Copy)]
pub struct SequencePair<'a> {
    /// Tokens of the source.
    pub ids: &'a [Vec<u32>],
    /// Which of them are there; all without it.
    pub mask: Option<&'a [Vec<bool>]>,
    /// Tokens of the text, the start token first.
    pub decoder_ids: &'a [Vec<u32>],
    /// Which of them are there; all without it.
    pub decoder_mask: Option<&'a [Vec<bool>]>,
}

/// The output of a layer, as it is told while a model runs; layer 0 is the embeddings.
#[derive(Debug, Clone, Copy)]
pub enum Layer<'a> {
    /// Of the encoder: number and `[batch, padded length, d_model]`.
    Encoder(usize, &'a Tensor),
    /// Of the decoder: number and `[batch, length, d_model]`.
    Decoder(usize, &'a Tensor),
}

/// What a model without a head yields.
#[derive(Debug, Clone)]
pub struct HiddenStates {
    /// `[batch, source length, d_model]`
    pub encoder: Tensor,
    /// `[batch, text length, d_model]`
    pub decoder: Tensor,
}

/// Rows of ids, checked against the vocabulary, as `[batch, length]`.
pub(crate) fn ids_tensor(rows: &[Vec<u32>], vocab_size: usize, device: &Device) -> Result<Tensor> {
    let length = rows.first().map_or(0, Vec::len);
    if length == 0 {
        return Err(Error::EmptyInput);
    }
    if rows.iter().any(|row| row.len() != length) {
        return Err(Error::Input(
            "the rows of a batch must be padded to one length".to_owned(),
        ));
    }
    if let Some(id) = rows.iter().flatten().find(|id| **id as usize >= vocab_size) {
        return Err(Error::UnknownToken {
            id: *id,
            vocab_size,
        });
    }
    let flat: Vec<u32> = rows.iter().flatten().copied().collect();
    Ok(Tensor::from_vec(flat, (rows.len(), length), device)?)
}

/// What the decoder is fed when it should reproduce `ids`: the start token, then all but the last.
pub fn shift_tokens_right(ids: &[Vec<u32>], decoder_start_token_id: u32) -> Vec<Vec<u32>> {
    let shift = |row: &Vec<u32>| {
        let kept = row.len().saturating_sub(1);
        std::iter::once(decoder_start_token_id)
            .chain(row[..kept].iter().copied())
            .collect()
    };
    ids.iter().map(shift).collect()
}

pub(crate) fn mask_or_all(mask: Option<&[Vec<bool>]>, ids: &[Vec<u32>]) -> TokenMask {
    match mask {
        Some(rows) => TokenMask::new(rows.to_vec()),
        None => TokenMask::all(ids.len(), ids.first().map_or(0, Vec::len)),
    }
}

/// An error unless the checkpoint says that it is `class`.
pub(crate) fn expect(
    checkpoint: &Checkpoint,
    class: Architecture,
    wanted: &'static str,
) -> Result<()> {
    if *checkpoint.architecture() == class {
        return Ok(());
    }
    Err(Error::WrongArchitecture {
        found: checkpoint.architecture().clone(),
        wanted,
    })
}

fn expect_family(checkpoint: &Checkpoint, wanted: &'static str) -> Result<()> {
    match checkpoint.architecture() {
        Architecture::BigBirdPegasusModel
        | Architecture::BigBirdPegasusForConditionalGeneration
        | Architecture::BigBirdPegasusForSequenceClassification
        | Architecture::BigBirdPegasusForQuestionAnswering => Ok(()),
        found => Err(Error::WrongArchitecture {
            found: found.clone(),
            wanted,
        }),
    }
}

/// Names under which checkpoints store a tied embedding again, or one that no module uses.
pub(crate) fn is_tied_copy(name: &str) -> bool {
    let name = name.strip_prefix("model.").unwrap_or(name);
    matches!(
        name,
        "shared.weight"
            | "encoder.embed_tokens.weight"
            | "decoder.embed_tokens.weight"
            | "lm_head.weight"
    )
}
