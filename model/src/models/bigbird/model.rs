//! The encoder of BigBird, without a head.

use candle_core::{Device, Tensor};

use super::config::BigBirdConfig;
use super::layer::BigBirdLayer;
use super::rows::{Buffers, Stretch};
use crate::attention::plan::{AttentionPlan, AttentionSettings};
use crate::checkpoint::{Checkpoint, CheckpointError, Weights};
use crate::kernel;
use crate::layers::{Embedding, LayerNorm, Linear, Positions};
use crate::load::LoadOptions;
use crate::models::batch::{ids_tensor, mask_or_all};
use crate::models::progress::{EncodeProgress, Hidden};
use crate::stop::Stop;
use crate::{Error, Result};

/// Rows of equal length: tokens, the mask of present ones, and their types.
#[derive(Debug, Clone, Copy)]
pub struct TypedTokens<'a> {
    /// Token ids, row by row.
    pub ids: &'a [Vec<u32>],
    /// The mask of present tokens; without it, all are present.
    pub mask: Option<&'a [Vec<bool>]>,
    /// Token types; without them, all are 0.
    pub token_types: Option<&'a [Vec<u32>]>,
}

/// Where a checkpoint holds the parts of an encoder.
pub struct Places<'a> {
    /// The embeddings and their norm.
    pub embeddings: Weights<'a>,
    /// The layers, the lowest first.
    pub layers: Vec<Weights<'a>>,
    /// The pooler, if the checkpoint has one.
    pub pooler: Option<Weights<'a>>,
    /// The number of stored positions; the encoder repeats them up to the number in its configuration.
    pub stored_positions: usize,
}

/// The encoder of BigBird.
#[derive(Debug, Clone)]
pub struct BigBirdModel {
    pub(super) config: BigBirdConfig,
    pub(super) word_embeddings: Embedding,
    pub(super) position_embeddings: Positions,
    pub(super) token_type_embeddings: Embedding,
    pub(super) embedding_norm: LayerNorm,
    /// The vectors of the extra global tokens, if there are any.
    pub(super) global_tokens: Option<Positions>,
    layers: Vec<BigBirdLayer>,
    pooler: Option<Linear>,
    pub(super) settings: AttentionSettings,
    device: Device,
}

impl BigBirdModel {
    /// Loads the encoder of a folder; ignores a head in the checkpoint.
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
        let found = checkpoint.architecture();
        if !found.is_bigbird_encoder() {
            return Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a BigBird encoder",
            });
        }
        let model = Self::load_below(checkpoint, options, weights, true)?;
        let heads = ["qa_classifier.", "cls.", "classifier."];
        weights
            .finish(|name| is_buffer(name) || heads.iter().any(|head| name.starts_with(head)))?;
        Ok(model)
    }

    /// Loads the encoder with its pooler, which the checkpoint must have.
    pub(super) fn load_pooled(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
    ) -> Result<Self> {
        let model = Self::load_below(checkpoint, options, weights, true)?;
        match model.pooler {
            Some(_) => Ok(model),
            None => Err(Error::Checkpoint(CheckpointError::MissingTensor {
                name: "bert.pooler.weight".to_owned(),
                shape: vec![model.config.hidden_size; 2],
            })),
        }
    }

    /// Loads the encoder, with or without its pooler; ignores everything else in the checkpoint.
    pub(crate) fn load_below(
        checkpoint: &Checkpoint,
        options: LoadOptions,
        weights: &Weights,
        pooled: bool,
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
            pooler: (pooled && weights.has("pooler.weight")).then(|| weights.at("pooler")),
            stored_positions: config.max_position_embeddings,
        };
        Self::load_from(config, options, &places)
    }

    /// Loads an encoder whose parts are in these places.
    ///
    /// # Errors
    /// If a tensor is missing or does not fit the configuration.
    pub fn load_from(
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
            global_tokens: Positions::load_some(
                config.num_global_tokens,
                d,
                embeddings,
                "global_tokens.weight",
            )?,
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
                num_global_tokens: config.num_global_tokens,
            },
            device: embeddings.device().clone(),
            config,
        })
    }

    /// The configuration of the encoder.
    pub fn config(&self) -> &BigBirdConfig {
        &self.config
    }

    /// The hidden states of the last layer, `[batch, length, hidden_size]`. Extra global tokens are left out; only
    /// `progress` sees them, in front of the others.
    ///
    /// # Errors
    /// If the input is empty, too long or inconsistent, or `stop` interrupts the work.
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
        let (layers, globals) = (self.layers.len(), self.config.num_global_tokens);
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
            return Ok(x.narrow(1, globals, length)?.contiguous()?);
        }
        let plan = plan.with_tables(&x, layers)?;
        progress(EncodeProgress::new(0, layers, Hidden::Tensor(&x)));
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            x = layer.forward(&x, &plan, i, stop)?;
            progress(EncodeProgress::new(i + 1, layers, Hidden::Tensor(&x)));
        }
        Ok(x.narrow(1, globals, length)?.contiguous()?)
    }

    /// Whether all layers have kernels.
    pub(crate) fn has_kernels(&self) -> bool {
        self.word_embeddings.has_kernel()
            && self.token_type_embeddings.has_kernel()
            && self.position_embeddings.has_kernel()
            && self.embedding_norm.has_kernel()
            && self
                .global_tokens
                .as_ref()
                .is_none_or(Positions::has_kernel)
            && self.layers.iter().all(BigBirdLayer::has_kernels)
    }

    /// Runs all layers in place; `told` receives the number and the output of each.
    pub(super) fn read_rows(
        &self,
        values: &mut [f32],
        stretches: &[Stretch],
        stop: &Stop,
        told: &mut dyn FnMut(usize, &[f32]),
    ) -> Result<()> {
        let width = self.config.hidden_size;
        let mut buffers = Buffers::new(values.len() / width, width);
        for (i, layer) in self.layers.iter().enumerate() {
            stop.check()?;
            layer.forward_in_place(values, &mut buffers, stretches, i, stop)?;
            told(i + 1, values);
        }
        Ok(())
    }

    /// The encoder embeds padding like any other token, with its positions. Extra global tokens come first; they have
    /// neither position nor type, but the same norm.
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
        let x = match &self.global_tokens {
            None => x,
            Some(table) => table.in_front(&x, self.config.num_global_tokens)?,
        };
        Ok(self.embedding_norm.forward(&x)?)
    }

    /// The pooler's output for the first token of `hidden [batch, length, hidden_size]`: `[batch,
    /// hidden_size]`; `None` if the checkpoint has no pooler.
    ///
    /// # Errors
    /// If the shape does not fit.
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

    /// The same for a model that [`Self::load_pooled`] loaded.
    pub(super) fn pooled(&self, hidden: &Tensor) -> Result<Tensor> {
        let pooled = self.pool(hidden)?;
        pooled.ok_or_else(|| Error::Input("the encoder has no pooler".to_owned()))
    }
}

pub(super) fn wrong_type(wrong: u32, types: usize) -> Error {
    Error::Input(format!("token type {wrong} is not below {types}"))
}

/// Buffers that old checkpoints store although training did not change them.
pub fn is_buffer(name: &str) -> bool {
    name.ends_with("embeddings.position_ids") || name.ends_with("embeddings.token_type_ids")
}
