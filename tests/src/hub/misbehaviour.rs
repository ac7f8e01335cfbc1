//! What the hub does wrong, and when.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Stands for the list of a repository's files where a file is named.
pub const LISTING: &str = "(the list of files)";

/// What goes wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbehaviour {
    /// A status instead of the file, before any redirect: 429, 500, 404.
    Status {
        /// The status.
        status: u16,
        /// The seconds of `Retry-After`.
        retry_after: Option<u32>,
    },
    /// A page of HTML with status 200 instead of the file, as the login page of a hotel's network sends it.
    Html,
    /// The connection ends after this many bytes of the body.
    CutAfter(u64),
    /// Nothing comes after this many bytes of the body, and the connection stays open.
    StallAfter(u64),
    /// The first byte of the body is wrong; the length is right.
    OtherBytes,
    /// The whole file, although a part was asked for.
    RangeIgnored,
}

impl Misbehaviour {
    /// Whether it replaces the answer, instead of spoiling the bytes of the file.
    fn replaces(&self) -> bool {
        matches!(self, Self::Status { .. } | Self::Html)
    }
}

/// What still has to go wrong, for each file, first things first.
#[derive(Default)]
pub(super) struct Plan {
    ahead: Mutex<HashMap<String, VecDeque<Misbehaviour>>>,
}

impl Plan {
    pub(super) fn add(&self, file: &str, more: impl IntoIterator<Item = Misbehaviour>) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        ahead.entry(file.to_owned()).or_default().extend(more);
    }

    /// Takes what replaces the answer to a request for `file`, if that is next.
    pub(super) fn instead(&self, file: &str) -> Option<Misbehaviour> {
        self.take(file, Misbehaviour::replaces)
    }

    /// Takes what spoils the bytes of `file`, if that is next.
    pub(super) fn within(&self, file: &str) -> Option<Misbehaviour> {
        self.take(file, |next| !next.replaces())
    }

    fn take(&self, file: &str, fits: impl Fn(&Misbehaviour) -> bool) -> Option<Misbehaviour> {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        ahead.get_mut(file)?.pop_front_if(|next| fits(next))
    }
}
