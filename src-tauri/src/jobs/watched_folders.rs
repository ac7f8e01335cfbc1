//! Folders that a person has watched: what appears in them is read, and what disappears from them stays in the library. They
//! are looked through now and then, which works on every system and every kind of disk. A file is read once it has stayed as
//! it is for a moment, since whoever writes it may need a while.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime};

use super::lock::lock;
use super::types::{JobView, LookedThrough};
use super::{Jobs, Shared, folders};
use crate::fault::Fault;
use crate::library::LibraryError;

/// How often the folders are looked through.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// How long a new file has to stay as it is.
const SETTLED: Duration = Duration::from_secs(2);

/// What changes while a file is written: its size, and when it was written last.
type Shape = (u64, Option<SystemTime>);

impl Jobs {
    /// Watches a folder from now on, and reads what is in it. If the look through it is stopped, nothing is done.
    ///
    /// # Errors
    /// If the settings cannot be written, or a job cannot be stored.
    pub fn watch_folder(&self, folder: &Path) -> Result<Vec<JobView>, Fault> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let present = self
            .shared
            .look(|follow| folders::documents_in(&folder, follow));
        let Some(present) = present else {
            return Ok(Vec::new());
        };
        // whoever leaves very many files is not asked about them again
        self.shared.library.note_watched(&present)?;
        let name = folder.display().to_string();
        self.shared.change_settings(|settings| {
            if !settings.watched.contains(&name) {
                settings.watched.push(name);
            }
        })?;
        Ok(self.shared.take(present, false)?)
    }
}

impl Shared {
    /// The life of the thread that looks through the watched folders, until the program closes.
    pub(super) fn watch_folders(&self) {
        let mut written = HashMap::new();
        let mut due = Instant::now();
        loop {
            if Instant::now() >= due {
                if let Err(error) = self.look_for_new(&mut written) {
                    tracing::warn!(%error, "the watched folders could not be looked through");
                }
                let pause = if written.is_empty() {
                    LOOK_EVERY
                } else {
                    SETTLED
                };
                due = Instant::now() + pause;
            }
            let board = self.board();
            if board.closing() {
                return;
            }
            // whoever closes wakes it up
            let rest = due.saturating_duration_since(Instant::now());
            let waited = self.wake.wait_timeout(board, rest);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Reads what is new in the watched folders and is not written any more; `written` has what may be.
    fn look_for_new(&self, written: &mut HashMap<PathBuf, Shape>) -> Result<(), LibraryError> {
        let watched = lock(&self.settings).watched.clone();
        let mut found = Vec::new();
        for folder in &watched {
            let mut go_on = |_: LookedThrough| !self.closing.load(Ordering::Relaxed);
            match folders::documents_in(Path::new(folder), &mut go_on) {
                Some(documents) => found.extend(documents),
                // the program closes
                None => return Ok(()),
            }
        }
        found.sort_unstable();
        found.dedup();
        let new = self.library.new_among(found)?;
        let shapes = new.into_iter().filter_map(|file| {
            let about = fs::metadata(&file).ok()?;
            Some((file, (about.len(), about.modified().ok())))
        });
        let settled = settled(written, shapes);
        if settled.is_empty() {
            return Ok(());
        }
        self.library.note_watched(&settled)?;
        self.take(settled, true)?;
        Ok(())
    }
}

/// The new files that are as they were at the last look; the others are `written` now.
fn settled(
    written: &mut HashMap<PathBuf, Shape>,
    new: impl Iterator<Item = (PathBuf, Shape)>,
) -> Vec<PathBuf> {
    let before = std::mem::take(written);
    let mut settled = Vec::new();
    for (file, shape) in new {
        match before.get(&file) == Some(&shape) {
            true => settled.push(file),
            false => {
                written.insert(file, shape);
            }
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_once_it_has_stayed_as_it_is() {
        let mut written = HashMap::new();
        let mut look = |files: &[(&str, u64)]| {
            let new = files.iter();
            let new = new.map(|(file, bytes)| (PathBuf::from(file), (*bytes, None)));
            settled(&mut written, new)
        };
        assert!(look(&[("a", 1), ("b", 5)]).is_empty());
        assert_eq!(look(&[("a", 2), ("b", 5)]), [PathBuf::from("b")]);
        assert!(look(&[]).is_empty());
        // one that disappeared meanwhile begins anew
        assert!(look(&[("a", 2)]).is_empty());
        assert_eq!(look(&[("a", 2)]), [PathBuf::from("a")]);
    }
}
