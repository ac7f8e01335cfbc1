//! `generation_config.json`, or the generation fields that older checkpoints keep in `config.json`.

use std::path::Path;

use serde_json::{Map, Value};

use crate::config::{ConfigError, Fields, read_object};

/// When beam search stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EarlyStopping {
    /// `false`: once no running beam can beat the worst finished one at its present length.
    #[default]
    Heuristic,
    /// `true`: as soon as `num_beams` hypotheses are finished.
    AllFinished,
    /// `"never"`: once no running beam can beat the worst finished one at any length up to the limit.
    Never,
}

/// The settings of generation; names and meanings are those of `generation_config.json`.
#[derive(Debug, Clone, PartialEq)]
pub struct GenerationConfig {
    /// 1 is greedy search, more is beam search.
    pub num_beams: usize,
    /// How many of the finished hypotheses the search returns, best first.
    pub num_return_sequences: usize,
    /// Most tokens, the start token included.
    pub max_length: Option<usize>,
    /// Most tokens after the start token; wins over `max_length`. With neither, 20.
    pub max_new_tokens: Option<usize>,
    /// Fewest tokens before the end token may come, the start token included.
    pub min_length: usize,
    /// Fewest tokens after the start token before the end token may come.
    pub min_new_tokens: Option<usize>,
    /// The power of the token count that divides a score.
    pub length_penalty: f64,
    /// When beam search stops.
    pub early_stopping: EarlyStopping,
    /// The search generates no n-gram of this length twice; 0 allows all.
    pub no_repeat_ngram_size: usize,
    /// The search copies no n-gram of this length from the source; 0 allows all.
    pub encoder_no_repeat_ngram_size: usize,
    /// The factor that lowers the scores of tokens already generated; 1 changes nothing.
    pub repetition_penalty: f64,
    /// The first generated token.
    pub forced_bos_token_id: Option<u32>,
    /// The token that fills the last place.
    pub forced_eos_token_id: Vec<u32>,
    /// Token sequences that the search never completes.
    pub bad_words_ids: Vec<Vec<u32>>,
    /// The padding token of the reference's batches; this crate never generates it.
    pub pad_token_id: u32,
    /// Tokens that end a sequence.
    pub eos_token_id: Vec<u32>,
    /// The token that generation starts from.
    pub decoder_start_token_id: u32,
}

impl Default for GenerationConfig {
    fn default() -> Self {
        Self {
            num_beams: 1,
            num_return_sequences: 1,
            max_length: None,
            max_new_tokens: None,
            min_length: 0,
            min_new_tokens: None,
            length_penalty: 1.0,
            early_stopping: EarlyStopping::Heuristic,
            no_repeat_ngram_size: 0,
            encoder_no_repeat_ngram_size: 0,
            repetition_penalty: 1.0,
            forced_bos_token_id: None,
            forced_eos_token_id: Vec::new(),
            bad_words_ids: Vec::new(),
            pad_token_id: 0,
            eos_token_id: vec![1],
            decoder_start_token_id: 2,
        }
    }
}

impl GenerationConfig {
    /// Reads `generation_config.json` of `folder`, or `config.json` if the first file does not exist.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        let own = "generation_config.json";
        let file = if folder.join(own).exists() {
            own
        } else {
            "config.json"
        };
        Self::from_fields(file, &read_object(folder, file)?)
    }

    /// Reads the fields of a parsed file; errors name `file`.
    pub fn from_fields(file: &str, values: &Map<String, Value>) -> Result<Self, ConfigError> {
        let fields = Fields::new(file, values);
        let default = Self::default();
        let any = 0..=1 << 24;
        let positive = 1..=1 << 24;
        let token = |field| fields.token(field, 1 << 24);
        let config = Self {
            num_beams: fields.number("num_beams", 1, 1..=256)?,
            num_return_sequences: fields.number("num_return_sequences", 1, 1..=256)?,
            max_length: fields.optional_number("max_length", positive.clone())?,
            max_new_tokens: fields.optional_number("max_new_tokens", positive)?,
            min_length: fields.number("min_length", 0, any.clone())?,
            min_new_tokens: fields.optional_number("min_new_tokens", any.clone())?,
            length_penalty: fields.float(
                "length_penalty",
                1.0,
                "a number from -100 to 100",
                |v| v.abs() <= 100.0,
            )?,
            early_stopping: early_stopping(&fields)?,
            no_repeat_ngram_size: fields.number("no_repeat_ngram_size", 0, any.clone())?,
            encoder_no_repeat_ngram_size: fields.number("encoder_no_repeat_ngram_size", 0, any)?,
            repetition_penalty: fields.float(
                "repetition_penalty",
                1.0,
                "a number above 0",
                |v| v > 0.0,
            )?,
            forced_bos_token_id: token("forced_bos_token_id")?,
            forced_eos_token_id: fields.tokens("forced_eos_token_id")?.unwrap_or_default(),
            bad_words_ids: fields.token_lists("bad_words_ids")?.unwrap_or_default(),
            pad_token_id: token("pad_token_id")?.unwrap_or(default.pad_token_id),
            eos_token_id: fields
                .tokens("eos_token_id")?
                .unwrap_or(default.eos_token_id),
            decoder_start_token_id: match token("decoder_start_token_id")? {
                Some(id) => id,
                None => token("bos_token_id")?.unwrap_or(default.decoder_start_token_id),
            },
        };
        if config.num_return_sequences > config.num_beams {
            let allowed = format!("at most num_beams ({})", config.num_beams);
            return Err(fields.wrong("num_return_sequences", config.num_return_sequences, allowed));
        }
        Ok(config)
    }

    /// Most tokens, the start token included.
    pub fn length_limit(&self) -> usize {
        match (self.max_new_tokens, self.max_length) {
            (Some(new), _) => new + 1,
            (None, Some(length)) => length,
            (None, None) => 21,
        }
    }
}

fn early_stopping(fields: &Fields) -> Result<EarlyStopping, ConfigError> {
    match fields.raw("early_stopping") {
        None | Some(Value::Bool(false)) => Ok(EarlyStopping::Heuristic),
        Some(Value::Bool(true)) => Ok(EarlyStopping::AllFinished),
        Some(Value::String(text)) if text == "never" => Ok(EarlyStopping::Never),
        Some(other) => Err(fields.wrong("early_stopping", other, "true, false or \"never\"")),
    }
}
