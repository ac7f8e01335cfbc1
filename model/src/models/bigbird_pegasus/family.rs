//! What the checkpoints of this family have in common: the classes that they declare, and tied embeddings.

use crate::checkpoint::{Architecture, Checkpoint};
use crate::{Error, Result};

pub(super) fn expect_family(checkpoint: &Checkpoint, wanted: &'static str) -> Result<()> {
    match checkpoint.architecture() {
        Architecture::BigBirdPegasusModel
        | Architecture::BigBirdPegasusForConditionalGeneration
        | Architecture::BigBirdPegasusForSequenceClassification
        | Architecture::BigBirdPegasusForQuestionAnswering => Ok(()),
        found => Err(Error::WrongArchitecture {
            found: found.clone(),
            wanted,
        }),
    }
}

/// Names of tensors that repeat a tied embedding, and of embeddings that no module uses.
pub(crate) fn is_tied_copy(name: &str) -> bool {
    let name = name.strip_prefix("model.").unwrap_or(name);
    matches!(
        name,
        "shared.weight"
            | "encoder.embed_tokens.weight"
            | "decoder.embed_tokens.weight"
            | "lm_head.weight"
    )
}
