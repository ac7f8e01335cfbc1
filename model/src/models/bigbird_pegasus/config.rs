//! `config.json` of the BigBirdPegasus family.

use std::path::Path;

use serde_json::{Map, Value};

use crate::config::{Activation, AttentionType, ConfigError, Fields, read_object};

/// transformers builds the layer norms of this family with PyTorch's default, regardless of the configuration.
pub(crate) const LAYER_NORM_EPS: f64 = 1e-5;

/// Shape and settings of a BigBirdPegasus model; the names are those of `config.json`.
#[derive(Debug, Clone, PartialEq)]
pub struct BigBirdPegasusConfig {
    /// Words of the vocabulary.
    pub vocab_size: usize,
    /// Longest input (before padding to the block size) and longest output, in tokens.
    pub max_position_embeddings: usize,
    /// Width of the hidden states.
    pub d_model: usize,
    /// Number of layers in the encoder.
    pub encoder_layers: usize,
    /// Width between the encoder's feed-forward products.
    pub encoder_ffn_dim: usize,
    /// Attention heads in the encoder.
    pub encoder_attention_heads: usize,
    /// Number of layers in the decoder.
    pub decoder_layers: usize,
    /// Width between the decoder's feed-forward products.
    pub decoder_ffn_dim: usize,
    /// Attention heads in the decoder.
    pub decoder_attention_heads: usize,
    /// Activation of the feed-forward parts.
    pub activation_function: Activation,
    /// Whether the model multiplies token embeddings by the square root of `d_model`.
    pub scale_embedding: bool,
    /// Whether the attention projections have a bias.
    pub use_bias: bool,
    /// Kind of attention in the encoder.
    pub attention_type: AttentionType,
    /// Number of tokens per block.
    pub block_size: usize,
    /// Random blocks per query block.
    pub num_random_blocks: usize,
    /// Learned tokens in front of every source that read and are read by every token of the encoder: the extra global
    /// tokens of ETC. The key is this crate's own; without it there are none.
    pub num_global_tokens: usize,
    /// Whether encoder, decoder and output share one embedding.
    pub tie_word_embeddings: bool,
    /// The id of the padding token.
    pub pad_token_id: u32,
    /// The id of the token that begins a sequence.
    pub bos_token_id: u32,
    /// The id of the token that ends a sequence.
    pub eos_token_id: u32,
    /// The id of the token that generation starts from.
    pub decoder_start_token_id: u32,
}

impl BigBirdPegasusConfig {
    /// Reads `config.json` of `folder`.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        Self::from_json(&read_object(folder, "config.json")?)
    }

    /// Reads the fields of a parsed `config.json`.
    pub fn from_json(values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let fields = Fields::new("config.json", values);
        let size = 1..=1 << 20;
        let layers = 0..=1024;
        let vocab_size = fields.number("vocab_size", 96_103, 1..=1 << 24)?;
        let token = |field, default: u32| Ok(fields.token(field, vocab_size)?.unwrap_or(default));
        let config = Self {
            vocab_size,
            max_position_embeddings: fields.number("max_position_embeddings", 4096, 1..=1 << 24)?,
            d_model: fields.number("d_model", 1024, size.clone())?,
            encoder_layers: fields.number("encoder_layers", 16, layers.clone())?,
            encoder_ffn_dim: fields.number("encoder_ffn_dim", 4096, size.clone())?,
            encoder_attention_heads: fields.number("encoder_attention_heads", 16, size.clone())?,
            decoder_layers: fields.number("decoder_layers", 16, layers)?,
            decoder_ffn_dim: fields.number("decoder_ffn_dim", 4096, size.clone())?,
            decoder_attention_heads: fields.number("decoder_attention_heads", 16, size.clone())?,
            activation_function: fields.name(
                "activation_function",
                Activation::GeluNew,
                Activation::NAMES,
                Activation::from_name,
            )?,
            scale_embedding: fields.flag("scale_embedding", true)?,
            use_bias: fields.flag("use_bias", false)?,
            attention_type: fields.name(
                "attention_type",
                AttentionType::BlockSparse,
                "original_full or block_sparse",
                AttentionType::from_name,
            )?,
            block_size: fields.number("block_size", 64, size)?,
            num_random_blocks: fields.number("num_random_blocks", 3, 0..=1024)?,
            num_global_tokens: fields.number("num_global_tokens", 0, 0..=1 << 16)?,
            tie_word_embeddings: fields.flag("tie_word_embeddings", true)?,
            pad_token_id: token("pad_token_id", 0)?,
            bos_token_id: token("bos_token_id", 2)?,
            eos_token_id: token("eos_token_id", 1)?,
            decoder_start_token_id: token("decoder_start_token_id", 2)?,
        };
        fields.divides(
            "encoder_attention_heads",
            config.encoder_attention_heads,
            "d_model",
            config.d_model,
        )?;
        fields.divides(
            "decoder_attention_heads",
            config.decoder_attention_heads,
            "d_model",
            config.d_model,
        )?;
        Ok(config)
    }

    /// The factor for token embeddings.
    pub fn embedding_scale(&self) -> f64 {
        if self.scale_embedding {
            (self.d_model as f64).sqrt()
        } else {
            1.0
        }
    }
}
