//! The model that a thread keeps in memory: what tells it from another, and how long it stays.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// A model that has been idle for this long is dropped, unless [`Command::KeepFor`] says otherwise.
const IDLE: Duration = Duration::from_secs(300);

/// Identifies a model: another folder or other content is another model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) path: PathBuf,
    pub(super) fingerprint: String,
    /// Bytes of its weights in memory.
    pub(super) bytes: u64,
}

/// A model that is in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its folder.
    pub folder: PathBuf,
    /// Bytes of its weights in memory, an estimate.
    pub bytes: u64,
}

/// Receives the model that a thread holds from now on, or `None`.
pub(super) type Watch = Box<dyn Fn(Option<Held>) + Send>;

/// A command to the thread.
pub(super) enum Command<M> {
    Work(Job<M>),
    /// Drops the model.
    Forget,
    /// From now on drops a model that has been idle for this long.
    KeepFor(Duration),
    /// From now on reports each change of the model that is in memory.
    Watch(Watch),
}

/// Work on the loaded model, which the work may replace. Returns whether the model left the graphics card.
pub(super) type Job<M> = Box<dyn FnOnce(&mut Option<Loaded<M>>) -> bool + Send>;

/// A loaded model with its identity.
pub(super) struct Loaded<M> {
    pub(super) identity: Identity,
    pub(super) model: M,
}

/// Follows commands until nobody is left who could send one. Nothing else touches the model.
pub(super) fn serve<M>(commands: &Receiver<Command<M>>) {
    let mut kept: Option<Loaded<M>> = None;
    let mut idle = IDLE;
    let mut watch: Option<Watch> = None;
    let mut shown: Option<Held> = None;
    loop {
        let mut moved = false;
        match commands.recv_timeout(idle) {
            Ok(Command::Work(job)) => moved = job(&mut kept),
            Ok(Command::KeepFor(time)) => idle = time,
            Ok(Command::Watch(new)) => watch = Some(new),
            Ok(Command::Forget) | Err(RecvTimeoutError::Timeout) => kept = None,
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let held = kept.as_ref().map(|loaded| Held {
            folder: loaded.identity.path.clone(),
            bytes: loaded.identity.bytes,
        });
        // where it runs now is a change too
        if held != shown || moved {
            if let Some(watch) = &watch {
                watch(held.clone());
            }
            shown = held;
        }
    }
}
