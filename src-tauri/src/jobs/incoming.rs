//! What a person gives to read: files, folders and bibliographies that are dropped, chosen, pasted or named at the start, and
//! what appears in a watched folder. Very many files are asked about before the first is read, since a folder may hold more than the person
//! remembers.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::folders::{self, Follow};
use super::input::Input;
use super::intake::name_of;
use super::lock::lock;
use super::looking::TELL_EVERY;
use super::types::{AppEvent, JobView};
use super::{Jobs, Shared};
use crate::bibliography::{self, Described};
use crate::fault::Fault;
use crate::library::LibraryError;

/// So many files are read without a question.
const UNASKED: usize = 200;

/// How a file comes.
#[derive(Default)]
pub(super) struct Arrival {
    /// The password that a person gave for it.
    pub(super) password: Option<String>,
    /// What a bibliography says of it.
    pub(super) described: Option<Described>,
    /// Whether nobody waits for it.
    pub(super) by_itself: bool,
    /// Whether a person gave it alone, and so wants to see it.
    pub(super) to_show: bool,
}

impl Jobs {
    /// Reads a file into the library and then summarizes it. If the library has the file already, finds it again.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn import(&self, path: PathBuf, password: Option<String>) -> Result<JobView, Fault> {
        let arrival = Arrival {
            password,
            to_show: true,
            ..Arrival::default()
        };
        Ok(self.shared.import(path, arrival)?)
    }

    /// Reads files, the documents in folders, and the papers of bibliographies, whose jobs come as events: there may be
    /// thousands. If files and documents are more than 200, none is read until [`Jobs::take_many`], and
    /// [`AppEvent::ManyFiles`] says so. If folders take a while, [`AppEvent::Looking`] says how far that is, and nothing is read if
    /// it is stopped.
    ///
    /// # Errors
    /// If a job cannot be stored or a bibliography cannot be read; what was before it is read.
    pub fn take(&self, paths: Vec<PathBuf>) -> Result<Vec<JobView>, Fault> {
        let paths: Vec<_> = paths.iter().map(|path| absolute(path)).collect();
        let found = self.shared.look(|follow| folders::documents(paths, follow));
        let Some(found) = found else {
            return Ok(Vec::new());
        };
        let (bibliographies, files): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|path| bibliography::is_one(path));
        let jobs = self.shared.take(files, false)?;
        for path in bibliographies {
            self.import_bibliography(&path)?;
        }
        Ok(jobs)
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
        let to_show = files.len() == 1 && !by_itself;
        let jobs = files.into_iter().map(|path| {
            let arrival = Arrival {
                by_itself,
                to_show,
                ..Arrival::default()
            };
            self.import(path, arrival)
        });
        jobs.collect()
    }

    /// Adds the import of a file.
    pub(super) fn import(&self, path: PathBuf, arrival: Arrival) -> Result<JobView, LibraryError> {
        let name = name_of(&path);
        let input = Input::Import {
            path,
            copy: None,
            by_itself: arrival.by_itself,
            to_show: arrival.to_show,
            described: arrival.described,
        };
        let password = arrival.password;
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

impl Jobs {
    /// Ends the looks through folders that go on, within a second: nothing of what they found is read.
    pub fn stop_looking(&self) {
        self.shared.looking.stop();
    }
}

impl Shared {
    /// Looks through folders, with `through`, and tells the window how far that is. `None` if a person has stopped it, or the program
    /// closes.
    pub(super) fn look<T>(&self, through: impl FnOnce(Follow<'_>) -> Option<T>) -> Option<T> {
        let tell = |event: AppEvent| self.board().send(event);
        let mut look = self.looking.begin(&tell, TELL_EVERY);
        through(&mut |found| look.follow(found) && !self.closing.load(Ordering::Relaxed))
    }
}

/// A job may outlive the folder in which the program started.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
