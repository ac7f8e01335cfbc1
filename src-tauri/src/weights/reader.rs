//! The model that finds answers in a text: its folder, and the thread that owns it.
//!
//! Two kinds of checkpoints do this. They differ in how an input combines question and text; other files need not
//! know which kind is in use.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bigbird_pegasus::models::bigbird::Pair;
use bigbird_pegasus::tokenizer::{BigBirdTokenizer, Encoding, PegasusTokenizer};
use bigbird_pegasus::{
    Architecture, BigBirdConfig, BigBirdForQuestionAnswering, BigBirdPegasusConfig,
    BigBirdPegasusForQuestionAnswering, Precision, Stop,
};

use pagewing_models::load_reader;
use pagewing_models::starter::is_starter;

use super::device::{self, Place};
use super::folder::{self, checkpoint, fits_tokenizer};
use super::kept_model::{Held, Identity};
use super::model_thread::ModelThread;
use super::{ModelError, kind, starter};

/// A valid folder of a reader.
#[derive(Clone)]
pub struct ReaderFolder {
    /// The folder's path.
    pub path: PathBuf,
    /// The name that people see.
    pub name: String,
    /// Distinguishes models of the same name.
    pub fingerprint: String,
    /// The kind of checkpoint.
    pub kind: ReaderKind,
    /// Longest input in tokens.
    pub positions: usize,
    tokenizer: Tokenizer,
    pub(super) parameters: u64,
    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub unused: Vec<String>,
    precision: Precision,
    pub(super) width: u64,
}

/// The kinds of checkpoints that find answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderKind {
    /// `BigBirdForQuestionAnswering`.
    BigBird,
    /// `BigBirdPegasusForQuestionAnswering`.
    BigBirdPegasus,
}

#[derive(Clone)]
enum Tokenizer {
    BigBird(Arc<BigBirdTokenizer>),
    Pegasus(Arc<PegasusTokenizer>),
}

/// A question and a text as a reader's input. The first token stands for "no answer".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderInput {
    ids: Vec<u32>,
    /// Index of the text's first token; the text is `text_start..text_start + text_length`.
    text_start: usize,
    text_length: usize,
}

impl ReaderInput {
    /// All tokens, and the number of tokens before the text.
    pub(super) fn into_parts(self) -> (Vec<u32>, usize) {
        (self.ids, self.text_start)
    }
}

/// Scores of an answer's start and end at every token of a text: logits.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanScores {
    /// One score per token of the text, as the start of an answer.
    pub start: Vec<f32>,
    /// One score per token of the text, as the end of an answer.
    pub end: Vec<f32>,
    /// Score of "no answer", the sum for start and end.
    pub null: f32,
}

/// Progress while a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The weights are being loaded.
    Loading,
    /// Number of inputs that are read.
    Read(usize),
}

impl ReaderFolder {
    /// Opens a folder: reads the configuration, headers and tokenizer, but not the weights.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds another kind of model.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let checkpoint = checkpoint(path)?;
        let path = checkpoint.folder();
        let damaged = |error: bigbird_pegasus::ConfigError| ModelError::Damaged(error.to_string());
        let (kind, positions, width, tokenizer) = match checkpoint.architecture() {
            found if *found == Architecture::BigBirdForQuestionAnswering || is_starter(found) => {
                let config = BigBirdConfig::read(path).map_err(damaged)?;
                let tokenizer = BigBirdTokenizer::open(path)?;
                fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
                (
                    ReaderKind::BigBird,
                    config.max_position_embeddings,
                    10 * config.hidden_size + 2 * config.intermediate_size,
                    Tokenizer::BigBird(Arc::new(tokenizer)),
                )
            }
            Architecture::BigBirdPegasusForQuestionAnswering => {
                let config = BigBirdPegasusConfig::read(path).map_err(damaged)?;
                let tokenizer = PegasusTokenizer::open(path)?;
                fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
                (
                    ReaderKind::BigBirdPegasus,
                    config.max_position_embeddings,
                    14 * config.d_model + 2 * config.encoder_ffn_dim,
                    Tokenizer::Pegasus(Arc::new(tokenizer)),
                )
            }
            other => return Err(ModelError::NotAReader(kind(other))),
        };
        Ok(Self {
            path: path.to_owned(),
            name: match checkpoint.architecture() {
                found if is_starter(found) => starter::NAME.to_owned(),
                _ => folder::name(path),
            },
            fingerprint: folder::fingerprint(path)
                .map_err(|error| ModelError::Damaged(format!("it cannot be read: {error}")))?,
            kind,
            positions,
            tokenizer,
            parameters: checkpoint.parameters(),
            unused: pagewing_models::survey(&checkpoint)?,
            precision: device::own_precision(&checkpoint),
            width: width as u64,
        })
    }

    /// Bytes that it needs when it is loaded and reads its longest input, an estimate.
    pub fn memory(&self) -> u64 {
        device::bytes_per_weight(self.precision) * self.parameters
            + device::bytes_per_value(self.precision) * self.positions as u64 * self.width
    }

    /// The tokens of a text or a question, without markers.
    ///
    /// # Errors
    /// [`ModelError::Damaged`] if the tokenizer's rules fail on this text.
    pub fn encode(&self, text: &str) -> Result<Encoding, ModelError> {
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => Ok(tokenizer.encode(text)?),
            Tokenizer::Pegasus(tokenizer) => {
                let mut encoding = tokenizer.encode(text);
                // Remove the end token.
                encoding.ids.pop();
                encoding.offsets.pop();
                Ok(encoding)
            }
        }
    }

    /// Number of tokens that an input adds to those of the question and the text.
    pub fn markers(&self) -> usize {
        match self.kind {
            ReaderKind::BigBird => 3,
            ReaderKind::BigBirdPegasus => 1,
        }
    }

    /// Combines a question and a text: `[CLS] question [SEP] text [SEP]` for BigBird. Pegasus has neither marker; its
    /// pairs are `question text </s>`, and the first token stands for "no answer", as in transformers' own reading
    /// script for models without `[CLS]`.
    pub fn input(&self, question: &[u32], text: &[u32]) -> ReaderInput {
        let mut ids = Vec::with_capacity(question.len() + text.len() + 3);
        match &self.tokenizer {
            Tokenizer::BigBird(tokenizer) => {
                ids.push(tokenizer.cls_token_id());
                ids.extend(question);
                ids.push(tokenizer.sep_token_id());
                ids.extend(text);
                ids.push(tokenizer.sep_token_id());
            }
            Tokenizer::Pegasus(tokenizer) => {
                ids.extend(question);
                ids.extend(text);
                ids.push(tokenizer.eos_token_id());
            }
        }
        ReaderInput {
            text_start: ids.len() - text.len() - 1,
            text_length: text.len(),
            ids,
        }
    }

    fn identity(&self) -> Identity {
        Identity {
            path: self.path.clone(),
            fingerprint: self.fingerprint.clone(),
            bytes: device::bytes_per_weight(self.precision) * self.parameters,
        }
    }
}

/// A loaded reader.
enum Model {
    BigBird(BigBirdForQuestionAnswering),
    BigBirdPegasus(BigBirdPegasusForQuestionAnswering),
}

/// A handle to the reader's thread. Clones share the thread, which ends when the last clone is dropped.
#[derive(Clone)]
pub struct Reader {
    thread: ModelThread<Model>,
}

impl Reader {
    /// Starts the thread, which loads nothing yet.
    pub fn start() -> Self {
        Self {
            thread: ModelThread::start(),
        }
    }

    /// Begins to load the model, so that the next [`Reader::read`] finds it in memory.
    pub fn prepare(&self, folder: &ReaderFolder, threads: Option<usize>) {
        let to_load = folder.clone();
        self.thread
            .prepare(folder.identity(), threads, move || load(&to_load));
    }

    /// Reads inputs in order and returns one result for each; `events` receives the progress.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after `stop` is set; any other [`ModelError`] if the model cannot be
    /// loaded or fails.
    pub fn read(
        &self,
        folder: &ReaderFolder,
        inputs: Vec<ReaderInput>,
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
        events: &mut dyn FnMut(Reading),
    ) -> Result<Vec<SpanScores>, ModelError> {
        let (to_load, flag) = (folder.clone(), stop.clone());
        self.thread.run(
            folder.identity(),
            threads,
            stop,
            move |send| {
                send(Reading::Loading);
                load(&to_load)
            },
            move |model, send| {
                let stop = Stop::when(flag.clone());
                let mut scores = Vec::with_capacity(inputs.len());
                while let Some(next) = inputs.get(scores.len()..).filter(|next| !next.is_empty()) {
                    let count = together(next);
                    scores.extend(model.read(next.get(..count).unwrap_or(next), &stop)?);
                    stop.check().map_err(|_| ModelError::Cancelled)?;
                    send(Reading::Read(scores.len()));
                }
                Ok(scores)
            },
            events,
        )
    }

    /// Frees the model's memory; the next [`Reader::read`] loads it again.
    pub fn forget(&self) {
        self.thread.forget();
    }

    /// From now on the model is dropped when it has been idle for `idle`.
    pub fn keep_for(&self, idle: Duration) {
        self.thread.keep_for(idle);
    }

    /// From now on `watch` receives each change of the model that is in memory, on the model's thread.
    pub fn watch(&self, watch: impl Fn(Option<Held>) + Send + 'static) {
        self.thread.watch(Box::new(watch));
    }
}

fn load(folder: &ReaderFolder) -> Result<Model, ModelError> {
    let checkpoint = pagewing_models::open(&folder.path)?;
    let Place { device, options } = Place::of(&checkpoint, folder.precision);
    folder::fits(folder.memory(), &device)?;
    Ok(match folder.kind {
        ReaderKind::BigBird => Model::BigBird(load_reader(&checkpoint, &device, options)?),
        ReaderKind::BigBirdPegasus => Model::BigBirdPegasus(
            BigBirdPegasusForQuestionAnswering::load(&checkpoint, &device, options)?,
        ),
    })
}

/// Number of tokens read at a time: enough work for all threads, and few enough that a question stops quickly.
const TOGETHER: usize = 4096;

/// Number of the next inputs that are read at a time, at least one.
fn together(next: &[ReaderInput]) -> usize {
    let mut tokens = 0;
    let fit = next.iter().take_while(|input| {
        tokens += input.ids.len();
        tokens <= TOGETHER
    });
    fit.count().max(1)
}

impl Model {
    fn read(&self, inputs: &[ReaderInput], stop: &Stop) -> Result<Vec<SpanScores>, ModelError> {
        match self {
            Self::BigBird(model) => {
                let pairs: Vec<Pair<'_>> = inputs
                    .iter()
                    .map(|input| Pair {
                        ids: &input.ids,
                        question_length: input.text_start,
                    })
                    .collect();
                let logits = model.read(&pairs, stop)?;
                Ok(inputs
                    .iter()
                    .zip(logits)
                    .map(|(input, logits)| scores(logits.start, logits.end, input))
                    .collect())
            }
            Self::BigBirdPegasus(model) => inputs
                .iter()
                .map(|input| {
                    let (logits, _) =
                        model.forward(std::slice::from_ref(&input.ids), None, None)?;
                    let row = |logits: &candle_core::Tensor| {
                        logits
                            .squeeze(0)
                            .and_then(|row| row.to_dtype(candle_core::DType::F32))
                            .and_then(|row| row.to_vec1::<f32>())
                            .map_err(|error| ModelError::Failed(error.to_string()))
                    };
                    stop.check().map_err(|_| ModelError::Cancelled)?;
                    Ok(scores(row(&logits.start)?, row(&logits.end)?, input))
                })
                .collect(),
        }
    }
}

/// Returns the text's part of the logits of all tokens.
fn scores(start: Vec<f32>, end: Vec<f32>, input: &ReaderInput) -> SpanScores {
    let null = |row: &[f32]| row.first().copied().unwrap_or_default();
    let text = |row: Vec<f32>| -> Vec<f32> {
        let text = row.into_iter().skip(input.text_start);
        text.take(input.text_length).collect()
    };
    SpanScores {
        null: null(&start) + null(&end),
        start: text(start),
        end: text(end),
    }
}

#[cfg(test)]
mod tests {
    use candle_core::{DType, Tensor};

    use super::*;

    /// A reader as `BigBirdTokenizer` saves it, with tensors of another head.
    fn reader() -> tempfile::TempDir {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
        let (from, home) = (
            fixtures.join("reference/checkpoints/bigbird-qa"),
            tempfile::tempdir().unwrap(),
        );
        let cpu = candle_core::Device::Cpu;
        let weights = from.join("model.safetensors");
        let mut tensors = candle_core::safetensors::load(weights, &cpu).unwrap();
        let words = "bert.embeddings.word_embeddings.weight";
        let (rows, width) = tensors[words].dims2().unwrap();
        let more = Tensor::zeros((1024 - rows, width), DType::F32, &cpu).unwrap();
        let padded = Tensor::cat(&[&tensors[words], &more], 0).unwrap();
        tensors.insert(words.into(), padded);
        for name in ["bert.pooler.weight", "cls.predictions.bias"] {
            tensors.insert(name.into(), Tensor::zeros(width, DType::F32, &cpu).unwrap());
        }
        candle_core::safetensors::save(&tensors, home.path().join("model.safetensors")).unwrap();
        let config = std::fs::read_to_string(from.join("config.json")).unwrap();
        let config = config.replace("\"vocab_size\": 512", "\"vocab_size\": 1024");
        std::fs::write(home.path().join("config.json"), config).unwrap();
        let vocabulary = fixtures.join("tiny-model/spiece.model");
        std::fs::copy(vocabulary, home.path().join("spiece.model")).unwrap();
        home
    }

    #[test]
    fn a_reader_with_a_vocabulary_alone_and_another_head_reads() {
        let home = reader();
        let folder = ReaderFolder::open(home.path()).unwrap();
        assert_eq!(folder.kind, ReaderKind::BigBird);
        assert_eq!(
            folder.unused,
            ["bert.pooler.weight", "cls.predictions.bias"]
        );
        let question = folder.encode("How many birds?").unwrap().ids;
        let text = folder.encode("Two birds sing.").unwrap().ids;
        let inputs = vec![folder.input(&question, &text)];
        let scores = Reader::start()
            .read(&folder, inputs, Some(1), &Arc::default(), &mut |_| {})
            .unwrap();
        assert_eq!(scores[0].start.len(), text.len());
        assert!(scores[0].start.iter().all(|score| score.is_finite()));
    }
}
