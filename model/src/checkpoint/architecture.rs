//! Which model a folder says it holds.

use serde_json::{Map, Value};

/// What a checkpoint's `config.json` says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Architecture {
    /// `BigBirdPegasusModel`.
    BigBirdPegasusModel,
    /// `BigBirdPegasusForConditionalGeneration`: summaries.
    BigBirdPegasusForConditionalGeneration,
    /// `BigBirdPegasusForSequenceClassification`.
    BigBirdPegasusForSequenceClassification,
    /// `BigBirdPegasusForQuestionAnswering`.
    BigBirdPegasusForQuestionAnswering,
    /// `BigBirdPegasusForCausalLM`: the decoder alone.
    BigBirdPegasusForCausalLM,
    /// `BigBirdModel`.
    BigBirdModel,
    /// `BigBirdForQuestionAnswering`: reads answers out of a text.
    BigBirdForQuestionAnswering,
    /// Something else, by the name it gives itself.
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
