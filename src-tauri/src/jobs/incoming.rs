//! What a person gives to read: files and folders that are dropped, chosen, pasted or named at the start, and what appears in
//! a watched folder. Very many files are asked about before the first is read, since a folder may hold more than the person
//! remembers.

use std::path::{Path, PathBuf};

use super::folders;
use super::input::Input;
use super::lock::lock;
use super::types::{AppEvent, JobView};
use super::{Jobs, Shared};
use crate::fault::Fault;
use crate::library::LibraryError;

/// So many files are read without a question.
const UNASKED: usize = 200;

impl Jobs {
    /// Reads a file into the library and then summarizes it. If the library has the file already, finds it again.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn import(&self, path: PathBuf, password: Option<String>) -> Result<JobView, Fault> {
        Ok(self.shared.import(path, password, false)?)
    }

    /// Reads files and the documents in folders. If they are more than 200, none is read until [`Jobs::take_many`], and
    /// [`AppEvent::ManyFiles`] says so.
    ///
    /// # Errors
    /// If a job cannot be stored; the files before it are read.
    pub fn take(&self, paths: Vec<PathBuf>) -> Result<Vec<JobView>, Fault> {
        let paths = paths.iter().map(|path| absolute(path)).collect();
        Ok(self.shared.take(folders::documents(paths), false)?)
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
            true => Ok(self.shared.import_all(files, false)?),
            false => Ok(Vec::new()),
        }
    }
}

impl Shared {
    /// Reads files, unless they are so many that a person has to say so. `by_itself` if nobody waits for them.
    pub(super) fn take(
        &self,
        files: Vec<PathBuf>,
        by_itself: bool,
    ) -> Result<Vec<JobView>, LibraryError> {
        if files.len() > UNASKED {
            self.ask_about(files);
            return Ok(Vec::new());
        }
        self.import_all(files, by_itself)
    }

    fn import_all(
        &self,
        files: Vec<PathBuf>,
        by_itself: bool,
    ) -> Result<Vec<JobView>, LibraryError> {
        let jobs = files.into_iter();
        jobs.map(|path| self.import(path, None, by_itself))
            .collect()
    }

    fn import(
        &self,
        path: PathBuf,
        password: Option<String>,
        by_itself: bool,
    ) -> Result<JobView, LibraryError> {
        let name = path.file_name().map_or_else(
            || path.to_string_lossy().into_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        let input = Input::Import {
            path,
            copy: None,
            by_itself,
        };
        let view = self.board().add(&self.library, name, input, password)?;
        self.wake.notify_all();
        Ok(view)
    }

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
