//! What the folder of a sentence encoder says about its use: the files that sentence-transformers writes beside the
//! model. Source: `Pooling`, `SentenceTransformer.encode_query` and `encode_document` of sentence-transformers.

use std::path::Path;

use serde_json::{Map, Value};

use crate::config::{ConfigError, Fields, read_array, read_object};

/// How the vectors of tokens become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pooling {
    /// Their mean.
    #[default]
    Mean,
    /// The vector of the first token, `[CLS]`.
    FirstToken,
}

/// How a folder wants its encoder used. A folder without these files takes the mean, and texts as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentenceSettings {
    /// How the vectors of tokens become one.
    pub pooling: Pooling,
    /// Most tokens of a text, if the folder limits them.
    pub most_tokens: Option<usize>,
    /// The text to put before a question.
    pub question_prefix: String,
    /// The text to put before a passage.
    pub passage_prefix: String,
}

const MODULES: &str = "modules.json";
const PROMPTS: &str = "config_sentence_transformers.json";
const LENGTH: &str = "sentence_bert_config.json";

impl SentenceSettings {
    /// Reads the files of a folder.
    ///
    /// # Errors
    /// If a file is damaged, or asks for a module or a pooling that this crate does not have.
    pub fn read(folder: &Path) -> Result<Self, ConfigError> {
        let mut settings = Self {
            pooling: pooling(folder)?,
            ..Self::default()
        };
        if folder.join(LENGTH).exists() {
            let values = read_object(folder, LENGTH)?;
            let fields = Fields::new(LENGTH, &values);
            settings.most_tokens = fields.optional_number("max_seq_length", 1..=1 << 24)?;
        }
        if folder.join(PROMPTS).exists() {
            let values = read_object(folder, PROMPTS)?;
            settings.question_prefix = prompt(&values, &["query"]);
            settings.passage_prefix = prompt(&values, &["document", "passage", "corpus"]);
        }
        Ok(settings)
    }
}

/// The first prompt with one of these names, or else the default one.
fn prompt(values: &Map<String, Value>, names: &[&str]) -> String {
    let text = |name: &str| values.get("prompts")?.get(name)?.as_str();
    let default = || text(values.get("default_prompt_name")?.as_str()?);
    let found = names.iter().find_map(|name| text(name)).or_else(default);
    found.unwrap_or_default().to_owned()
}

/// The pooling that the modules of a folder ask for. Vectors get unit length in any case, because their angle
/// compares them.
fn pooling(folder: &Path) -> Result<Pooling, ConfigError> {
    let mut place = "1_Pooling".to_owned();
    if folder.join(MODULES).exists() {
        for module in read_array(folder, MODULES)? {
            let text = |field: &str| {
                module
                    .get(field)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            match text("type").rsplit('.').next().unwrap_or_default() {
                "Transformer" | "Normalize" => {}
                "Pooling" => text("path").clone_into(&mut place),
                other => {
                    return Err(ConfigError::Field {
                        file: MODULES.to_owned(),
                        field: "type".to_owned(),
                        value: other.chars().take(80).collect(),
                        allowed: "Transformer, Pooling or Normalize".to_owned(),
                    });
                }
            }
        }
    }
    let plain = Path::new(&place)
        .file_name()
        .is_some_and(|name| *name == *place);
    let file = format!("{place}/config.json");
    if !plain || !folder.join(&file).exists() {
        return Ok(Pooling::Mean);
    }
    let values = read_object(folder, &file)?;
    let mut modes: Vec<&str> = values
        .iter()
        .filter(|(_, value)| **value == Value::Bool(true))
        .filter_map(|(name, _)| name.strip_prefix("pooling_mode_"))
        .collect();
    modes.extend(values.get("pooling_mode").and_then(Value::as_str));
    match modes[..] {
        ["mean_tokens" | "mean"] => Ok(Pooling::Mean),
        ["cls_token" | "cls"] => Ok(Pooling::FirstToken),
        _ => Err(ConfigError::Field {
            file,
            field: "pooling_mode".to_owned(),
            value: modes.join(" and ").chars().take(80).collect(),
            allowed: "mean or cls".to_owned(),
        }),
    }
}
