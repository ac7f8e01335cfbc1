//! What another program changes in the library or in the settings appears in this one: a second window, or the command line.

use std::sync::PoisonError;
use std::time::Duration;

use super::Shared;
use super::types::AppEvent;

/// The longest time until a change is seen.
const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Shared {
    /// The life of the thread that watches for changes of other programs, until this one closes.
    pub(super) fn watch_library(&self) {
        // what came into collections while no window was open
        self.give_rows();
        loop {
            let board = self.board();
            if board.closing() {
                return;
            }
            // whoever closes wakes it up
            let waited = self.wake.wait_timeout(board, LOOK_EVERY);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
            self.take_over_settings();
            match self.library.changed_elsewhere() {
                Ok(false) => {}
                Ok(true) => {
                    let board = self.board();
                    board.send(AppEvent::Library);
                    board.send(AppEvent::Groups);
                    board.send(AppEvent::Questions);
                    board.send(AppEvent::Tables);
                    drop(board);
                    self.give_rows();
                    self.rest.want();
                }
                Err(error) => {
                    tracing::warn!(%error, "changes of other programs could not be looked for");
                }
            }
        }
    }
}
