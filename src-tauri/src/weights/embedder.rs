//! The model that makes vectors of texts: its folder, and the thread that owns it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bigbird_pegasus::models::Pooling;
use bigbird_pegasus::models::SentenceSettings;
use bigbird_pegasus::models::bert::Window;
use bigbird_pegasus::tokenizer::BigBirdTokenizer;
use bigbird_pegasus::{BigBirdConfig, Precision, SentenceEncoder, Stop};
use pagewing_models::load_sentence_encoder;
use pagewing_models::starter::is_starter;

use super::catalogue::question_prefix;
use super::device::{self, Place};
use super::folder::{self, checkpoint, fits_tokenizer};
use super::kept_model::{Held, Identity};
use super::model_thread::ModelThread;
use super::{ModelError, kind, starter};

/// Most tokens of a text if the folder sets no limit; longer texts are cut. all-MiniLM-L6-v2 was made for this length, and passages should
/// be shorter.
const LONGEST_TEXT: usize = 256;

/// Most tokens of a text that a folder may allow.
const LONGEST_ALLOWED: usize = 512;

/// A valid folder of a sentence encoder.
#[derive(Clone)]
pub struct EmbedderFolder {
    /// The folder's path.
    pub path: PathBuf,
    /// The name that people see.
    pub name: String,
    /// The key under which its vectors are stored.
    pub fingerprint: String,
    tokenizer: Arc<BigBirdTokenizer>,
    longest: usize,
    question_prefix: String,
    passage_prefix: String,
    width: usize,
    pub(super) parameters: u64,
    /// Names of tensors in the weights that the model does not use, in alphabetical order.
    pub unused: Vec<String>,
    precision: Precision,
}

impl EmbedderFolder {
    /// Opens a folder: reads the configuration, headers and tokenizer, but not the weights.
    ///
    /// # Errors
    /// [`ModelError`] if the folder is missing, incomplete, damaged, or holds another kind of model.
    pub fn open(path: &Path) -> Result<Self, ModelError> {
        let checkpoint = checkpoint(path)?;
        let path = checkpoint.folder();
        let architecture = checkpoint.architecture();
        if !SentenceEncoder::is_one(architecture) && !is_starter(architecture) {
            return Err(ModelError::NotAnEmbedder(kind(architecture)));
        }
        let settings = match is_starter(architecture) {
            true => SentenceSettings::default(),
            false => SentenceSettings::read(path)
                .map_err(|error| ModelError::NotAnEmbedder(error.to_string()))?,
        };
        let config =
            BigBirdConfig::read(path).map_err(|error| ModelError::Damaged(error.to_string()))?;
        let tokenizer = BigBirdTokenizer::open(path)?;
        fits_tokenizer(tokenizer.vocab_size(), config.vocab_size)?;
        Ok(Self {
            path: path.to_owned(),
            name: match checkpoint.architecture() {
                found if is_starter(found) => starter::NAME.to_owned(),
                _ => folder::name(path),
            },
            fingerprint: fingerprint(path, &settings)?,
            tokenizer: Arc::new(tokenizer),
            longest: settings
                .most_tokens
                .map_or(LONGEST_TEXT, |most| most.min(LONGEST_ALLOWED))
                .min(config.max_position_embeddings),
            question_prefix: match settings.question_prefix.is_empty() {
                true => question_prefix(&folder::name(path))
                    .unwrap_or_default()
                    .to_owned(),
                false => settings.question_prefix,
            },
            passage_prefix: settings.passage_prefix,
            width: config.hidden_size,
            parameters: checkpoint.parameters(),
            unused: pagewing_models::survey(&checkpoint)?,
            precision: device::own_precision(&checkpoint),
        })
    }

    /// The text that stands before questions; often empty.
    pub fn question_prefix(&self) -> &str {
        &self.question_prefix
    }

    /// `[CLS] text [SEP]`, cut to the longest input of the model.
    pub(super) fn ids(&self, text: &str) -> Result<Vec<u32>, ModelError> {
        let mut ids = vec![self.tokenizer.cls_token_id()];
        ids.extend(self.tokenizer.encode(text)?.ids);
        ids.truncate(self.longest.saturating_sub(1).max(1));
        ids.push(self.tokenizer.sep_token_id());
        Ok(ids)
    }

    /// Packs consecutive texts into windows, as many as fit, with one part per text in order. A text begins a new
    /// window if `apart` returns `true` for its index. A text that is too long is cut.
    pub(super) fn windows(
        &self,
        texts: &[&str],
        apart: impl Fn(usize) -> bool,
    ) -> Result<Vec<Window>, ModelError> {
        let room = self.longest.saturating_sub(2).max(1);
        let (cls, sep) = (self.tokenizer.cls_token_id(), self.tokenizer.sep_token_id());
        let mut windows: Vec<Window> = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let mut ids = self.tokenizer.encode(text)?.ids;
            ids.truncate(room);
            let fits =
                |window: &&mut Window| !apart(at) && window.ids.len() - 1 + ids.len() <= room;
            let window = match windows.last_mut().filter(fits) {
                Some(window) => window,
                None => {
                    windows.push(Window {
                        ids: vec![cls],
                        parts: Vec::new(),
                    });
                    let last = windows.len() - 1;
                    &mut windows[last]
                }
            };
            let start = window.ids.len();
            window.ids.extend(ids);
            window.parts.push(start..window.ids.len());
        }
        for window in &mut windows {
            window.ids.push(sep);
        }
        Ok(windows)
    }

    /// Length of a vector.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    fn identity(&self) -> Identity {
        Identity {
            path: self.path.clone(),
            fingerprint: self.fingerprint.clone(),
            bytes: device::bytes_per_weight(self.precision) * self.parameters,
        }
    }
}

/// The fingerprint of the files, and of settings outside them on which the vectors of passages depend.
fn fingerprint(path: &Path, settings: &SentenceSettings) -> Result<String, ModelError> {
    let files = folder::fingerprint(path)
        .map_err(|error| ModelError::Damaged(format!("it cannot be read: {error}")))?;
    Ok(match settings.pooling {
        Pooling::Mean => files,
        Pooling::FirstToken => format!("{files} first"),
    })
}

/// A handle to the encoder's thread. Clones share the thread, which ends when the last clone is dropped.
#[derive(Clone)]
pub struct Embedder {
    thread: ModelThread<SentenceEncoder>,
}

impl Embedder {
    /// Starts the thread, which loads nothing yet.
    pub fn start() -> Self {
        Self {
            thread: ModelThread::start(),
        }
    }

    /// Begins to load the model, so that the next text finds it in memory.
    pub fn prepare(&self, folder: &EmbedderFolder, threads: Option<usize>) {
        let to_load = folder.clone();
        self.thread
            .prepare(folder.identity(), threads, move || load(&to_load));
    }

    /// The vector of a question, of unit length.
    ///
    /// # Errors
    /// The same as those of [`Self::embed`].
    pub fn embed_question(
        &self,
        folder: &EmbedderFolder,
        question: &str,
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
    ) -> Result<Vec<f32>, ModelError> {
        let asked = format!("{}{question}", folder.question_prefix);
        let windows = vec![Window::whole(folder.ids(&asked)?)];
        let vectors = self.embed_windows(folder, windows, threads, stop, &mut |_| {})?;
        let vector = vectors.into_iter().flatten().next();
        vector.ok_or_else(|| ModelError::Failed("it made no vector".into()))
    }

    /// The vectors of passages, of unit length; `events` receives the number of finished texts.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after `stop` is set; any other [`ModelError`] if the model cannot be
    /// loaded or fails.
    pub fn embed(
        &self,
        folder: &EmbedderFolder,
        texts: &[String],
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
        events: &mut dyn FnMut(usize),
    ) -> Result<Vec<Vec<f32>>, ModelError> {
        let mut windows = Vec::with_capacity(texts.len());
        for text in texts {
            let text = format!("{}{text}", folder.passage_prefix);
            windows.push(Window::whole(folder.ids(&text)?));
        }
        let vectors = self.embed_windows(folder, windows, threads, stop, events)?;
        Ok(vectors.into_iter().flatten().collect())
    }

    /// The vectors of the parts of windows; `events` receives the number of finished windows.
    ///
    /// # Errors
    /// The same as those of [`Self::embed`].
    pub(super) fn embed_windows(
        &self,
        folder: &EmbedderFolder,
        windows: Vec<Window>,
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
        events: &mut dyn FnMut(usize),
    ) -> Result<Vec<Vec<Vec<f32>>>, ModelError> {
        let (to_load, flag) = (folder.clone(), stop.clone());
        self.thread.run(
            folder.identity(),
            threads,
            stop,
            move |_| load(&to_load),
            move |model, send| {
                let stop = Stop::when(flag.clone());
                Ok(model.embed_parts(&windows, &stop, &mut |done| send(done))?)
            },
            events,
        )
    }

    /// Frees the model's memory.
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

fn load(folder: &EmbedderFolder) -> Result<SentenceEncoder, ModelError> {
    let checkpoint = pagewing_models::open(&folder.path)?;
    let Place { device, options } = Place::of(&checkpoint, folder.precision);
    let needed = device::bytes_per_weight(folder.precision) * folder.parameters;
    folder::fits(needed, &device)?;
    Ok(load_sentence_encoder(&checkpoint, &device, options)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folder of all-MiniLM-L6-v2 that `PAGEWING_TEST_EMBEDDER` names.
    fn minilm() -> EmbedderFolder {
        let folder = std::env::var_os("PAGEWING_TEST_EMBEDDER")
            .expect("PAGEWING_TEST_EMBEDDER names a folder of all-MiniLM-L6-v2");
        EmbedderFolder::open(Path::new(&folder)).unwrap()
    }

    #[test]
    #[ignore = "needs PAGEWING_TEST_EMBEDDER"]
    fn what_means_alike_is_near_to_minilm() {
        let folder = minilm();
        let texts: Vec<String> = [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        ]
        .map(str::to_owned)
        .into();
        let vectors = Embedder::start()
            .embed(&folder, &texts, Some(1), &Arc::default(), &mut |_| {})
            .unwrap();
        let product = |a: &[f32], b: &[f32]| -> f32 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
        for vector in &vectors {
            assert_eq!(vector.len(), 384);
            assert!((product(vector, vector) - 1.0).abs() < 1e-5);
        }
        // The similarities that the model's own page gives for these sentences.
        let near: Vec<f32> = vectors[1..]
            .iter()
            .map(|v| product(&vectors[0], v))
            .collect();
        for (found, published) in near.iter().zip([0.695, 0.943, 0.257]) {
            assert!((found - published).abs() < 2e-3, "{near:?}");
        }
    }

    #[test]
    fn another_model_is_no_embedder() {
        let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tiny-model");
        let opened = EmbedderFolder::open(&tiny);
        assert!(matches!(opened, Err(ModelError::NotAnEmbedder(_))));
    }
}
