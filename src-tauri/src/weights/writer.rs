//! The thread that owns the model: loaded when first needed, kept while it is used, let go when idle or
//! when another folder is asked for.
//!
//! As in Text Embeddings Inference, a thread takes commands from a channel and nobody else touches the
//! model; whoever asks reads what happens from a channel of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use bigbird_pegasus::{
    BigBirdPegasusForConditionalGeneration, Checkpoint, CrossAttention, GenerateOptions,
    GenerationConfig, GenerationEvent, Stop,
};

use super::{ModelError, ModelFolder, device};

/// A model that nobody asked for this long gives its memory back.
const IDLE: Duration = Duration::from_secs(300);

/// Who waits for the model looks this often whether it should still wait.
const LOOK_UP: Duration = Duration::from_millis(100);

/// What the thread is told to do.
enum Command {
    Write(Box<Wish>),
    Forget,
}

/// What to write, and how.
struct Wish {
    folder: ModelFolder,
    ids: Vec<u32>,
    generation: GenerationConfig,
    threads: Option<usize>,
    stop: Arc<AtomicBool>,
    told: Sender<Told>,
}

enum Told {
    Event(Writing),
    End(Result<Written, ModelError>),
}

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
    commands: Sender<Command>,
}

impl Writer {
    /// Starts the thread; nothing is loaded yet.
    pub fn start() -> Self {
        let (commands, received) = channel();
        std::thread::spawn(move || serve(&received));
        Self { commands }
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
        let (told, heard) = channel();
        let gone = || ModelError::Failed("its thread has ended".into());
        let wish = Box::new(Wish {
            folder: folder.clone(),
            ids,
            generation,
            threads,
            stop: stop.clone(),
            told,
        });
        self.commands
            .send(Command::Write(wish))
            .map_err(|_| gone())?;
        loop {
            match heard.recv_timeout(LOOK_UP) {
                Ok(Told::Event(event)) => events(event),
                Ok(Told::End(result)) => return result,
                // loading does not look at the flag; its result is there for the next wish
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                    return Err(ModelError::Cancelled);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            }
        }
    }

    /// Gives the model's memory back; the next [`Writer::write`] loads it again.
    pub fn forget(&self) {
        // a thread that has ended holds nothing
        let _ = self.commands.send(Command::Forget);
    }
}

/// A loaded model and where it came from.
struct Loaded {
    path: PathBuf,
    fingerprint: String,
    model: BigBirdPegasusForConditionalGeneration,
}

fn serve(commands: &Receiver<Command>) {
    let mut loaded: Option<Loaded> = None;
    loop {
        let wish = match commands.recv_timeout(IDLE) {
            Ok(Command::Write(wish)) => wish,
            Ok(Command::Forget) | Err(RecvTimeoutError::Timeout) => {
                loaded = None;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let told = wish.told.clone();
        // what a panic leaves behind is not used again
        let before = loaded.take();
        let result = match catch_unwind(AssertUnwindSafe(|| on_threads(&wish, before))) {
            Ok((after, result)) => {
                loaded = after;
                result
            }
            Err(_) => Err(ModelError::Failed("it made a mistake of its own".into())),
        };
        // who asked may have stopped listening
        let _ = told.send(Told::End(result));
    }
}

/// The model as it is kept, and what it wrote.
type Served = (Option<Loaded>, Result<Written, ModelError>);

/// Does it on as many threads as was asked for.
fn on_threads(wish: &Wish, loaded: Option<Loaded>) -> Served {
    let Some(threads) = wish.threads else {
        return serve_one(wish, loaded);
    };
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(|| serve_one(wish, loaded)),
        Err(error) => (loaded, Err(ModelError::Failed(error.to_string()))),
    }
}

fn serve_one(wish: &Wish, loaded: Option<Loaded>) -> Served {
    let same = |loaded: &Loaded| {
        loaded.path == wish.folder.path && loaded.fingerprint == wish.folder.fingerprint
    };
    let loaded = match loaded.filter(same).map_or_else(|| load(wish), Ok) {
        Ok(loaded) => loaded,
        Err(error) => return (None, Err(error)),
    };
    let result = write(wish, &loaded.model);
    (Some(loaded), result)
}

fn load(wish: &Wish) -> Result<Loaded, ModelError> {
    let folder = &wish.folder;
    let _ = wish.told.send(Told::Event(Writing::Loading));
    folder.fits()?;
    let checkpoint = Checkpoint::open(&folder.path)?;
    let model = BigBirdPegasusForConditionalGeneration::load(
        &checkpoint,
        &device::device(),
        device::load_options(),
    )?;
    Ok(Loaded {
        path: folder.path.clone(),
        fingerprint: folder.fingerprint.clone(),
        model,
    })
}

fn write(
    wish: &Wish,
    model: &BigBirdPegasusForConditionalGeneration,
) -> Result<Written, ModelError> {
    let tell = |event| {
        let _ = wish.told.send(Told::Event(event));
    };
    let stop = Stop::when(wish.stop.clone());
    let source = model.encode(&wish.ids, &stop, &mut |progress| {
        tell(Writing::Encoding {
            layer: progress.layer,
            layers: progress.layers,
        });
    })?;
    let options = GenerateOptions {
        stop: stop.clone(),
        cross_attention: Some(CrossAttention::default()),
    };
    let generated = model.generate(&source, &wish.generation, options, &mut |event| {
        tell(match event {
            GenerationEvent::Settled(ids) => Writing::Settled(ids.to_vec()),
            GenerationEvent::Step { step, limit } => Writing::Step { step, steps: limit },
        });
    })?;
    stop.check().map_err(|_| ModelError::Cancelled)?;
    let best = generated
        .sequences
        .into_iter()
        .next()
        .ok_or_else(|| ModelError::Failed("it wrote nothing".into()))?;
    Ok(Written {
        attention: best.cross_attention.unwrap_or_default(),
        ids: best.ids,
    })
}
