//! Which model a folder declares.

use serde_json::{Map, Value};

/// The architecture that a checkpoint's `config.json` declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Architecture {
    /// `BigBirdPegasusModel`: encoder and decoder without a head.
    BigBirdPegasusModel,
    /// `BigBirdPegasusForConditionalGeneration`: summaries.
    BigBirdPegasusForConditionalGeneration,
    /// `BigBirdPegasusForSequenceClassification`: classes of texts.
    BigBirdPegasusForSequenceClassification,
    /// `BigBirdPegasusForQuestionAnswering`: answers, through the decoder.
    BigBirdPegasusForQuestionAnswering,
    /// `BigBirdPegasusForCausalLM`: the decoder alone.
    BigBirdPegasusForCausalLM,
    /// `BigBirdModel`: the encoder without a head.
    BigBirdModel,
    /// `BigBirdForQuestionAnswering`: answers in a text.
    BigBirdForQuestionAnswering,
    /// Any other architecture, under the name in the file.
    Other(String),
}

impl Architecture {
    pub(super) fn from_config(config: &Map<String, Value>) -> Self {
        let named = config
            .get("architectures")
            .and_then(|a| a.get(0))
            .and_then(Value::as_str);
        let family = config.get("model_type").and_then(Value::as_str);
        match (named, family) {
            (Some("BigBirdPegasusModel"), _) => Self::BigBirdPegasusModel,
            (Some("BigBirdPegasusForConditionalGeneration"), _) => {
                Self::BigBirdPegasusForConditionalGeneration
            }
            (Some("BigBirdPegasusForSequenceClassification"), _) => {
                Self::BigBirdPegasusForSequenceClassification
            }
            (Some("BigBirdPegasusForQuestionAnswering"), _) => {
                Self::BigBirdPegasusForQuestionAnswering
            }
            (Some("BigBirdPegasusForCausalLM"), _) => Self::BigBirdPegasusForCausalLM,
            (Some("BigBirdModel"), _) => Self::BigBirdModel,
            (Some("BigBirdForQuestionAnswering"), _) => Self::BigBirdForQuestionAnswering,
            // old files name only the family
            (None, Some("bigbird_pegasus")) => Self::BigBirdPegasusForConditionalGeneration,
            (None, Some("big_bird")) => Self::BigBirdModel,
            (Some(name), _) | (None, Some(name)) => Self::Other(name.chars().take(80).collect()),
            (None, None) => Self::Other("a model without a name".to_owned()),
        }
    }
}
