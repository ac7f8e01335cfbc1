//! BigBird, the encoder-only sibling: post-norm layers with the same attention, and the head that
//! finds answers (the architecture of `google/bigbird-base-trivia-itc`).
//!
//! Source: `modeling_big_bird.py` of transformers, whose class names are kept.

mod question_answering;
mod rows;

pub use question_answering::{BigBirdForQuestionAnswering, Pair, PairLogits};

use candle_core::{Device, Tensor};

use crate::attention::plan::{AttentionPlan, AttentionSettings};
use crate::bigbird_pegasus::{LoadOptions, ids_tensor, mask_or_all};
use crate::checkpoint::{Architecture, Checkpoint, CheckpointError, Weights};
use crate::config::BigBirdConfig;
use crate::encoder::{EncodeProgress, Hidden, SelfAttention};
use crate::kernel;
use crate::layers::{Embedding, FeedForward, LayerNorm, Positions};
use crate::linear::Linear;
use crate::stop::Stop;
use crate::{Error, Result};
use rows::Stretch;

/// Rows of equal length: tokens, which of them are there, and their types.
#[derive(Debug, Clone, Copy)]
pub struct TypedTokens<'a> {
    /// Tokens.
    pub ids: &'a [Vec<u32>],
    /// Which of them are there; all without it.
    pub mask: Option<&'a [Vec<bool>]>,
    /// Their types; all 0 without them.
    pub token_types: Option<&'a [Vec<u32>]>,
}

#[derive(Debug, Clone)]
struct BigBirdLayer {
    attention: SelfAttention,
    attention_norm: LayerNorm,
    feed_forward: FeedForward,
    output_norm: LayerNorm,
}

impl BigBirdLayer {
    fn load(
        config: &BigBirdConfig,
        weights: &Weights,
    ) -> std::result::Result<Self, CheckpointError> {
        let d = config.hidden_size;
        let attention = weights.at("attention");
        let projection =
            |name: &str| Linear::load(d, d, config.use_bias, &attention.at("self").at(name));
        Ok(Self {
            attention: SelfAttention {
                query: projection("query")?,
                key: projection("key")?,
                value: projection("value")?,
                output: Linear::load(d, d, true, &attention.at("output.dense"))?,
                heads: config.num_attention_heads,
            },
            attention_norm: LayerNorm::load(
                d,
                config.layer_norm_eps,
                &attention.at("output.LayerNorm"),
            )?,
            feed_forward: feed_forward(config, weights)?,
            output_norm: LayerNorm::load(
                d,
                config.layer_norm_eps,
                &weights.at("output.LayerNorm"),
            )?,
        })
    }

    fn forward(
        &self,
        x: &Tensor,
        plan: &AttentionPlan,
        layer: usize,
        stop: &Stop,
    ) -> Result<Tensor> {
        let context = self.attention.forward(x, plan, layer, stop)?;
        let x = self.attention_norm.forward(&(context + x)?)?;
        Ok(self
            .output_norm
            .forward(&(self.feed_forward.forward(&x, stop)? + x)?)?)
    }
}

fn feed_forward(
    config: &BigBirdConfig,
    weights: &Weights,
) -> std::result::Result<FeedForward, CheckpointError> {
    let (d, middle) = (config.hidden_size, config.intermediate_size);
    Ok(FeedForward {
        first: Linear::load(d, middle, true, &weights.at("intermediate.dense"))?,
        second: Linear::load(middle, d, true, &weights.at("output.dense"))?,
        activation: config.hidden_act,
    })
}

/// Where the parts of an encoder lie in a checkpoint.
pub(crate) struct Places<'a> {
    pub(crate) embeddings: Weights<'a>,
    pub(crate) layers: Vec<Weights<'a>>,
    pub(crate) pooler: Option<Weights<'a>>,
    /// Positions that are stored; they are repeated up to those of the configuration.
    pub(crate) stored_positions: usize,
}

/// The encoder.
#[derive(Debug, Clone)]
pub struct BigBirdModel {
    config: BigBirdConfig,
    word_embeddings: Embedding,
    position_embeddings: Positions,
    token_type_embeddings: Embedding,
    embedding_norm: LayerNorm,
    layers: Vec<BigBirdLayer>,
    pooler: Option<Linear>,
    settings: AttentionSettings,
    device: Device,
}

impl BigBirdModel {
    /// Loads the encoder of a folder; a head in the checkpoint is left alone.
    ///
    /// # Errors
    /// When the folder holds another kind of model or its tensors do not fit its configuration.
    pub fn load(checkpoint: &Checkpoint, device: &Device, options: LoadOptions) -> Result<Self> {
        let found = checkpoint.architecture();
        if !matches!(
            found,
            Architecture::BigBirdModel | Architecture::BigBirdForQuestionAnswering
        ) {
            return Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a BigBird encoder",
            });
        }
        let weights = Weights::new(checkpoint, options.precision, device);
        let model = Self::load_below(checkpoint, options, &weights)?;
        weights.finish(|name| {
            is_buffer(name) || name.starts_with("qa_classifier.") || name.starts_with("cls.")
        })?;
        Ok(model)
    }

    pub(crate) fn load_below(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let config = BigBirdConfig::from_json(checkpoint.config())?;
        let weights = if weights.has_below("bert") {
            weights.at("bert")
        } else {
            weights.clone()
        };
        let layer = |i: usize| weights.at(format!("encoder.layer.{i}"));
        let places = Places {
            embeddings: weights.at("embeddings"),
            layers: (0..config.num_hidden_layers).map(layer).collect(),
            pooler: weights.has("pooler.weight").then(|| weights.at("pooler")),
            stored_positions: config.max_position_embeddings,
        };
        Self::load_from(config, options, &places)
    }

    /// Loads an encoder whose parts lie in these places.
    pub(crate) fn load_from(
        mut config: BigBirdConfig,
        options: LoadOptions,
        places: &Places,
    ) -> Result<Self> {
        config.attention_type = options.attention_type.unwrap_or(config.attention_type);
        let d = config.hidden_size;
        let embeddings = &places.embeddings;
        let table = |rows: usize, name: &str| -> std::result::Result<Embedding, CheckpointError> {
            Embedding::load_table(rows, d, embeddings, name)
        };
        let layers = places
            .layers
            .iter()
            .map(|weights| BigBirdLayer::load(&config, weights))
            .collect::<std::result::Result<_, _>>()?;
        let pooler = places
            .pooler
            .as_ref()
            .map(|weights| Linear::load(d, d, true, weights));
        Ok(Self {
            word_embeddings: table(config.vocab_size, "word_embeddings.weight")?,
            position_embeddings: Positions::load_repeated(
                config.max_position_embeddings,
                places.stored_positions,
                d,
                embeddings,
                "position_embeddings.weight",
            )?,
            token_type_embeddings: table(config.type_vocab_size, "token_type_embeddings.weight")?,
            embedding_norm: LayerNorm::load(d, config.layer_norm_eps, &embeddings.at("LayerNorm"))?,
            layers,
            pooler: pooler.transpose()?,
            settings: AttentionSettings {
                attention_type: config.attention_type,
                random_blocks: options.random_blocks,
                block_size: config.block_size,
                num_random_blocks: config.num_random_blocks,
                heads: config.num_attention_heads,
                max_position_embeddings: config.max_position_embeddings,
            },
            device: embeddings.device().clone(),
            config,
        })
    }

    /// The configuration.
    pub fn config(&self) -> &BigBirdConfig {
        &self.config
    }

    /// The hidden states of the last layer, `[batch, length, hidden_size]`.
    ///
    /// # Errors
    /// When the input is empty or too long, does not fit together, or the work was interrupted.
    pub fn forward(
        &self,
        input: &TypedTokens,
        stop: &Stop,
        progress: &mut dyn FnMut(EncodeProgress),
    ) -> Result<Tensor> {
        let mask = mask_or_all(input.mask, input.ids);
        let (batch, length) = (input.ids.len(), input.ids.first().map_or(0, Vec::len));
        if mask.rows().len() != batch || mask.rows().iter().any(|row| row.len() != length) {
            return Err(Error::Input(format!(
                "the mask does not fit ids of shape {batch} x {length}"
            )));
        }
        let plan = AttentionPlan::new(self.settings, &mask, length);
        let mut x = self.embed(input, plan.padded_length(length))?;
        let layers = self.layers.len();
        if self.has_kernels() {
            let shape @ (batch, padded, width) = x.dims3()?;
            let mut values = kernel::with_values(&x.contiguous()?, |values| Ok(values.to_vec()))?;
            let stretch = Stretch {
                rows: 0..batch * padded,
                length: padded,
                plan,
            };
            progress(EncodeProgress::new(0, layers, Hidden::Rows(&values, shape)));
            self.read_rows(&mut values, &[stretch], stop, &mut |layer, values| {
                let hidden = Hidden::Rows(values, shape);
                progress(EncodeProgress::new(layer, layers, hidden));
            })?;
            let x = Tensor::from_vec(values, (batch, padded, width), x.device())?;
            return Ok(x.narrow(1, 0, length)?.contiguous()?);
        }
        progress(EncodeProgress::new(0, layers, Hidden::Tensor(&x)));
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            x = layer.forward(&x, &plan, i, stop)?;
            progress(EncodeProgress::new(i + 1, layers, Hidden::Tensor(&x)));
        }
        Ok(x.narrow(1, 0, length)?.contiguous()?)
    }

    /// Padding is embedded like any other token, with its positions.
    fn embed(&self, input: &TypedTokens, padded: usize) -> Result<Tensor> {
        let limit = self.config.max_position_embeddings;
        if padded > limit {
            return Err(Error::InputTooLong {
                tokens: padded,
                limit,
            });
        }
        let lengthen = |rows: &[Vec<u32>], with: u32| -> Vec<Vec<u32>> {
            let row = |row: &Vec<u32>| {
                let mut row = row.clone();
                row.resize(padded.max(row.len()), with);
                row
            };
            rows.iter().map(row).collect()
        };
        let ids = ids_tensor(input.ids, self.config.vocab_size, &self.device)?;
        let (batch, length) = ids.dims2()?;
        let ids = lengthen(input.ids, self.config.pad_token_id);
        let ids = ids_tensor(&ids, self.config.vocab_size, &self.device)?;
        let types = match input.token_types {
            None => vec![vec![0; padded]; batch],
            Some(rows) if rows.len() == batch && rows.iter().all(|row| row.len() == length) => {
                lengthen(rows, 0)
            }
            Some(_) => {
                return Err(Error::Input(
                    "the token types do not fit the ids".to_owned(),
                ));
            }
        };
        let type_count = self.config.type_vocab_size;
        if let Some(wrong) = types.iter().flatten().find(|t| **t as usize >= type_count) {
            return Err(wrong_type(*wrong, type_count));
        }
        let types = ids_tensor(&types, type_count, &self.device)?;
        let mut x = self.word_embeddings.forward(&ids)?;
        if self.config.rescale_embeddings {
            x = (x * (self.config.hidden_size as f64).sqrt())?;
        }
        let x = (x + self.token_type_embeddings.forward(&types)?)?;
        let x = x.broadcast_add(&self.position_embeddings.range(0, padded)?)?;
        Ok(self.embedding_norm.forward(&x)?)
    }

    /// What the pooler makes of the first token of `hidden [batch, length, hidden_size]`:
    /// `[batch, hidden_size]`; nothing when the checkpoint has no pooler.
    ///
    /// # Errors
    /// When the shape does not fit.
    pub fn pool(&self, hidden: &Tensor) -> Result<Option<Tensor>> {
        match &self.pooler {
            None => Ok(None),
            Some(pooler) => Ok(Some(
                pooler
                    .forward(&hidden.narrow(1, 0, 1)?.squeeze(1)?)?
                    .tanh()?,
            )),
        }
    }
}

fn wrong_type(wrong: u32, types: usize) -> Error {
    Error::Input(format!("token type {wrong} is not below {types}"))
}

/// Buffers that old checkpoints store though they hold nothing learned.
pub(crate) fn is_buffer(name: &str) -> bool {
    name.ends_with("embeddings.position_ids") || name.ends_with("embeddings.token_type_ids")
}
