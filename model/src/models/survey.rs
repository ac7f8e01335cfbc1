//! Finds out, without reading a number, whether the weights of a folder fit its configuration.

use super::bert::SentenceEncoder;
use super::bigbird::{
    BigBirdForMaskedLM, BigBirdForMultipleChoice, BigBirdForPreTraining,
    BigBirdForQuestionAnswering, BigBirdForSequenceClassification, BigBirdForTokenClassification,
    BigBirdModel,
};
use super::bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, BigBirdPegasusForQuestionAnswering,
    BigBirdPegasusForSequenceClassification,
};
use crate::checkpoint::{Architecture, Checkpoint, Weights};
use crate::load::LoadOptions;
use crate::{Error, Result};

/// Checks that a model that writes, reads, classifies, predicts tokens or embeds has all its tensors, in the right shapes. Returns the names of
/// the tensors that it would not use, in alphabetical order: as transformers does, loading passes over them.
///
/// # Errors
/// The errors of loading the model, and [`Error::WrongArchitecture`] for models of other kinds.
pub fn survey(checkpoint: &Checkpoint) -> Result<Vec<String>> {
    let (weights, load) = (Weights::surveying(checkpoint), LoadOptions::default());
    match checkpoint.architecture() {
        Architecture::BigBirdPegasusForConditionalGeneration => {
            BigBirdPegasusForConditionalGeneration::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdPegasusForQuestionAnswering => {
            BigBirdPegasusForQuestionAnswering::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdPegasusForSequenceClassification => {
            BigBirdPegasusForSequenceClassification::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForQuestionAnswering => {
            BigBirdForQuestionAnswering::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdModel => {
            BigBirdModel::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForMaskedLM => {
            BigBirdForMaskedLM::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForSequenceClassification => {
            BigBirdForSequenceClassification::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForTokenClassification => {
            BigBirdForTokenClassification::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForMultipleChoice => {
            BigBirdForMultipleChoice::load_with(checkpoint, load, &weights)?;
        }
        Architecture::BigBirdForPreTraining => {
            BigBirdForPreTraining::load_with(checkpoint, load, &weights)?;
        }
        found if SentenceEncoder::is_one(found) => {
            SentenceEncoder::load_with(checkpoint, load, &weights)?;
        }
        found => {
            return Err(Error::WrongArchitecture {
                found: found.clone(),
                wanted: "a model that writes, reads, classifies, predicts tokens or embeds",
            });
        }
    }
    Ok(weights.unused())
}
