//! `config.json` of the encoder-only BigBird.

use std::path::Path;

use serde_json::{Map, Value};

use crate::config::{Activation, AttentionType, ConfigError, Fields, read_object};

/// Shape and settings of a BigBird encoder; the names are those of `config.json`.
#[derive(Debug, Clone, PartialEq)]
pub struct BigBirdConfig {
    /// Words of the vocabulary.
    pub vocab_size: usize,
    /// Longest input, in tokens, after padding to the block size.
    pub max_position_embeddings: usize,
    /// Number of token types.
    pub type_vocab_size: usize,
    /// Width of the hidden states.
    pub hidden_size: usize,
    /// Number of layers.
    pub num_hidden_layers: usize,
    /// Number of attention heads.
    pub num_attention_heads: usize,
    /// Width between the feed-forward products.
    pub intermediate_size: usize,
    /// Activation of the feed-forward parts.
    pub hidden_act: Activation,
    /// The addend to the variance in layer norms.
    pub layer_norm_eps: f64,
    /// Whether the model multiplies word embeddings by the square root of `hidden_size`.
    pub rescale_embeddings: bool,
    /// Whether the query, key and value projections have a bias.
    pub use_bias: bool,
    /// Kind of attention in the encoder.
    pub attention_type: AttentionType,
    /// Number of tokens per block.
    pub block_size: usize,
    /// Random blocks per query block.
    pub num_random_blocks: usize,
    /// Whether the head that predicts tokens uses the word embeddings.
    pub tie_word_embeddings: bool,
    /// Learned tokens in front of every text that read and are read by every token: the extra global tokens of ETC.
    /// The key is this crate's own; without it there are none.
    pub num_global_tokens: usize,
    /// The id of the padding token.
    pub pad_token_id: u32,
    /// The id of the separator between question and text.
    pub sep_token_id: u32,
}

impl BigBirdConfig {
    /// Reads `config.json` of `folder`.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        Self::from_json(&read_object(folder, "config.json")?)
    }

    /// Reads the fields of a parsed `config.json`.
    pub fn from_json(values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let fields = Fields::new("config.json", values);
        let size = 1..=1 << 20;
        let vocab_size = fields.number("vocab_size", 50_358, 1..=1 << 24)?;
        let config = Self {
            vocab_size,
            max_position_embeddings: fields.number("max_position_embeddings", 4096, 1..=1 << 24)?,
            type_vocab_size: fields.number("type_vocab_size", 2, 1..=1 << 16)?,
            hidden_size: fields.number("hidden_size", 768, size.clone())?,
            num_hidden_layers: fields.number("num_hidden_layers", 12, 0..=1024)?,
            num_attention_heads: fields.number("num_attention_heads", 12, size.clone())?,
            intermediate_size: fields.number("intermediate_size", 3072, size.clone())?,
            hidden_act: fields.name(
                "hidden_act",
                Activation::GeluNew,
                Activation::NAMES,
                Activation::from_name,
            )?,
            layer_norm_eps: fields.float("layer_norm_eps", 1e-12, "a number from 0 to 1", |v| {
                (0.0..=1.0).contains(&v)
            })?,
            rescale_embeddings: fields.flag("rescale_embeddings", false)?,
            use_bias: fields.flag("use_bias", true)?,
            attention_type: fields.name(
                "attention_type",
                AttentionType::BlockSparse,
                "original_full or block_sparse",
                AttentionType::from_name,
            )?,
            block_size: fields.number("block_size", 64, size)?,
            num_random_blocks: fields.number("num_random_blocks", 3, 0..=1024)?,
            tie_word_embeddings: fields.flag("tie_word_embeddings", true)?,
            num_global_tokens: fields.number("num_global_tokens", 0, 0..=1 << 16)?,
            pad_token_id: fields.token("pad_token_id", vocab_size)?.unwrap_or(0),
            sep_token_id: fields.token("sep_token_id", vocab_size)?.unwrap_or(66),
        };
        fields.divides(
            "num_attention_heads",
            config.num_attention_heads,
            "hidden_size",
            config.hidden_size,
        )?;
        Ok(config)
    }
}
