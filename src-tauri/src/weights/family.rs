//! The models of the BigBird family that classify, predict tokens and make vectors: their folder, and the thread that owns
//! them. Every other file asks for probabilities or vectors and need not know which head gives them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::models::bigbird::TypedTokens;
use bigbird_pegasus::tokenizer::{BigBirdTokenizer, Encoding, PegasusTokenizer};
use bigbird_pegasus::{
    Architecture, BigBirdConfig, BigBirdForMaskedLM, BigBirdForTokenClassification, BigBirdModel,
    BigBirdPegasusConfig, Checkpoint, ConfigError, Labels, Precision, SequenceClassifier, Stop,
};
use candle_core::{DType, Tensor};

use super::device::{self, Place};
use super::folder::{self, checkpoint, fits_tokenizer};
use super::kept_model::Identity;
use super::model_thread::ModelThread;
use super::{ModelError, kind};

/// What a model of the family is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    fn is_done_by(self, architecture: &Architecture) -> bool {
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

/// A valid folder of such a model.
#[derive(Clone)]
pub struct FamilyFolder {
    /// The folder's path.
    pub path: PathBuf,
    /// The name that people see.
    pub name: String,
    /// Distinguishes models of the same name.
    pub fingerprint: String,
    /// The classes, if it classifies.
    pub labels: Option<Labels>,
    /// Whether it says something of each token, and not of the whole input.
    pub per_token: bool,
    /// Width of its vectors.
    pub width: usize,
    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub unused: Vec<String>,
    /// Longest input in tokens, in whole blocks.
    positions: usize,
    task: FamilyTask,
    tokenizer: Tokenizer,
    parameters: u64,
    precision: Precision,
    /// Values that the model computes for each token of its input.
    values: u64,
}

#[derive(Clone)]
enum Tokenizer {
    BigBird(Arc<BigBirdTokenizer>),
    Pegasus(Arc<PegasusTokenizer>),
}

/// The part of a configuration that a folder needs.
struct Shape {
    positions: usize,
    block: usize,
    width: usize,
    values: usize,
    tokenizer: Tokenizer,
}

impl Shape {
    fn of(checkpoint: &Checkpoint) -> Result<Self, ModelError> {
        let path = checkpoint.folder();
        if *checkpoint.architecture() == Architecture::BigBirdPegasusForSequenceClassification {
            let config = BigBirdPegasusConfig::read(path).map_err(damaged)?;
            let tokenizer = PegasusTokenizer::open(path)?;
            fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
            return Ok(Self {
                positions: config.max_position_embeddings,
                block: config.block_size,
                width: config.d_model,
                values: 14 * config.d_model + 2 * config.encoder_ffn_dim,
                tokenizer: Tokenizer::Pegasus(Arc::new(tokenizer)),
            });
        }
        let config = BigBirdConfig::read(path).map_err(damaged)?;
        let tokenizer = BigBirdTokenizer::open(path)?;
        fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
        Ok(Self {
            positions: config.max_position_embeddings,
            block: config.block_size,
            width: config.hidden_size,
            values: 10 * config.hidden_size + 2 * config.intermediate_size,
            tokenizer: Tokenizer::BigBird(Arc::new(tokenizer)),
        })
    }
}

fn damaged(error: ConfigError) -> ModelError {
    ModelError::Damaged(error.to_string())
}

impl FamilyFolder {
    /// Opens a folder for a task: reads the configuration, headers and tokenizer, but not the weights.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds a model that does not do this.
    pub fn open(path: &Path, task: FamilyTask) -> Result<Self, ModelError> {
        let checkpoint = checkpoint(path)?;
        let path = checkpoint.folder();
        let architecture = checkpoint.architecture();
        if !task.is_done_by(architecture) {
            return Err(ModelError::NotForTask {
                task,
                found: kind(architecture),
            });
        }
        let classifies = matches!(task, FamilyTask::ClassifyText | FamilyTask::ClassifyBases);
        let labels = match classifies {
            true => Some(labels(&checkpoint)?),
            false => None,
        };
        let shape = Shape::of(&checkpoint)?;
        if let (FamilyTask::Predict, Tokenizer::BigBird(tokenizer)) = (task, &shape.tokenizer)
            && tokenizer.mask_token_id().is_none()
        {
            return Err(ModelError::Damaged("its tokenizer has no [MASK]".into()));
        }
        Ok(Self {
            path: path.to_owned(),
            name: folder::name(path),
            fingerprint: folder::fingerprint(path)
                .map_err(|error| ModelError::Damaged(format!("it cannot be read: {error}")))?,
            labels,
            per_token: *architecture == Architecture::BigBirdForTokenClassification,
            width: shape.width,
            // what a head would use is unused where the encoder alone is wanted
            unused: match task {
                FamilyTask::Encode => Vec::new(),
                _ => pagewing_models::survey(&checkpoint)?,
            },
            positions: match shape.positions - shape.positions % shape.block.max(1) {
                0 => shape.positions,
                whole => whole,
            },
            task,
            tokenizer: shape.tokenizer,
            parameters: checkpoint.parameters(),
            precision: device::own_precision(&checkpoint),
            values: shape.values as u64,
        })
    }

    /// The most tokens of an input, without markers.
    pub fn room(&self) -> usize {
        let markers = match self.tokenizer {
            Tokenizer::BigBird(_) => 2,
            Tokenizer::Pegasus(_) => 1,
        };
        self.positions.saturating_sub(markers)
    }

    /// Whether a person gave the classes names. Training scripts that were not told any write `LABEL_0` and so on.
    pub fn names_classes(&self) -> bool {
        self.labels.as_ref().is_some_and(|labels| {
            let mut names = labels.names().iter().enumerate();
            labels.are_named() && !names.all(|(index, name)| *name == format!("LABEL_{index}"))
        })
    }

    /// The tokens of a text, without markers.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] if the tokenizer's rules fail on this text.
    pub fn encode(&self, text: &str) -> Result<Encoding, ModelError> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => Ok(tokenizer.encode(text)?),
            Tokenizer::Pegasus(tokenizer) => {
                let mut encoding = tokenizer.encode(text);
                // its end token
                encoding.ids.pop();
                encoding.offsets.pop();
                Ok(encoding)
            }
        }
    }

    /// The token that stands for one that is hidden, if the vocabulary has it.
    fn mask(&self) -> Option<u32> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => tokenizer.mask_token_id(),
            Tokenizer::Pegasus(_) => None,
        }
    }

    /// An input of these tokens, with its markers.
    fn marked(&self, ids: &[u32]) -> Vec<u32> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => {
                let ends = (tokenizer.cls_token_id(), tokenizer.sep_token_id());
                [&[ends.0][..], ids, &[ends.1][..]].concat()
            }
            Tokenizer::Pegasus(tokenizer) => [ids, &[tokenizer.eos_token_id()][..]].concat(),
        }
    }

    fn memory(&self) -> u64 {
        device::bytes_per_weight(self.precision) * self.parameters
            + device::bytes_per_value(self.precision) * self.positions as u64 * self.values
    }

    fn identity(&self) -> Identity {
        Identity {
            path: self.path.clone(),
            fingerprint: self.fingerprint.clone(),
            bytes: device::bytes_per_weight(self.precision) * self.parameters,
        }
    }
}

/// The classes that a configuration names, which must be as many as the weights tell apart.
fn labels(checkpoint: &Checkpoint) -> Result<Labels, ModelError> {
    let labels = Labels::from_json(checkpoint.config()).map_err(damaged)?;
    let heads = [
        "classifier.out_proj.weight",
        "classifier.weight",
        "classification_head.out_proj.weight",
    ];
    let classes = heads
        .iter()
        .find_map(|name| checkpoint.shape(name)?.first().copied());
    match classes {
        Some(classes) if classes != labels.names().len() => Err(ModelError::WrongLabels {
            labels: labels.names().len(),
            classes,
        }),
        _ => Ok(labels),
    }
}

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
