//! A thread that owns a model. It loads the model when it is first needed, keeps it while it is used, and drops it
//! when it has been idle or another folder is needed. A model that fails on the graphics card is loaded again on the
//! processor, and its work begins anew there.
//!
//! As in Text Embeddings Inference, the thread takes commands from a channel and nothing else touches the model.
//! Each caller reads events and the result from a channel of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::fallback::Fallback;
use super::kept_model::{Command, Identity, Loaded, Watch, serve};
use super::{ModelError, device};

/// A caller that waits for the model checks this often whether it was stopped.
const LOOK_UP: Duration = Duration::from_millis(100);

enum Message<E, T> {
    Event(E),
    End(Result<T, ModelError>),
}

/// A handle to the thread that owns a model of type `M`. Clones share the thread, which ends when the last clone is
/// dropped.
pub(super) struct ModelThread<M> {
    commands: Sender<Command<M>>,
    /// Has models run on the processor from now on.
    leave_card: fn(Fallback),
}

impl<M> Clone for ModelThread<M> {
    fn clone(&self) -> Self {
        Self {
            commands: self.commands.clone(),
            leave_card: self.leave_card,
        }
    }
}

impl<M: Send + 'static> ModelThread<M> {
    /// Starts the thread, which loads nothing yet.
    pub(super) fn start() -> Self {
        Self::leaving(device::leave_card)
    }

    fn leaving(leave_card: fn(Fallback)) -> Self {
        let (commands, received) = channel();
        std::thread::spawn(move || serve(&received));
        Self {
            commands,
            leave_card,
        }
    }

    /// Frees the model's memory; the next work loads it again.
    pub(super) fn forget(&self) {
        // A thread that has ended holds no model.
        let _ = self.commands.send(Command::Forget);
    }

    /// From now on a model is dropped when it has been idle for `idle`.
    pub(super) fn keep_for(&self, idle: Duration) {
        let _ = self.commands.send(Command::KeepFor(idle));
    }

    /// From now on `watch` receives each change of the model that is in memory, on the model's thread.
    pub(super) fn watch(&self, watch: Watch) {
        let _ = self.commands.send(Command::Watch(watch));
    }

    /// Begins to load the model, unless it is loaded, and waits for nothing. If it cannot be loaded, the next work
    /// returns the error.
    pub(super) fn prepare(
        &self,
        identity: Identity,
        threads: Option<usize>,
        load: impl FnOnce() -> Result<M, ModelError> + Send + 'static,
    ) {
        let job = move |kept: &mut Option<Loaded<M>>| {
            if kept.as_ref().is_some_and(|it| it.identity == identity) {
                return false;
            }
            *kept = None;
            let loaded = catch_unwind(AssertUnwindSafe(|| on_threads(threads, load)));
            if let Ok(Ok(Ok(model))) = loaded {
                *kept = Some(Loaded { identity, model });
            }
            false
        };
        let _ = self.commands.send(Command::Work(Box::new(job)));
    }

    /// Runs `work` on the model, after `load` if the model is not loaded; `events` receives what both send. Both run
    /// on `threads` threads, or one per core. After a failure of the graphics card, both run once more, without it.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after `stop` is set; otherwise the errors of `load` and `work`.
    pub(super) fn run<E: Send + 'static, T: Send + 'static>(
        &self,
        identity: Identity,
        threads: Option<usize>,
        stop: &AtomicBool,
        load: impl Fn(&dyn Fn(E)) -> Result<M, ModelError> + Send + 'static,
        work: impl Fn(&M, &dyn Fn(E)) -> Result<T, ModelError> + Send + 'static,
        events: &mut dyn FnMut(E),
    ) -> Result<T, ModelError> {
        let (sender, receiver) = channel();
        let gone = || ModelError::Failed("its thread has ended".into());
        let leave_card = self.leave_card;
        let job = move |kept: &mut Option<Loaded<M>>| {
            let ended = sender.clone();
            // Taken out, so that a model in which a panic occurred is not used again.
            let before = kept.take();
            let send = move |event| {
                // The caller may have stopped waiting.
                let _ = sender.send(Message::Event(event));
            };
            let served = catch_unwind(AssertUnwindSafe(|| {
                on_threads(threads, move || {
                    let before = before.filter(|loaded| loaded.identity == identity);
                    match attempt(before, &identity, &load, &work, &send) {
                        (failed, Err(ModelError::Card(why))) => {
                            // its memory is free before it is loaded again
                            drop(failed);
                            leave_card(why);
                            (attempt(None, &identity, &load, &work, &send), true)
                        }
                        done => (done, false),
                    }
                })
            }));
            let (result, moved) = match served {
                Ok(Ok(((after, result), moved))) => {
                    *kept = after;
                    (result, moved)
                }
                Ok(Err(error)) => (Err(error), false),
                Err(_) => {
                    let mistake = "it made a mistake of its own".into();
                    (Err(ModelError::Failed(mistake)), false)
                }
            };
            let _ = ended.send(Message::End(result));
            moved
        };
        self.commands
            .send(Command::Work(Box::new(job)))
            .map_err(|_| gone())?;
        loop {
            match receiver.recv_timeout(LOOK_UP) {
                Ok(Message::Event(event)) => events(event),
                Ok(Message::End(result)) => return result,
                // Loading ignores the flag; the next work uses the loaded model.
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                    return Err(ModelError::Cancelled);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(gone()),
            }
        }
    }
}

/// Works on the model, which is loaded first unless it is `kept`. Returns the model too, if it could be loaded.
fn attempt<M, E, T>(
    kept: Option<Loaded<M>>,
    identity: &Identity,
    load: impl Fn(&dyn Fn(E)) -> Result<M, ModelError>,
    work: impl Fn(&M, &dyn Fn(E)) -> Result<T, ModelError>,
    send: &dyn Fn(E),
) -> (Option<Loaded<M>>, Result<T, ModelError>) {
    let load = || {
        let identity = identity.clone();
        load(send).map(|model| Loaded { identity, model })
    };
    match kept.map_or_else(load, Ok) {
        Ok(loaded) => {
            let result = work(&loaded.model, send);
            (Some(loaded), result)
        }
        Err(error) => (None, Err(error)),
    }
}

/// Runs `work` in a pool of `threads` threads, or without one in the pool that all work shares.
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
    use std::sync::Mutex;

    use super::*;

    fn identity(name: &str) -> Identity {
        Identity {
            path: name.into(),
            fingerprint: name.into(),
            bytes: 7,
        }
    }

    /// Adds `number` to a "model" that is a count and starts with the value that was loaded.
    fn ask(thread: &ModelThread<u32>, name: &str, number: u32) -> (Result<u32, ModelError>, bool) {
        let mut loads = false;
        let result = thread.run(
            identity(name),
            Some(1),
            &AtomicBool::new(false),
            |send| {
                send(());
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
    fn a_prepared_model_is_not_loaded_again_and_a_failure_is_reported_later() {
        let thread = ModelThread::start();
        thread.prepare(identity("a"), Some(1), || Ok(100));
        thread.prepare(identity("a"), Some(1), || panic!("it is there already"));
        let (result, loads) = ask(&thread, "a", 1);
        assert_eq!((result.unwrap(), loads), (101, false));
        thread.prepare(identity("b"), Some(1), || panic!("an unlucky file"));
        let (result, loads) = ask(&thread, "b", 1);
        assert_eq!((result.unwrap(), loads), (101, true));
    }

    #[test]
    fn an_idle_model_is_dropped_and_every_change_is_reported() {
        let (sender, changes) = channel();
        let thread = ModelThread::start();
        thread.watch(Box::new(move |held| {
            let _ = sender.send(held.map(|held| (held.folder, held.bytes)));
        }));
        let next = || changes.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(ask(&thread, "a", 1).0.unwrap(), 101);
        assert_eq!(next(), Some(("a".into(), 7)));
        assert_eq!(ask(&thread, "b", 1).0.unwrap(), 101);
        assert_eq!(next(), Some(("b".into(), 7)));
        thread.keep_for(Duration::from_millis(20));
        assert_eq!(next(), None);
        let (result, loads) = ask(&thread, "b", 1);
        assert_eq!((result.unwrap(), loads), (101, true));
    }

    #[test]
    fn what_fails_on_the_card_begins_anew_on_the_processor() {
        static LEFT: Mutex<Vec<Fallback>> = Mutex::new(Vec::new());
        let thread: ModelThread<&'static str> =
            ModelThread::leaving(|why| LEFT.lock().unwrap().push(why));
        let (sender, changes) = channel();
        thread.watch(Box::new(move |held| {
            let _ = sender.send(held.is_some());
        }));
        let mut events = Vec::new();
        let mut write = |window: u32| {
            thread.run(
                identity("a"),
                Some(1),
                &AtomicBool::new(false),
                |send| {
                    send("loading".to_owned());
                    Ok(match LEFT.lock().unwrap().is_empty() {
                        true => "the card",
                        false => "the processor",
                    })
                },
                move |model, send| {
                    send(format!("{window} on {model}"));
                    match (*model, window) {
                        ("the card", 2) => Err(ModelError::Card(Fallback::OutOfMemory)),
                        (_, 4) => Err(ModelError::Card(Fallback::Disagrees)),
                        _ => Ok(window),
                    }
                },
                &mut |event| events.push(event),
            )
        };
        for window in 1..=3 {
            assert_eq!(write(window).unwrap(), window);
        }
        // there is no third place
        assert!(matches!(write(4), Err(ModelError::Card(_))));
        let expected = [
            "loading",
            "1 on the card",
            "2 on the card",
            "loading",
            "2 on the processor",
            "3 on the processor",
            "4 on the processor",
            "loading",
            "4 on the processor",
        ];
        assert_eq!(events, expected);
        let left = [Fallback::OutOfMemory, Fallback::Disagrees];
        assert_eq!(*LEFT.lock().unwrap(), left);
        // it was loaded, and each time that it left the card it was loaded again
        let next = || changes.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!([next(), next(), next()], [true; 3]);
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
