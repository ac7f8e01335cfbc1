//! The models that something is being written with, so that none of them is removed meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::lock::lock;

/// The folders of models that are writing; one may stand there twice.
#[derive(Default)]
pub(super) struct Writing(Mutex<Vec<PathBuf>>);

/// A model that is writing until this is dropped.
pub(super) struct Written<'a> {
    writing: &'a Writing,
    folder: PathBuf,
}

impl Writing {
    pub(super) fn with(&self, folder: &Path) -> Written<'_> {
        lock(&self.0).push(folder.to_owned());
        Written {
            writing: self,
            folder: folder.to_owned(),
        }
    }

    /// The folders of the models that are writing now.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        lock(&self.0).clone()
    }
}

impl Drop for Written<'_> {
    fn drop(&mut self) {
        let mut folders = lock(&self.writing.0);
        if let Some(at) = folders.iter().position(|folder| *folder == self.folder) {
            folders.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_writes_twice_is_there_until_both_have_ended() {
        let writing = Writing::default();
        let (first, second) = (writing.with(Path::new("a")), writing.with(Path::new("a")));
        drop(first);
        assert_eq!(writing.folders(), [Path::new("a")]);
        drop(second);
        assert!(writing.folders().is_empty());
    }
}
