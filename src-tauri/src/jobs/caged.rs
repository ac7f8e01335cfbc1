//! Model folders from elsewhere are looked through by a worker, in its cage, before this process opens them. This file joins two
//! rooms that do not know each other: the one that has the worker, and the one that has the models.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::document::ReadError;
use crate::document::worker::{Look, look_through};
use crate::weights::store::Store;
use crate::weights::{Fall, Inspector, Looked, Reach};

/// How often a weight file is mapped into memory at the same time while a folder is opened, at most.
const MAPS: u64 = 4;

/// What a worker may use that looks through a model. The product uses the defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The program to start; `None` means the one beside this program, or this program.
    pub worker: Option<PathBuf>,
    /// Memory in bytes, without the weight files, which are mapped. A vocabulary of 25 MB, which is a large one, takes a sixth of
    /// the default.
    pub memory_bytes: u64,
    /// Time until the answer. An honest folder takes seconds, also on a slow disk.
    pub time: Duration,
}

impl Default for Inspection {
    fn default() -> Self {
        Self {
            worker: None,
            memory_bytes: 2 << 30,
            time: Duration::from_secs(120),
        }
    }
}

impl Inspection {
    /// Has a worker look through folders.
    pub fn inspector(self) -> Inspector {
        Inspector::new(move |reach, stop| self.look(reach, stop))
    }

    fn look(&self, reach: &Reach, stop: &AtomicBool) -> Looked {
        let look = Look {
            folder: &reach.folder,
            readable: &reach.readable,
            mapped_bytes: reach.bytes.saturating_mul(MAPS),
            memory_bytes: self.memory_bytes,
            time: self.time,
            worker: self.worker.as_deref(),
        };
        match look_through(&look, stop) {
            Ok(said) => Looked::Said(said),
            Err(ReadError::Cancelled) => Looked::Stopped,
            Err(ReadError::TimedOut) => Looked::Fell(Fall::TookTooLong),
            Err(ReadError::TooMuchMemory) => Looked::Fell(Fall::TooMuchMemory),
            Err(ReadError::Io(error)) => {
                tracing::warn!(%error, "the process that looks through models could not be started");
                Looked::Fell(Fall::NotStarted)
            }
            Err(_) => Looked::Fell(Fall::Crashed),
        }
    }
}

/// The store of models in a folder. What comes into it from elsewhere is looked through by a worker first.
pub fn caged_store(folder: PathBuf) -> Store {
    let store = Store::new(folder);
    if cfg!(test) {
        // the program of a unit test is no worker
        return store;
    }
    store.with_inspector(Inspection::default().inspector())
}
