//! What the models of the BigBird family are asked for, and which of them do it.

use bigbird_pegasus::{Architecture, SequenceClassifier};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a model of the family is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FamilyTask {
    /// The class of a text.
    ClassifyText,
    /// The classes of windows of a sequence, or of each of their tokens.
    ClassifyBases,
    /// What stands in place of masks.
    Predict,
    /// A vector for each window of a sequence.
    Encode,
}

impl FamilyTask {
    /// What a model of this kind is kept for, if classes, scores or vectors are what it is for: everything that it does,
    /// first what needs all of its weights.
    pub(super) fn kept_for(architecture: &Architecture) -> Vec<Self> {
        let is_kept = matches!(
            architecture,
            Architecture::BigBirdModel
                | Architecture::BigBirdForMaskedLM
                | Architecture::BigBirdForSequenceClassification
                | Architecture::BigBirdForTokenClassification
                | Architecture::BigBirdPegasusForSequenceClassification
        );
        let all = [
            Self::ClassifyBases,
            Self::ClassifyText,
            Self::Predict,
            Self::Encode,
        ];
        all.into_iter()
            .filter(|task| is_kept && task.is_done_by(architecture))
            .collect()
    }

    /// Whether models of this kind do it.
    pub(super) fn is_done_by(self, architecture: &Architecture) -> bool {
        match self {
            Self::ClassifyText => SequenceClassifier::is_one(architecture),
            Self::ClassifyBases => matches!(
                architecture,
                Architecture::BigBirdForSequenceClassification
                    | Architecture::BigBirdForTokenClassification
            ),
            Self::Predict => *architecture == Architecture::BigBirdForMaskedLM,
            Self::Encode => architecture.is_bigbird_encoder(),
        }
    }
}
