//! How long a document of 10,000 words takes with a model on this machine, from a short run: one stretch of text and a
//! few words, scaled to what the whole work reads and writes.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::super::{Shared, lock};
use super::bar::Bar;
use crate::assistant::answer::profile::ReaderProfile;
use crate::assistant::summary::forecast;
use crate::settings::Settings;
use crate::stage::Stage;
use crate::weights::store::{ModelId, ModelRole, Progress, Report, Store};
use crate::weights::{
    Embedder, EmbedderFolder, ModelError, ModelFolder, Reader, ReaderFolder, Reading, Writer,
    Writing,
};

/// Words of the document.
const WORDS: usize = 10_000;
/// Words of a passage, about as many as passages of documents have.
const PASSAGE: usize = 150;
/// Tokens that a writing model reads in the short run. The attention of longer inputs costs the same for each token.
const READ: usize = 1024;
/// Tokens that it writes.
const WRITTEN: usize = 6;
/// Passages that a finding model reads in the short run.
const PASSAGES: usize = 8;

/// A text of one passage.
const TEXT: &str =
    "Fruits of the control group lost a tenth of their weight in two weeks of cold storage. ";
/// Words of it.
const TEXT_WORDS: usize = 17;

/// Measures a ready model and has the store keep the result.
///
/// # Errors
/// [`ModelError`] if the model cannot be opened or loaded, fails, or is stopped.
pub(super) fn measure(
    shared: &Shared,
    id: &ModelId,
    role: ModelRole,
    stop: &Arc<AtomicBool>,
    bar: &mut Bar<'_>,
) -> Result<(), ModelError> {
    let settings = lock(&shared.settings).clone();
    let run = ShortRun {
        store: &shared.store,
        settings: &settings,
        writer: &shared.writer,
        reader: &shared.asking.reader,
        embedder: &shared.asking.embedder,
        stop,
    };
    run.measure(id, role, &mut |progress| bar.show(progress))
}

/// What a short run of a model needs.
pub struct ShortRun<'a> {
    /// Where the model is, and where the result is kept.
    pub store: &'a Store,
    /// The number of threads and the precision.
    pub settings: &'a Settings,
    /// Owns a model that writes.
    pub writer: &'a Writer,
    /// Owns a model that answers questions.
    pub reader: &'a Reader,
    /// Owns a model that finds passages.
    pub embedder: &'a Embedder,
    /// Stops the run.
    pub stop: &'a Arc<AtomicBool>,
}

impl ShortRun<'_> {
    /// Measures a ready model and has the store keep the result. A model that is not ready is passed over, and so is one
    /// that classifies.
    ///
    /// # Errors
    /// [`ModelError`] if the model cannot be opened or loaded, fails, or is stopped.
    pub fn measure(
        &self,
        id: &ModelId,
        role: ModelRole,
        report: &mut Report<'_>,
    ) -> Result<(), ModelError> {
        // how long sequences take says nothing of a document of words
        let timed = role != ModelRole::Classifies;
        let Some(folder) = self.store.folder(id).filter(|_| timed) else {
            return Ok(());
        };
        let mut progress = |done| {
            report(Progress {
                stage: Stage::Measuring,
                done,
                transfer: None,
            });
        };
        progress(0.0);
        let seconds = match role {
            ModelRole::Writes => {
                let folder = ModelFolder::open_in(&folder, self.settings.precision)?;
                self.of_writer(&folder, &mut progress)?
            }
            ModelRole::Reads => self.of_reader(&ReaderFolder::open(&folder)?, &mut progress)?,
            ModelRole::Finds => self.of_finder(&EmbedderFolder::open(&folder)?, &mut progress)?,
            ModelRole::Classifies => None,
        };
        if let Some(seconds) = seconds
            && let Err(error) = self.store.record_seconds(id, seconds)
        {
            tracing::warn!(%error, "the speed of a model could not be kept");
        }
        Ok(())
    }

    fn threads(&self) -> Option<usize> {
        self.settings.threads.map(|n| n as usize)
    }

    /// Seconds for a medium summary.
    fn of_writer(
        &self,
        folder: &ModelFolder,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Option<f32>, ModelError> {
        let tokens = READ.min(folder.config.max_position_embeddings);
        let text = TEXT.repeat(tokens.div_ceil(TEXT_WORDS));
        let ids = folder.tokenizer.encode_truncated(&text, tokens).ids;
        let read = ids.len();
        let mut generation = folder.generation.clone();
        generation.num_return_sequences = 1;
        generation.max_new_tokens = Some(WRITTEN);
        generation.min_new_tokens = Some(WRITTEN);
        generation.min_length = 0;
        let (mut encoding, mut writing) = (Paced::default(), Paced::default());
        self.writer.write(
            folder,
            ids,
            generation,
            self.threads(),
            self.stop,
            &mut |event| match event {
                Writing::Loading | Writing::Settled(_) => {}
                Writing::Encoding { layer, layers } => {
                    encoding.reached(layer, layers);
                    progress(0.5 * layer as f32 / layers.max(1) as f32);
                }
                Writing::Step { step, steps } => {
                    writing.reached(step, steps);
                    progress(0.5 + 0.5 * step as f32 / steps.max(1) as f32);
                }
            },
        )?;
        let (Some(window), Some(step)) = (encoding.whole(), writing.each()) else {
            return Ok(None);
        };
        let seconds: f32 = forecast(folder, WORDS)
            .iter()
            .map(|foreseen| {
                window * foreseen.read as f32 / read.max(1) as f32 + step * foreseen.write as f32
            })
            .sum();
        Ok(Some(seconds))
    }

    /// Seconds for a question.
    fn of_reader(
        &self,
        folder: &ReaderFolder,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Option<f32>, ModelError> {
        let profile = ReaderProfile::of(folder);
        let question = folder.encode("How much weight do fruits lose?")?.ids;
        let room = profile
            .window
            .min(folder.positions)
            .saturating_sub(question.len() + folder.markers())
            .max(1);
        let mut text = folder.encode(&TEXT.repeat(room.div_ceil(TEXT_WORDS)))?.ids;
        text.truncate(room);
        let passage = folder
            .encode(&TEXT.repeat(PASSAGE.div_ceil(TEXT_WORDS)))?
            .ids;
        // the first input loads the model and touches all that loads lazily
        let read = |count: usize| {
            let inputs = vec![folder.input(&question, &text); count];
            self.reader.read(
                folder,
                inputs,
                self.threads(),
                self.stop,
                &mut |_: Reading| {},
            )
        };
        read(1)?;
        progress(0.5);
        let start = Instant::now();
        read(2)?;
        let each = start.elapsed().as_secs_f32() / 2.0;
        let windows = match profile.together() {
            true => (profile.passages * passage.len()).div_ceil(room),
            false => profile.passages,
        };
        Ok(Some(each * windows as f32))
    }

    /// Seconds for the vectors of all passages.
    fn of_finder(
        &self,
        folder: &EmbedderFolder,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Option<f32>, ModelError> {
        let text = TEXT.repeat(PASSAGE.div_ceil(TEXT_WORDS));
        let embed = |count: usize| {
            let texts = vec![text.clone(); count];
            self.embedder
                .embed(folder, &texts, self.threads(), self.stop, &mut |_| {})
        };
        embed(1)?;
        progress(0.5);
        let start = Instant::now();
        embed(PASSAGES)?;
        let each = start.elapsed().as_secs_f32() / PASSAGES as f32;
        Ok(Some(each * WORDS.div_ceil(PASSAGE) as f32))
    }
}

/// The pace of work in equal steps. The first step does not count, because its beginning is not known.
#[derive(Default)]
struct Paced {
    first: Option<(usize, Instant)>,
    last: Option<(usize, Instant)>,
    steps: usize,
}

impl Paced {
    fn reached(&mut self, step: usize, steps: usize) {
        let now = (step, Instant::now());
        self.first.get_or_insert(now);
        self.last = Some(now);
        self.steps = steps;
    }

    /// Seconds for each step; `None` if fewer than two were seen.
    fn each(&self) -> Option<f32> {
        let ((from, began), (to, ended)) = (self.first?, self.last?);
        let seen = to.checked_sub(from).filter(|seen| *seen > 0)?;
        Some(ended.duration_since(began).as_secs_f32() / seen as f32)
    }

    /// Seconds for all steps.
    fn whole(&self) -> Option<f32> {
        Some(self.each()? * self.steps as f32)
    }
}
