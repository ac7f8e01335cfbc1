//! BigBirdPegasus: an encoder that reads thousands of tokens, a decoder that writes about them, and
//! the heads on top.
//!
//! Source: `modeling_bigbird_pegasus.py` of transformers, whose class names are kept.

use candle_core::{DType, Device, Tensor};

use crate::attention::weights::SourceWeights;
use crate::attention::{RandomBlocks, TokenMask};
use crate::checkpoint::{Architecture, Checkpoint, CheckpointError, Weights};
use crate::config::{AttentionType, BigBirdPegasusConfig, GenerationConfig};
use crate::decoder::{DecodedMemory, Decoder, DecoderContext, SourceMemory};
use crate::encoder::{EncodeProgress, Encoder};
use crate::generation::{self, GenerateOptions, Generated, GenerationEvent, NextTokens, Step};
use crate::layers::Embedding;
use crate::linear::Linear;
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
}

impl Precision {
    pub(crate) fn dtype(self) -> DType {
        match self {
            Self::F32 => DType::F32,
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
        let weights = Weights::new(checkpoint, options.precision.dtype(), device);
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
        let shape = [config.vocab_size, config.d_model];
        let table =
            |weights: &Weights, name: &str| -> std::result::Result<Embedding, CheckpointError> {
                Ok(Embedding::new(weights.get(&shape, name)?))
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
        let encoder = self.encode_batch(batch.ids, batch.mask, &stop, &mut |progress| {
            observe(Layer::Encoder(progress.layer, progress.hidden));
        })?;
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

/// A document that was read and can be written about any number of times.
#[derive(Debug, Clone)]
pub struct EncodedSource {
    ids: Vec<u32>,
    memory: SourceMemory,
}

impl EncodedSource {
    /// The tokens that were read.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }
}

/// The model that writes summaries.
#[derive(Debug, Clone)]
pub struct BigBirdPegasusForConditionalGeneration {
    model: BigBirdPegasusModel,
    lm_head: Linear,
    generation_config: GenerationConfig,
}

impl BigBirdPegasusForConditionalGeneration {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// When the folder holds another kind of model or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        if *checkpoint.architecture() != Architecture::BigBirdPegasusForConditionalGeneration {
            return Err(Error::WrongArchitecture {
                found: checkpoint.architecture().clone(),
                wanted: "a model that writes summaries (BigBirdPegasusForConditionalGeneration)",
            });
        }
        let generation_config = GenerationConfig::read(checkpoint.folder())?;
        let weights = Weights::new(checkpoint, options.precision.dtype(), device);
        let model = BigBirdPegasusModel::load_below(checkpoint, options, &weights)?;
        let config = &model.config;
        let bias = if weights.has("final_logits_bias") {
            let bias = weights.get(&[1, config.vocab_size], "final_logits_bias")?;
            Some(bias.flatten_all()?)
        } else {
            None
        };
        let table = if config.tie_word_embeddings {
            model.shared.weight().clone()
        } else {
            weights.get(&[config.vocab_size, config.d_model], "lm_head.weight")?
        };
        weights.finish(is_tied_copy)?;
        Ok(Self {
            lm_head: Linear::new(table, bias),
            model,
            generation_config,
        })
    }

    /// The configuration.
    pub fn config(&self) -> &BigBirdPegasusConfig {
        &self.model.config
    }

    /// How the checkpoint wants to be generated with.
    pub fn generation_config(&self) -> &GenerationConfig {
        &self.generation_config
    }

    /// Encoder and decoder.
    pub fn model(&self) -> &BigBirdPegasusModel {
        &self.model
    }

    /// `hidden [.., d_model]` of the decoder to logits `[.., vocab_size]`.
    ///
    /// # Errors
    /// When the width does not fit.
    pub fn logits(&self, hidden: &Tensor) -> Result<Tensor> {
        Ok(self.lm_head.forward(hidden)?)
    }

    /// Reads one document.
    ///
    /// # Errors
    /// When it is empty, longer than the model's positions or holds unknown tokens, and when `stop`
    /// says so.
    pub fn encode(
        &self,
        ids: &[u32],
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<EncodedSource> {
        let mut sources = self.encode_batch(&[ids.to_vec()], None, stop, progress)?;
        sources.pop().ok_or(Error::EmptyInput)
    }

    /// Reads a batch of documents, padded to equal length, as one: padding lengthens a document and may
    /// change its attention pattern, as it does in the reference.
    ///
    /// # Errors
    /// As [`Self::encode`].
    pub fn encode_batch(
        &self,
        ids: &[Vec<u32>],
        mask: Option<&[Vec<bool>]>,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Vec<EncodedSource>> {
        let hidden = self.model.encode_batch(ids, mask, stop, progress)?;
        let mask = mask_or_all(mask, ids);
        let memory = self.model.decoder.remember_source(&hidden, &mask, stop)?;
        if let [only] = ids {
            return Ok(vec![EncodedSource {
                ids: only.clone(),
                memory,
            }]);
        }
        let rows = ids.iter().enumerate();
        rows.map(|(row, ids)| {
            Ok(EncodedSource {
                ids: ids.clone(),
                memory: memory.row(row)?,
            })
        })
        .collect()
    }

    /// Writes about a document. What happens is told to `events` as it happens.
    ///
    /// # Errors
    /// When a setting cannot be followed. An interruption is no error: what was written so far is
    /// returned, with [`Finish::Interrupted`](crate::generation::Finish::Interrupted).
    pub fn generate(
        &self,
        source: &EncodedSource,
        config: &GenerationConfig,
        options: GenerateOptions,
        events: &mut dyn FnMut(GenerationEvent),
    ) -> Result<Generated> {
        let limit = self.model.config.max_position_embeddings;
        // the last token is not decoded, so it needs no position
        if config.length_limit() > limit + 1 {
            return Err(Error::Generation {
                field: "max_length",
                value: config.length_limit().to_string(),
                allowed: format!("at most {}", limit + 1),
            });
        }
        let mut decoding = Decoding {
            model: self,
            source: &source.memory,
            decoded: DecodedMemory::default(),
            watch: options.cross_attention.as_ref().map(SourceWeights::new),
            stop: options.stop.clone(),
        };
        generation::generate(&mut decoding, &source.ids, config, &options.stop, events)
    }
}

/// One document being written about.
struct Decoding<'a> {
    model: &'a BigBirdPegasusForConditionalGeneration,
    source: &'a SourceMemory,
    decoded: DecodedMemory,
    watch: Option<SourceWeights>,
    stop: Stop,
}

impl NextTokens for Decoding<'_> {
    fn next(&mut self, tokens: &[u32], parents: &[usize]) -> Result<Step> {
        let base = &self.model.model;
        self.decoded.reorder(parents)?;
        let ids = Tensor::new(tokens, &base.device)?.unsqueeze(1)?;
        let context = DecoderContext {
            mask: None,
            source: Some(self.source),
            decoded: Some(&mut self.decoded),
            watch: self.watch.as_mut(),
        };
        let hidden = base
            .decoder
            .forward(&ids, context, &self.stop, &mut |_, _| {})?;
        self.stop.check()?;
        let logits = self.model.logits(&hidden)?.to_dtype(DType::F32)?;
        Ok(Step {
            logits: logits.flatten_all()?.to_vec1()?,
            attention: self.watch.as_mut().map(SourceWeights::take),
        })
    }

    fn vocab_size(&self) -> usize {
        self.model.model.config.vocab_size
    }
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

pub(crate) fn mask_or_all(mask: Option<&[Vec<bool>]>, ids: &[Vec<u32>]) -> TokenMask {
    match mask {
        Some(rows) => TokenMask::new(rows.to_vec()),
        None => TokenMask::all(ids.len(), ids.first().map_or(0, Vec::len)),
    }
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
fn is_tied_copy(name: &str) -> bool {
    let name = name.strip_prefix("model.").unwrap_or(name);
    matches!(
        name,
        "shared.weight"
            | "encoder.embed_tokens.weight"
            | "decoder.embed_tokens.weight"
            | "lm_head.weight"
    )
}
