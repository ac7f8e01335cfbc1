//! Fills a table of evidence: puts each of its questions to each of its papers, and keeps every cell at once. The library
//! knows which cells are lacking, so a start after a kill goes on with the next one.
//!
//! Nobody waits for a cell, so a person's own question comes first: it stops the cell in progress, which is begun again
//! afterwards.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Shared;
use super::answering::Put;
use super::entry::Task;
use super::input::Input;
use super::types::{AppEvent, JobState, JobView};
use crate::assistant::answer::{AnswerView, Budget, evidence};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{KeptCell, LackingCell, LibraryError, TableId};
use crate::search::Scope;
use crate::stage::Stage;
use crate::weights::store::ModelRole;

/// Most answers that are kept of a cell; the table shows the first.
const TOP: usize = 3;

/// Fills what a table lacks.
pub(super) fn run(shared: &Shared, task: &Task, table: TableId) -> JobState {
    let filled = fill(shared, task, table);
    // the list of tables shows how much is filled
    shared.board().send(AppEvent::Tables);
    match filled {
        Ok(()) | Err(Fault::NotKept) if task.stop.load(Ordering::Relaxed) => JobState::Cancelled,
        Ok(()) => JobState::Done,
        Err(Fault::Cancelled) => JobState::Cancelled,
        Err(reason) => JobState::Failed { reason },
    }
}

fn fill(shared: &Shared, task: &Task, table: TableId) -> Result<(), Fault> {
    let library = &shared.library;
    let said = RefCell::new(Vec::new());
    // the window receives once that a model cannot be used, and not for each cell
    let unusable = |role: ModelRole, reason: Fault| {
        let mut said = said.borrow_mut();
        if !said.contains(&role) {
            said.push(role);
            shared.report_unusable(role, reason);
        }
    };
    let mut gone: Option<LackingCell> = None;
    while let Some(lacking) = next(shared, task, table)? {
        let (done, all) = library.table_filled(table)?;
        let progress = |share: f32| {
            let share = (done as f32 + share) / all.max(1) as f32;
            shared.board().advance(task.id, Stage::Answering, share);
        };
        progress(0.0);
        let cell = shared.courtesy.step(&task.stop, |stop| {
            cell(shared, &lacking, &unusable, stop, &progress)
        });
        match cell {
            Some(Ok(cell)) => keep(shared, task, table, &lacking, &cell)?,
            None => return Err(Fault::Cancelled),
            Some(Err(Fault::Cancelled)) if task.stop.load(Ordering::Relaxed) => {
                return Err(Fault::Cancelled);
            }
            // a person asked something
            Some(Err(Fault::Cancelled)) => {}
            // its paper was removed just now, so the cell is no longer lacking
            Some(Err(Fault::NotInLibrary | Fault::NoDocuments))
                if gone.as_ref() != Some(&lacking) =>
            {
                gone = Some(lacking);
            }
            Some(Err(fault)) => return Err(fault),
        }
    }
    Ok(())
}

/// The next cell to fill; `None` if there is none, and then a later wish makes a job of its own.
fn next(shared: &Shared, task: &Task, table: TableId) -> Result<Option<LackingCell>, LibraryError> {
    if let Some(lacking) = shared.library.lacking_cell(table)? {
        return Ok(Some(lacking));
    }
    let mut board = shared.board();
    let lacking = shared.library.lacking_cell(table)?;
    if lacking.is_none() {
        board.seal(task.id);
    }
    Ok(lacking)
}

fn cell(
    shared: &Shared,
    lacking: &LackingCell,
    unusable: &dyn Fn(ModelRole, Fault),
    stop: &Arc<AtomicBool>,
    progress: &dyn Fn(f32),
) -> Result<KeptCell, Fault> {
    match answer(shared, lacking, unusable, stop, progress) {
        Ok(view) => Ok(evidence::cell(&view)?),
        Err(Fault::Scanned { .. } | Fault::NoText | Fault::ContentDamaged { .. }) => {
            Ok(KeptCell::without_text())
        }
        Err(fault) => Err(fault),
    }
}

fn answer(
    shared: &Shared,
    lacking: &LackingCell,
    unusable: &dyn Fn(ModelRole, Fault),
    stop: &Arc<AtomicBool>,
    progress: &dyn Fn(f32),
) -> Result<AnswerView, Fault> {
    let document = &lacking.document;
    shared.read_anew(document, stop)?;
    shared.library.index_document(document)?;
    let put = Put {
        question: &lacking.question,
        scope: &Scope::Documents(vec![document.clone()]),
        top: TOP,
        // a cell has its time, and does not depend on how busy the machine is
        budget: Budget::generous(),
        renew: None,
        early: None,
        unusable,
        stop,
    };
    shared.answered(&put, &mut |_, done| progress(done))
}

fn keep(
    shared: &Shared,
    task: &Task,
    table: TableId,
    lacking: &LackingCell,
    cell: &KeptCell,
) -> Result<(), LibraryError> {
    let library = &shared.library;
    library.fill_cell(lacking, cell)?;
    let cell = library.cell(lacking.column, &lacking.document)?;
    let mut board = shared.board();
    board.keep(library, task.id);
    board.send(AppEvent::CellFilled {
        table,
        column: lacking.column,
        document: lacking.document.clone(),
        cell,
    });
    Ok(())
}

impl Shared {
    /// Fills what a table lacks, unless a person stopped its filling. `None` if there is nothing to do.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if the table was deleted; database errors.
    pub(super) fn fill(&self, table: TableId) -> Result<Option<JobView>, LibraryError> {
        let (title, paused) = self.library.table_head(table)?;
        let lacking = self.library.lacking_cell(table)?;
        let Some(lacking) = lacking.filter(|_| !paused) else {
            return Ok(None);
        };
        // a job has a name even if its table has none
        let name = match title.is_empty() {
            true => lacking.question,
            false => title,
        };
        let input = Input::FillTable { table };
        let view = self.board().add(&self.library, name, input, None)?;
        self.wake.notify_all();
        Ok(Some(view))
    }

    /// Gives papers that are new in the library a row in the tables that follow it, and has the rows filled. A table that
    /// cannot be filled does not stop what brought the papers.
    pub(super) fn give_rows(&self) {
        let tables = self.library.follow();
        if tables.as_ref().is_ok_and(|tables| !tables.is_empty()) {
            self.board().send(AppEvent::Tables);
        }
        self.fill_all(tables);
    }

    /// Has the cells filled that a document lacks: it came back to the library, or it was read again.
    pub(super) fn fill_row(&self, document: &DocumentId) {
        self.fill_all(self.library.tables_lacking(document));
    }

    fn fill_all(&self, tables: Result<Vec<TableId>, LibraryError>) {
        let failed: Vec<LibraryError> = match tables {
            Ok(tables) => tables
                .into_iter()
                .filter_map(|table| self.fill(table).err())
                .collect(),
            Err(error) => vec![error],
        };
        for error in failed {
            tracing::warn!(%error, "a table could not be filled");
        }
    }
}
