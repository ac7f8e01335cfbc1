//! Why a command that works on several files has no result.

use std::path::{Path, PathBuf};

use super::chosen::Unusable;
use crate::fault::Fault;

/// The error, and the file or folder at fault, if it is one.
pub(super) struct Refusal {
    pub(super) about: Option<PathBuf>,
    pub(super) error: Fault,
}

impl Refusal {
    pub(super) fn about(path: &Path, error: Fault) -> Self {
        Self {
            about: Some(path.to_owned()),
            error,
        }
    }
}

impl<E: Into<Fault>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self {
            about: None,
            error: error.into(),
        }
    }
}

impl From<Unusable> for Refusal {
    fn from(Unusable { folder, error }: Unusable) -> Self {
        Self {
            about: Some(folder),
            error,
        }
    }
}
