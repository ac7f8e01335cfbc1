//! The model that writes summaries, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, CrossAttention, GenerationConfig, GenerationEvent, Stop,
};

use super::device::Place;
use super::kept_model::Held;
use super::model_thread::ModelThread;
use super::{ModelError, ModelFolder, guard};

/// Progress while a text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// The weights are being loaded. What was written before is void: the model could not go on where it was.
    Loading,
    /// The encoder has finished a layer.
    Encoding {
        /// Number of finished layers.
        layer: usize,
        /// Number of all layers.
        layers: usize,
    },
    /// The decoder has finished a step.
    Step {
        /// Number of finished steps.
        step: usize,
        /// Most steps that are possible.
        steps: usize,
    },
    /// These tokens follow the ones of earlier events and will not change.
    Settled(Vec<u32>),
}

/// The written text.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The tokens; the end token comes last if the model wrote it.
    pub ids: Vec<u32>,
    /// One row per token of `ids`: its attention weights over the source tokens, whose sum is 1.
    pub attention: Vec<Vec<f32>>,
}

/// A handle to the model's thread. Clones share the thread, which ends when the last clone is dropped.
#[derive(Clone)]
pub struct Writer {
    thread: ModelThread<BigBirdPegasusForConditionalGeneration>,
}

impl Writer {
    /// Starts the thread, which loads nothing yet.
    pub fn start() -> Self {
        Self {
            thread: ModelThread::start(),
        }
    }

    /// Reads the tokens `ids` and writes about them; `events` receives the progress.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after `stop` is set; any other [`ModelError`] if the model cannot be
    /// loaded or fails.
    pub fn write(
        &self,
        folder: &ModelFolder,
        ids: Vec<u32>,
        generation: GenerationConfig,
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
        events: &mut dyn FnMut(Writing),
    ) -> Result<Written, ModelError> {
        let (to_load, flag, working) = (folder.clone(), stop.clone(), stop.clone());
        self.thread.run(
            folder.identity(),
            threads,
            stop,
            move |send| load(&to_load, &flag, send),
            move |model, send| write(model, &ids, &generation, working.clone(), send),
            events,
        )
    }

    /// Frees the model's memory; the next [`Writer::write`] loads it again.
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

fn load(
    folder: &ModelFolder,
    stop: &Arc<AtomicBool>,
    send: &dyn Fn(Writing),
) -> Result<BigBirdPegasusForConditionalGeneration, ModelError> {
    send(Writing::Loading);
    folder.fits()?;
    let checkpoint = guard::open(folder, stop)?;
    let Place { device, options } = Place::of(&checkpoint, folder.precision);
    Ok(BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &device,
        options,
    )?)
}

fn write(
    model: &BigBirdPegasusForConditionalGeneration,
    ids: &[u32],
    generation: &GenerationConfig,
    stop: Arc<AtomicBool>,
    send: &dyn Fn(Writing),
) -> Result<Written, ModelError> {
    let stop = Stop::when(stop);
    let source = model.encode(ids, &stop, &mut |progress| {
        send(Writing::Encoding {
            layer: progress.layer,
            layers: progress.layers,
        });
    })?;
    let generated = model
        .generate(&source)
        .config(generation.clone())
        .cross_attention(CrossAttention::default())
        .stop(&stop)
        .on_event(|event| {
            send(match event {
                GenerationEvent::Settled(ids) => Writing::Settled(ids.to_vec()),
                GenerationEvent::Step { step, limit } => Writing::Step { step, steps: limit },
            });
        })
        .run()?;
    stop.check().map_err(|_| ModelError::Cancelled)?;
    let best = generated
        .into_best()
        .ok_or_else(|| ModelError::Failed("it wrote nothing".into()))?;
    Ok(Written {
        attention: best.cross_attention.unwrap_or_default(),
        ids: best.ids,
    })
}
