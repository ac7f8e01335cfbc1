//! The model that writes, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, CrossAttention, GenerationConfig, GenerationEvent, Stop,
};

use super::model_thread::ModelThread;
use super::{ModelError, ModelFolder, device};

/// What happens while a text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// The weights are being loaded.
    Loading,
    /// The encoder has done so many of its layers.
    Encoding {
        /// Layers done.
        layer: usize,
        /// Layers in all.
        layers: usize,
    },
    /// The decoder has done so many steps.
    Step {
        /// Steps done.
        step: usize,
        /// Steps that are possible at most.
        steps: usize,
    },
    /// These tokens follow those told before and will not change.
    Settled(Vec<u32>),
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The tokens, the end token last if it came.
    pub ids: Vec<u32>,
    /// For every token of `ids` its attention weights over the source tokens; each row adds up to 1.
    pub attention: Vec<Vec<f32>>,
}

/// The way to the model's thread. Clones share it; it ends when the last is dropped.
#[derive(Clone)]
pub struct Writer {
    thread: ModelThread<BigBirdPegasusForConditionalGeneration>,
}

impl Writer {
    /// Starts the thread; nothing is loaded yet.
    pub fn start() -> Self {
        Self {
            thread: ModelThread::start(),
        }
    }

    /// Reads the tokens `ids` and writes about them; `events` hears how it goes.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second of `stop`; otherwise what is wrong with the model.
    pub fn write(
        &self,
        folder: &ModelFolder,
        ids: Vec<u32>,
        generation: GenerationConfig,
        threads: Option<usize>,
        stop: &Arc<AtomicBool>,
        events: &mut dyn FnMut(Writing),
    ) -> Result<Written, ModelError> {
        let (to_load, flag) = (folder.clone(), stop.clone());
        self.thread.run(
            folder.identity(),
            threads,
            stop,
            move |tell| load(&to_load, tell),
            move |model, tell| write(model, &ids, &generation, flag, tell),
            events,
        )
    }

    /// Gives the model's memory back; the next [`Writer::write`] loads it again.
    pub fn forget(&self) {
        self.thread.forget();
    }
}

fn load(
    folder: &ModelFolder,
    tell: &dyn Fn(Writing),
) -> Result<BigBirdPegasusForConditionalGeneration, ModelError> {
    tell(Writing::Loading);
    folder.fits()?;
    let checkpoint = pagewing_models::open(&folder.path)?;
    Ok(BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &device::device(),
        device::load_options(folder.precision),
    )?)
}

fn write(
    model: &BigBirdPegasusForConditionalGeneration,
    ids: &[u32],
    generation: &GenerationConfig,
    stop: Arc<AtomicBool>,
    tell: &dyn Fn(Writing),
) -> Result<Written, ModelError> {
    let stop = Stop::when(stop);
    let source = model.encode(ids, &stop, &mut |progress| {
        tell(Writing::Encoding {
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
            tell(match event {
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
