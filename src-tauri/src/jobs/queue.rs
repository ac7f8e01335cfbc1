//! The queue of what a person waits for, files, recognition and summaries: which of them is next, whether they rest, and
//! what is tried again. Work on models does not stand in it.

use std::path::PathBuf;

use super::board::{Board, note, store};
use super::entry::Entry;
use super::input::Input;
use super::types::{JobId, JobKind, JobState, JobView};
use super::{Jobs, Shared, lock};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{Library, LibraryError};

/// So many deleted jobs can be brought back.
const MOST_DISMISSED: usize = 500;

impl Jobs {
    /// Stops a job, which ends within a second. A table whose filling is stopped is not filled again by itself.
    pub fn cancel(&self, id: JobId) {
        let table = self.shared.board().table_of(id);
        if let Some(table) = table {
            self.shared.pause(table);
        }
        let mut board = self.shared.board();
        if let Some(copy) = board.cancel(&self.shared.library, id) {
            self.shared.drop_copy(&board, id, &copy);
        }
    }

    /// Removes a finished job from the list.
    pub fn dismiss(&self, id: JobId) {
        let mut board = self.shared.board();
        if let Some(copy) = board.dismiss(&self.shared.library, id) {
            self.shared.drop_copy(&board, id, &copy);
        }
    }

    /// Brings back a job that was removed from the list since the program began, as it was, or one that was cancelled, to its
    /// place in the queue. The first has another identity; `None` if it is not known any more.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn bring_back(&self, id: JobId) -> Result<Option<JobView>, Fault> {
        let back = self.shared.board().bring_back(&self.shared.library, id)?;
        self.shared.wake.notify_all();
        Ok(back)
    }

    /// Continues with a locked file. If the password opens it, it is tried on every other file that waits for one.
    pub fn unlock(&self, id: JobId, password: String) {
        self.shared
            .board()
            .unlock(&self.shared.library, id, password);
        self.shared.wake.notify_all();
    }

    /// Tries again what was refused or failed.
    ///
    /// # Errors
    /// If the job cannot be stored.
    pub fn retry(&self, id: JobId) -> Result<(), Fault> {
        self.shared.board().retry(&self.shared.library, id)?;
        self.shared.wake.notify_all();
        Ok(())
    }

    /// The file that a job reads, where it was when it came in.
    pub fn file_of(&self, id: JobId) -> Option<PathBuf> {
        let input = self.shared.board().input(id)?;
        match input {
            Input::Import { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Moves a waiting job before another one, or behind all others.
    pub fn move_before(&self, id: JobId, other: Option<JobId>) {
        let shared = &self.shared;
        shared.board().move_before(&shared.library, id, other);
    }
}

impl Shared {
    /// Puts new work on the document that is open before that on all others, and has it begin.
    pub(super) fn first_if_open(&self, id: &DocumentId) {
        let open = lock(&self.looked_at).as_ref() == Some(id);
        if open {
            self.board().put_first(&self.library, id);
        }
        self.wake.notify_all();
    }

    /// Deletes the copy that a job made and does not need any more, unless another one of the same content reads it. Nobody
    /// brings the job back meanwhile, who would read a copy that is about to go: the board is held.
    pub(super) fn drop_copy(&self, board: &Board, id: JobId, copy: &str) {
        if board.others_need(id, copy) {
            return;
        }
        if let Err(error) = self.library.drop_file(copy) {
            tracing::warn!(%error, "a copy that is not needed could not be deleted");
        }
    }
}

impl Board {
    /// Puts the work on a document that waits before everything else. A summary of another document that is being written
    /// yields to it at its next section.
    pub(super) fn put_first(&mut self, library: &Library, document: &DocumentId) {
        let about = |entry: &&Entry| entry.waits() && entry.row.document.as_ref() == Some(document);
        let mut wanted: Vec<_> = self.entries.values().filter(about).collect();
        wanted.sort_unstable_by_key(|entry| (entry.turn(), entry.row.id));
        let wanted: Vec<_> = wanted.into_iter().map(|entry| entry.row.id).collect();
        let others = self.entries.values().filter(|entry| {
            let runs = entry.is_at(&JobState::Running) && !entry.row.kind.is_about_a_model();
            (entry.waits() || runs) && !wanted.contains(&entry.row.id)
        });
        let Some(first) = others.map(Entry::turn).min() else {
            return;
        };
        let goes_after = |id: &JobId| self.entries.get(id).is_some_and(|it| it.turn() >= first);
        if !wanted.iter().any(goes_after) {
            return;
        }
        for (before, id) in (1..).zip(wanted.into_iter().rev()) {
            self.give_turn(library, id, first.saturating_sub(before));
        }
    }

    /// Moves a waiting job before another one, or behind all others.
    pub(super) fn move_before(&mut self, library: &Library, id: JobId, other: Option<JobId>) {
        let mut waiting: Vec<_> = self.entries.values().filter(|it| it.waits()).collect();
        waiting.sort_unstable_by_key(|entry| (entry.turn(), entry.row.id));
        let turns: Vec<_> = waiting.iter().map(|entry| entry.turn()).collect();
        let mut order: Vec<_> = waiting.into_iter().map(|entry| entry.row.id).collect();
        let Some(from) = order.iter().position(|it| *it == id) else {
            return;
        };
        order.remove(from);
        let to = order.iter().position(|it| Some(*it) == other);
        order.insert(to.unwrap_or(order.len()), id);
        // the places stay, and other jobs have them
        for (id, turn) in order.into_iter().zip(turns) {
            self.give_turn(library, id, turn);
        }
    }

    /// Has the queue rest, or go on. What runs stops within a second, keeps what it has finished, and goes on later.
    pub(super) fn pause(&mut self, paused: bool) {
        if self.paused == paused {
            return;
        }
        self.paused = paused;
        let running = |entry: &&mut Entry| {
            entry.is_at(&JobState::Running) && !entry.row.kind.is_about_a_model()
        };
        if paused {
            for entry in self.entries.values_mut().filter(running) {
                entry.interrupt();
            }
        }
    }

    /// Deletes a job that neither waits nor runs, and returns the copy that an import had made.
    pub(super) fn dismiss(&mut self, library: &Library, id: JobId) -> Option<String> {
        let ended = self
            .entries
            .get(&id)
            .is_some_and(|entry| !matches!(entry.row.state, JobState::Queued | JobState::Running));
        let entry = ended.then(|| self.entries.remove(&id))??;
        note(library.delete_job(id.0));
        let copy = entry.input.copy().map(str::to_owned);
        self.dismissed.push_back(entry);
        if self.dismissed.len() > MOST_DISMISSED {
            self.dismissed.pop_front();
        }
        copy
    }

    /// Whether another job that has not ended reads this copy.
    pub(super) fn others_need(&self, id: JobId, copy: &str) -> bool {
        let mut others = self.entries.values().filter(|it| it.row.id != id);
        others.any(|it| it.input.copy() == Some(copy) && !it.has_ended())
    }

    /// Brings back a deleted or cancelled job, unless the same work was asked for again meanwhile.
    pub(super) fn bring_back(
        &mut self,
        library: &Library,
        id: JobId,
    ) -> Result<Option<JobView>, LibraryError> {
        let at = self.dismissed.iter().position(|it| it.row.id == id);
        let Some(mut entry) = at.and_then(|at| self.dismissed.remove(at)) else {
            return self.wait_again(library, id);
        };
        if self.is_asked_for(&entry.input) {
            return Ok(None);
        }
        entry.row.id = JobId(library.add_job(&entry.row.kept()?)?);
        let view = entry.view();
        self.tell(view.clone());
        self.entries.insert(view.id, entry);
        Ok(Some(view))
    }

    /// Has a job that a person cancelled wait again, in its place.
    fn wait_again(
        &mut self,
        library: &Library,
        id: JobId,
    ) -> Result<Option<JobView>, LibraryError> {
        let cancelled = self.entries.get(&id).filter(|entry| {
            entry.is_at(&JobState::Cancelled) && !entry.row.kind.is_about_a_model()
        });
        if cancelled.is_none_or(|entry| self.is_asked_for(&entry.input)) {
            return Ok(None);
        }
        let Some(entry) = self.entries.get_mut(&id) else {
            return Ok(None);
        };
        entry.renew(entry.turn());
        store(library, &entry.row)?;
        let view = entry.view();
        self.tell(view.clone());
        Ok(Some(view))
    }

    /// Whether a job does this work, or has failed to.
    fn is_asked_for(&self, input: &Input) -> bool {
        let mut entries = self.entries.values();
        entries.any(|it| {
            it.input.is_like(input) && !matches!(it.row.state, JobState::Done | JobState::Cancelled)
        })
    }

    /// Tries again what was refused or failed, behind everything that waits.
    pub(super) fn retry(&mut self, library: &Library, id: JobId) -> Result<(), LibraryError> {
        let last = self.last_turn();
        let Some(entry) = self.entries.get_mut(&id) else {
            return Ok(());
        };
        if matches!(
            entry.row.state,
            JobState::Refused { .. } | JobState::Failed { .. }
        ) {
            entry.renew(last);
            entry.row.input = entry.input.text(entry.turn)?;
            store(library, &entry.row)?;
            let view = entry.view();
            self.tell(view);
        }
        Ok(())
    }

    /// Tries a locked file again, with a password.
    pub(super) fn unlock(&mut self, library: &Library, id: JobId, password: String) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if matches!(entry.row.state, JobState::NeedsPassword { .. }) {
            entry.try_again(Some(password));
            note(store(library, &entry.row));
            let view = entry.view();
            self.tell(view);
        }
    }

    /// Tries the other files again that wait for a password: one has opened a file, and may open them too.
    pub(super) fn try_locked(&mut self, library: &Library) {
        let locked = |entry: &&mut Entry| {
            entry.row.kind == JobKind::Import
                && matches!(entry.row.state, JobState::NeedsPassword { .. })
        };
        let mut views = Vec::new();
        for entry in self.entries.values_mut().filter(locked) {
            entry.try_again(None);
            note(store(library, &entry.row));
            views.push(entry.view());
        }
        for view in views {
            self.tell(view);
        }
    }

    fn give_turn(&mut self, library: &Library, id: JobId, turn: i64) {
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        if entry.turn() == turn {
            return;
        }
        entry.turn = Some(turn);
        let kept = entry.input.text(entry.turn).and_then(|input| {
            entry.row.input = input;
            store(library, &entry.row)
        });
        note(kept);
        let view = entry.view();
        self.tell(view);
    }
}
