//! The models of the BigBird family that classify, predict tokens and make vectors, and the thread that owns them. Every
//! other file asks for probabilities or vectors and need not know which head gives them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::models::bigbird::TypedTokens;
use bigbird_pegasus::{
    BigBirdForMaskedLM, BigBirdForTokenClassification, BigBirdModel, SequenceClassifier, Stop,
};
use candle_core::{DType, Tensor};

use super::ModelError;
use super::device::Place;
use super::family_folder::FamilyFolder;
use super::family_task::FamilyTask;
use super::folder;
use super::model_thread::ModelThread;

/// A loaded model.
enum Model {
    Text(Box<SequenceClassifier>),
    Tokens(BigBirdForTokenClassification),
    Predicts(BigBirdForMaskedLM),
    Encodes(BigBirdModel),
}

/// A handle to the model's thread. Clones share the thread, which ends when the last clone is dropped.
#[derive(Clone)]
pub struct Family {
    thread: ModelThread<Model>,
}

/// How a piece of work is done.
#[derive(Clone, Copy)]
pub struct FamilyWork<'a> {
    /// The model's folder.
    pub folder: &'a FamilyFolder,
    /// Threads; `None` is one for each core.
    pub threads: Option<usize>,
    /// Ends the work when it is set.
    pub stop: &'a Arc<AtomicBool>,
}

impl Family {
    /// Starts the thread, which loads nothing yet.
    pub fn start() -> Self {
        Self {
            thread: ModelThread::start(),
        }
    }

    /// The probabilities of the classes: a row for the whole input, or a row for each token if the model says
    /// something of each.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after the stop is set; any other [`ModelError`] if the model cannot be
    /// loaded or fails.
    pub fn classes(&self, work: FamilyWork<'_>, ids: &[u32]) -> Result<Vec<Vec<f32>>, ModelError> {
        let ids = work.folder.marked(ids);
        let labels = work.folder.labels.clone();
        self.ask(work, move |model, stop| {
            let logits = model.logits(&ids, stop)?;
            Ok(match &labels {
                Some(labels) => logits.iter().map(|row| labels.probabilities(row)).collect(),
                None => logits,
            })
        })
    }

    /// For each of the `hidden` tokens of an input, the logarithm of its probability in its place, when all of them are
    /// masked at once.
    ///
    /// # Errors
    /// The same as for [`Self::classes`].
    pub fn predictions(
        &self,
        work: FamilyWork<'_>,
        ids: &[u32],
        hidden: &[usize],
    ) -> Result<Vec<f32>, ModelError> {
        let mut masked = ids.to_vec();
        let mut places = Vec::new();
        let mut wanted = Vec::new();
        for place in hidden {
            if let (Some(id), Some(mask)) = (masked.get_mut(*place), work.folder.mask()) {
                wanted.push(std::mem::replace(id, mask));
                // behind the marker in front
                places.push(*place as u32 + 1);
            }
        }
        let ids = work.folder.marked(&masked);
        let rows = self.ask(work, move |model, stop| {
            let logits = model.at(&ids, &places, stop)?;
            let rows = logits.iter().zip(&wanted);
            Ok(vec![rows.map(|(row, id)| log_share(row, *id)).collect()])
        })?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// The mean of the hidden states of an input's tokens.
    ///
    /// # Errors
    /// The same as for [`Self::classes`].
    pub fn vector(&self, work: FamilyWork<'_>, ids: &[u32]) -> Result<Vec<f32>, ModelError> {
        let ids = work.folder.marked(ids);
        let rows = self.ask(work, move |model, stop| Ok(vec![model.mean(&ids, stop)?]))?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn ask(
        &self,
        work: FamilyWork<'_>,
        asked: impl Fn(&Model, &Stop) -> bigbird_pegasus::Result<Vec<Vec<f32>>> + Send + 'static,
    ) -> Result<Vec<Vec<f32>>, ModelError> {
        let (to_load, flag) = (work.folder.clone(), work.stop.clone());
        let rows = self.thread.run(
            work.folder.identity(),
            work.threads,
            work.stop,
            move |_: &dyn Fn(())| load(&to_load),
            move |model, _| Ok(asked(model, &Stop::when(flag.clone()))?),
            &mut |()| {},
        )?;
        match rows.iter().flatten().all(|value| value.is_finite()) {
            true => Ok(rows),
            false => Err(ModelError::NotFinite(
                "the model computes numbers that are not finite".into(),
            )),
        }
    }
}

fn load(folder: &FamilyFolder) -> Result<Model, ModelError> {
    let checkpoint = pagewing_models::open(&folder.path)?;
    let Place { device, options } = Place::of(&checkpoint, folder.precision);
    folder::fits(folder.memory(), &device)?;
    Ok(match (folder.task, folder.per_token) {
        (FamilyTask::Predict, _) => {
            Model::Predicts(BigBirdForMaskedLM::load(&checkpoint, &device, options)?)
        }
        (FamilyTask::Encode, _) => {
            Model::Encodes(BigBirdModel::load(&checkpoint, &device, options)?)
        }
        (_, true) => Model::Tokens(BigBirdForTokenClassification::load(
            &checkpoint,
            &device,
            options,
        )?),
        (_, false) => {
            let model = SequenceClassifier::load(&checkpoint, &device, options)?;
            Model::Text(Box::new(model))
        }
    })
}

impl Model {
    /// Logits of classes: one row, or one for each token between the markers.
    fn logits(&self, ids: &[u32], stop: &Stop) -> bigbird_pegasus::Result<Vec<Vec<f32>>> {
        match self {
            Self::Text(model) => Ok(vec![model.classify(ids, stop)?]),
            Self::Tokens(model) => {
                let rows = [ids.to_vec()];
                let logits = model.forward(&input(&rows), stop, &mut |_| {})?;
                between_markers(&logits, ids.len())
            }
            Self::Predicts(_) | Self::Encodes(_) => Err(no_head()),
        }
    }

    /// Logits of all words at some places of an input.
    fn at(
        &self,
        ids: &[u32],
        places: &[u32],
        stop: &Stop,
    ) -> bigbird_pegasus::Result<Vec<Vec<f32>>> {
        let Self::Predicts(model) = self else {
            return Err(no_head());
        };
        let rows = [ids.to_vec()];
        let hidden = model.bert().forward(&input(&rows), stop, &mut |_| {})?;
        let places = Tensor::from_slice(places, places.len(), hidden.device())?;
        let hidden = hidden.index_select(&places, 1)?;
        let logits = model.logits(&hidden)?.squeeze(0)?;
        Ok(logits.to_dtype(DType::F32)?.to_vec2()?)
    }

    fn mean(&self, ids: &[u32], stop: &Stop) -> bigbird_pegasus::Result<Vec<f32>> {
        let Self::Encodes(model) = self else {
            return Err(no_head());
        };
        let rows = [ids.to_vec()];
        let hidden = model.forward(&input(&rows), stop, &mut |_| {})?;
        let hidden = hidden.to_dtype(DType::F32)?;
        let tokens = ids.len().saturating_sub(2);
        let mean = hidden.narrow(1, 1, tokens)?.mean(1)?;
        Ok(mean.flatten_all()?.to_vec1()?)
    }
}

fn input(rows: &[Vec<u32>]) -> TypedTokens<'_> {
    TypedTokens {
        ids: rows,
        mask: None,
        token_types: None,
    }
}

fn between_markers(rows: &Tensor, length: usize) -> bigbird_pegasus::Result<Vec<Vec<f32>>> {
    let tokens = rows.narrow(1, 1, length.saturating_sub(2))?.squeeze(0)?;
    Ok(tokens.to_dtype(DType::F32)?.to_vec2()?)
}

fn no_head() -> bigbird_pegasus::Error {
    bigbird_pegasus::Error::Input("the model has no head for this".into())
}

/// The logarithm of the probability of one word among all.
fn log_share(logits: &[f32], word: u32) -> f32 {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = logits.iter().map(|it| f64::from(it - most).exp()).sum();
    let own = logits.get(word as usize).copied().unwrap_or(f32::NAN);
    (f64::from(own - most) - sum.ln()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_a_word_is_that_of_a_softmax() {
        let logits = [3_f32.ln(), 0.0, 800.0_f32.ln() - 4.0_f32.ln()];
        let sum = 3.0 + 1.0 + 200.0;
        for (word, odds) in [(0, 3.0_f32), (1, 1.0), (2, 200.0)] {
            assert!((log_share(&logits, word) - (odds / sum).ln()).abs() < 1e-5);
        }
        // large logits do not overflow
        assert_eq!(log_share(&[1000.0, -1000.0], 0), 0.0);
        assert!(log_share(&[1.0], 7).is_nan());
    }
}
