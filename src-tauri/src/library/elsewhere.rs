//! What another program does to the library: a second window, or the command line.

use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

/// What was seen at the last look.
#[derive(Default)]
pub(super) struct Seen(Mutex<Look>);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    /// SQLite's number, which differs once another connection has written.
    version: i64,
    /// The library's own number, which rises with what the lists show.
    changes: i64,
}

impl Seen {
    /// Whether another program has changed what the lists show, since the last look.
    ///
    /// # Errors
    /// Database errors.
    pub(super) fn has_changed(&self, writer: &Connection) -> rusqlite::Result<bool> {
        // the other connections of this program only read
        let now = Look {
            version: writer.query_row("PRAGMA data_version", [], |row| row.get(0))?,
            changes: writer.query_row("SELECT number FROM list_changes", [], |row| row.get(0))?,
        };
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *seen, now);
        Ok(before.version != now.version && before.changes != now.changes)
    }
}
