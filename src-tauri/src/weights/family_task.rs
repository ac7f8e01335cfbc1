//! What the models of the BigBird family are asked for, and which of them do it.

use bigbird_pegasus::{Architecture, SequenceClassifier};
use serde::{Deserialize, Serialize};

/// What a model of the family is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
