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
    /// `BigBirdForMaskedLM`: the tokens behind masks.
    BigBirdForMaskedLM,
    /// `BigBirdForSequenceClassification`: classes of texts.
    BigBirdForSequenceClassification,
    /// `BigBirdForTokenClassification`: classes of tokens.
    BigBirdForTokenClassification,
    /// `BigBirdForMultipleChoice`: one of several texts.
    BigBirdForMultipleChoice,
    /// `BigBirdForPreTraining`: the tokens behind masks, and whether a second part follows the first.
    BigBirdForPreTraining,
    /// Any other architecture, under the name in the file.
    Other(String),
}

impl Architecture {
    /// Whether it is the encoder-only BigBird, with any head or none.
    pub fn is_bigbird_encoder(&self) -> bool {
        matches!(
            self,
            Self::BigBirdModel
                | Self::BigBirdForQuestionAnswering
                | Self::BigBirdForMaskedLM
                | Self::BigBirdForSequenceClassification
                | Self::BigBirdForTokenClassification
                | Self::BigBirdForMultipleChoice
                | Self::BigBirdForPreTraining
        )
    }

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
            (Some("BigBirdForMaskedLM"), _) => Self::BigBirdForMaskedLM,
            (Some("BigBirdForSequenceClassification"), _) => Self::BigBirdForSequenceClassification,
            (Some("BigBirdForTokenClassification"), _) => Self::BigBirdForTokenClassification,
            (Some("BigBirdForMultipleChoice"), _) => Self::BigBirdForMultipleChoice,
            (Some("BigBirdForPreTraining"), _) => Self::BigBirdForPreTraining,
            // old files name only the family
            (None, Some("bigbird_pegasus")) => Self::BigBirdPegasusForConditionalGeneration,
            (None, Some("big_bird")) => Self::BigBirdModel,
            (Some(name), _) | (None, Some(name)) => Self::Other(name.chars().take(80).collect()),
            (None, None) => Self::Other("a model without a name".to_owned()),
        }
    }
}
