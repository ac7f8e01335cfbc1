//! The class of a document, and the sentences that the decision rests on.
//!
//! A long document is read in windows, whose probabilities are averaged by their tokens; `leave_one_out` finds the sentences.

use bigbird_pegasus::ProblemType;
use serde::Serialize;

use super::leave_one_out::{Unit, decide};
use super::summary::outermost;
use crate::document::{Document, Sentence, SentenceId};
use crate::weights::{Family, FamilyFolder, FamilyWork, ModelError};

/// What a model says of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Classification {
    /// The model's name.
    pub model: String,
    /// The most probable class.
    pub label: String,
    /// Its probability, 0 to 1; of a model without classes, its number.
    pub probability: f32,
    /// Whether the model gives numbers, as in a regression, and no probabilities.
    pub regression: bool,
    /// All classes in the model's order.
    pub classes: Vec<ClassShare>,
    /// The sentences that the decision rests on, the most important first.
    pub evidence: Vec<Ground>,
}

/// A class and its probability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassShare {
    /// The class.
    pub label: String,
    /// Its probability, 0 to 1.
    pub probability: f32,
}

/// A sentence that a decision rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ground {
    /// The sentence.
    pub sentence: SentenceId,
    /// Its 1-based page; `None` in a document without pages.
    pub page: Option<u32>,
    /// Its words.
    pub text: String,
    /// How much the probability falls without it.
    pub drop: f32,
}

/// Why a document has no class.
#[derive(Debug, thiserror::Error)]
pub enum ClassificationError {
    /// There is no text to read.
    #[error("no text")]
    NoText,
    /// The model cannot be used or failed.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Classifies a document; `progress` receives the share that is done, 0 to 1.
///
/// # Errors
/// [`ClassificationError`] if there is no text, or the model fails.
pub fn classify(
    document: &Document,
    model: &Family,
    work: FamilyWork<'_>,
    progress: &mut dyn FnMut(f32),
) -> Result<Classification, ClassificationError> {
    let sentences = read_sentences(document);
    let units = units(document, &sentences, work.folder)?;
    if units.is_empty() {
        return Err(ClassificationError::NoText);
    }
    let mut read = |ids: &[u32]| -> Result<Vec<f32>, ModelError> {
        let rows = model.classes(work, ids)?;
        Ok(rows.into_iter().next().unwrap_or_default())
    };
    let decision = decide(&units, work.folder.room(), &mut read, progress)?;
    let labels = work.folder.labels.as_ref();
    let names = labels.map(|labels| labels.names());
    let problem = labels.map(|labels| labels.problem_type());
    let label = |index: usize| -> String {
        let name = names.and_then(|names| names.get(index));
        name.cloned().unwrap_or_default()
    };
    let classes = decision.probabilities.iter().enumerate();
    let ground = |(unit, drop): &(usize, f32)| {
        let sentence = sentences.get(*unit)?;
        Some(Ground {
            sentence: sentence.id,
            page: sentence.page(),
            text: sentence.text.clone(),
            drop: *drop,
        })
    };
    Ok(Classification {
        model: work.folder.name.clone(),
        label: label(decision.class),
        probability: decision.probability(),
        regression: problem == Some(ProblemType::Regression),
        evidence: decision.grounds.iter().filter_map(ground).collect(),
        classes: classes
            .map(|(index, probability)| ClassShare {
                label: label(index),
                probability: *probability,
            })
            .collect(),
    })
}

/// The running text, or every sentence of a document that has none.
fn read_sentences(document: &Document) -> Vec<&Sentence> {
    let prose: Vec<&Sentence> = document.prose().collect();
    match prose.is_empty() {
        true => document.sentences.iter().collect(),
        false => prose,
    }
}

fn units(
    document: &Document,
    sentences: &[&Sentence],
    folder: &FamilyFolder,
) -> Result<Vec<Unit>, ModelError> {
    sentences
        .iter()
        .map(|sentence| {
            Ok(Unit {
                ids: folder.encode(&sentence.text)?.ids,
                section: outermost(document, sentence.id),
            })
        })
        .collect()
}
