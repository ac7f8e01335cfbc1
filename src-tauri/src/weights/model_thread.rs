//! A thread that owns a model: loaded when first needed, kept while it is used, let go when idle or when
//! another folder is asked for.
//!
//! As in Text Embeddings Inference, a thread takes commands from a channel and nobody else touches the
//! model; whoever asks reads what happens from a channel of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::ModelError;

/// A model that nobody asked for this long gives its memory back.
const IDLE: Duration = Duration::from_secs(300);

/// Who waits for the model looks this often whether it should still wait.
const LOOK_UP: Duration = Duration::from_millis(100);

/// Which model is meant: another folder, or another content of it, is another model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) path: PathBuf,
    pub(super) fingerprint: String,
}

/// What the thread is told to do.
enum Command<M> {
    Work(Job<M>),
    Forget,
}

/// Work on the model that is kept, which it may replace.
type Job<M> = Box<dyn FnOnce(&mut Option<Loaded<M>>) + Send>;

/// A model and which it is.
struct Loaded<M> {
    identity: Identity,
    model: M,
}

enum Told<E, T> {
    Event(E),
    End(Result<T, ModelError>),
}

/// The way to the thread of a model of type `M`. Clones share it; it ends when the last is dropped.
pub(super) struct ModelThread<M> {
    commands: Sender<Command<M>>,
}

impl<M> Clone for ModelThread<M> {
    fn clone(&self) -> Self {
        Self {
            commands: self.commands.clone(),
        }
    }
}

impl<M: Send + 'static> ModelThread<M> {
    /// Starts the thread; nothing is loaded yet.
    pub(super) fn start() -> Self {
        let (commands, received) = channel();
        std::thread::spawn(move || serve(&received));
        Self { commands }
    }

    /// Gives the model's memory back; the next work loads it again.
    pub(super) fn forget(&self) {
        // a thread that has ended holds nothing
        let _ = self.commands.send(Command::Forget);
    }

    /// Has `work` done with the model, which `load` brings if it is not there; `events` hears what both
    /// tell. Both run on `threads` threads, or one per core.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second of `stop`; otherwise those of `load` and `work`.
    pub(super) fn run<E: Send + 'static, T: Send + 'static>(
        &self,
        identity: Identity,
        threads: Option<usize>,
        stop: &AtomicBool,
        load: impl FnOnce(&dyn Fn(E)) -> Result<M, ModelError> + Send + 'static,
        work: impl FnOnce(&M, &dyn Fn(E)) -> Result<T, ModelError> + Send + 'static,
        events: &mut dyn FnMut(E),
    ) -> Result<T, ModelError> {
        let (told, heard) = channel();
        let gone = || ModelError::Failed("its thread has ended".into());
        let job = move |kept: &mut Option<Loaded<M>>| {
            let ended = told.clone();
            // what a panic leaves behind is not used again
            let before = kept.take();
            let tell = move |event| {
                // who asked may have stopped listening
                let _ = told.send(Told::Event(event));
            };
            let served = catch_unwind(AssertUnwindSafe(|| {
                on_threads(threads, move || {
                    let loaded = before.filter(|loaded| loaded.identity == identity);
                    let loaded = match loaded
                        .map_or_else(|| load(&tell).map(|model| Loaded { identity, model }), Ok)
                    {
                        Ok(loaded) => loaded,
                        Err(error) => return (None, Err(error)),
                    };
                    let result = work(&loaded.model, &tell);
                    (Some(loaded), result)
                })
            }));
            let result = match served {
                Ok(Ok((after, result))) => {
                    *kept = after;
                    result
                }
                Ok(Err(error)) => Err(error),
                Err(_) => Err(ModelError::Failed("it made a mistake of its own".into())),
            };
            let _ = ended.send(Told::End(result));
        };
        self.commands
            .send(Command::Work(Box::new(job)))
            .map_err(|_| gone())?;
        loop {
            match heard.recv_timeout(LOOK_UP) {
                Ok(Told::Event(event)) => events(event),
                Ok(Told::End(result)) => return result,
                // loading does not look at the flag; its result is there for the next work
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                    return Err(ModelError::Cancelled);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            }
        }
    }
}

fn serve<M>(commands: &Receiver<Command<M>>) {
    let mut kept: Option<Loaded<M>> = None;
    loop {
        match commands.recv_timeout(IDLE) {
            Ok(Command::Work(job)) => job(&mut kept),
            Ok(Command::Forget) | Err(RecvTimeoutError::Timeout) => kept = None,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Does it on as many threads as was asked for.
fn on_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, ModelError> {
    let Some(threads) = threads else {
        return Ok(work());
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    match pool {
        Ok(pool) => Ok(pool.install(work)),
        Err(error) => Err(ModelError::Failed(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(name: &str) -> Identity {
        Identity {
            path: name.into(),
            fingerprint: name.into(),
        }
    }

    /// Adds `number` to a "model" that counts from where it was loaded.
    fn ask(thread: &ModelThread<u32>, name: &str, number: u32) -> (Result<u32, ModelError>, bool) {
        let mut loads = false;
        let result = thread.run(
            identity(name),
            Some(1),
            &AtomicBool::new(false),
            |tell| {
                tell(());
                Ok(100)
            },
            move |model, _| {
                assert!(number != 13, "an unlucky number");
                Ok(model + number)
            },
            &mut |()| loads = true,
        );
        (result, loads)
    }

    #[test]
    fn a_model_is_loaded_once_and_anew_for_another_folder() {
        let thread = ModelThread::start();
        let answered = |name, number| {
            let (result, loads) = ask(&thread, name, number);
            (result.unwrap(), loads)
        };
        assert_eq!(answered("a", 1), (101, true));
        assert_eq!(answered("a", 2), (102, false));
        assert_eq!(answered("b", 3), (103, true));
        thread.forget();
        assert_eq!(answered("b", 4), (104, true));
    }

    #[test]
    fn a_panic_is_an_error_and_the_next_one_is_served() {
        let thread = ModelThread::start();
        assert!(matches!(
            ask(&thread, "a", 13).0,
            Err(ModelError::Failed(_))
        ));
        assert_eq!(ask(&thread, "a", 1).0.unwrap(), 101);
    }
}
