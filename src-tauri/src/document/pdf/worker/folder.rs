//! The parent's side of looking through a folder: a child runs the reader of folders in a cage that lets it open the files of this
//! folder, and the parent passes on what it says. What the folder holds, and what the answer means, is known elsewhere.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use super::messages::{Folder, Frame, Request};
use super::parent::{Death, TICK, Worker};
use crate::document::error::ReadError;
use crate::document::options::{Limits, ReadOptions};

/// The longest answer, in bytes: it is about a folder, and not what is in it.
const LONGEST: usize = 64 << 10;

/// A folder to look through, and what the worker may use.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// Files, and folders with everything in them, that the worker may open to read.
    pub readable: &'a [PathBuf],
    /// Bytes of address space for files that are mapped into memory.
    pub mapped_bytes: u64,
    /// Other memory, in bytes.
    pub memory_bytes: u64,
    /// Time until the answer.
    pub time: Duration,
    /// The program to start; `None` as in [`ReadOptions::worker`].
    pub worker: Option<&'a Path>,
}

/// Has a child look through a folder, and returns its answer. `stop` is looked at all the time.
///
/// # Errors
/// [`ReadError::TimedOut`], [`ReadError::TooMuchMemory`] and [`ReadError::WorkerDied`] if the child came to such an end;
/// [`ReadError::Io`] if it cannot be started; [`ReadError::Cancelled`].
pub fn look_through(look: &Look<'_>, stop: &AtomicBool) -> Result<Vec<u8>, ReadError> {
    let options = ReadOptions {
        worker: look.worker.map(Path::to_owned),
        ..ReadOptions::default()
    };
    let request = Request {
        path: look.folder.into(),
        password: None,
        first_page: 0,
        second_engine: false,
        pictures: None,
        flow: None,
        folder: Some(Folder {
            readable: look.readable.iter().map(Into::into).collect(),
            mapped_bytes: look.mapped_bytes,
        }),
        limits: Limits {
            memory_bytes: look.memory_bytes,
            ..Limits::default()
        },
    };
    let mut worker = Worker::start(&options, &request)?;
    let began = Instant::now();
    let death = loop {
        if stop.load(Ordering::Relaxed) {
            return Err(ReadError::Cancelled);
        }
        match worker.frames.recv_timeout(TICK) {
            Ok(Some(Frame::Said(said))) if said.len() <= LONGEST => return Ok(said),
            Err(RecvTimeoutError::Timeout) if began.elapsed() > look.time => {
                break Death::TookTooLong;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Ok(_) | Err(RecvTimeoutError::Disconnected) => break Death::Fell,
        }
    };
    Err(worker.post_mortem(death).into())
}
