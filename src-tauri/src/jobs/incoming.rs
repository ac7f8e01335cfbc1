//! What a person gives to read: files and folders that are dropped, chosen, pasted or named at the start. Very many files
//! are asked about before the first is read, since a folder may hold more than the person remembers.

use std::path::{Path, PathBuf};

use super::folders;
use super::lock::lock;
use super::types::{AppEvent, JobView};
use super::{Jobs, Shared};
use crate::fault::Fault;

/// So many files are read without a question.
const UNASKED: usize = 200;

impl Jobs {
    /// Reads files and the documents in folders. If they are more than 200, none is read until [`Jobs::take_many`], and
    /// [`AppEvent::ManyFiles`] says so.
    ///
    /// # Errors
    /// If a job cannot be stored; the files before it are read.
    pub fn take(&self, paths: Vec<PathBuf>) -> Result<Vec<JobView>, Fault> {
        let found = folders::documents(paths.iter().map(|path| absolute(path)).collect());
        if found.len() > UNASKED {
            self.shared.ask_about(found);
            return Ok(Vec::new());
        }
        self.import_all(found)
    }

    /// The number of files that a person has not yet said anything about; `None` if there are none.
    pub fn many_files(&self) -> Option<u32> {
        let files = lock(&self.shared.many).len();
        (files > 0).then_some(files as u32)
    }

    /// Reads the files that were asked about, or leaves them.
    ///
    /// # Errors
    /// If a job cannot be stored; the files before it are read.
    pub fn take_many(&self, read: bool) -> Result<Vec<JobView>, Fault> {
        let files = std::mem::take(&mut *lock(&self.shared.many));
        match read {
            true => self.import_all(files),
            false => Ok(Vec::new()),
        }
    }

    fn import_all(&self, files: Vec<PathBuf>) -> Result<Vec<JobView>, Fault> {
        let jobs = files.into_iter().map(|path| self.import(path, None));
        jobs.collect()
    }
}

impl Shared {
    fn ask_about(&self, found: Vec<PathBuf>) {
        let mut many = lock(&self.many);
        many.extend(found);
        many.sort_unstable();
        many.dedup();
        let files = many.len() as u32;
        drop(many);
        self.board().send(AppEvent::ManyFiles { files });
    }
}

/// A job may outlive the folder in which the program started.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
