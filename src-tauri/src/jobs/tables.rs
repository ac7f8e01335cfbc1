//! Tables of evidence: what a person does with them. `fill` fills them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::types::{AppEvent, JobView};
use super::{Jobs, Shared};
use crate::assistant::answer::{self, AnswerView, kept};
use crate::assistant::templates::BuiltInTemplate;
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{
    ColumnId, EvidenceCell, EvidenceTable, Follows, LibraryError, NewTable, TableCard, TableId,
    TemplateId,
};

/// A change that a person makes to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TableChange {
    /// It is called something else.
    Rename {
        /// Its new title.
        title: String,
    },
    /// Other papers get a row by themselves.
    Follow {
        /// Which ones.
        follows: Follows,
    },
    /// Papers get a row below the others. One that was taken out comes back with its cells.
    AddRows {
        /// The papers.
        documents: Vec<DocumentId>,
    },
    /// A paper is taken out.
    TakeOutRow {
        /// The paper.
        document: DocumentId,
    },
    /// A question is added behind the others.
    AddColumn {
        /// The question.
        question: String,
    },
    /// A question is changed, and put again.
    ChangeColumn {
        /// The question.
        column: ColumnId,
        /// Its new words.
        question: String,
    },
    /// The questions stand in another order.
    OrderColumns {
        /// All of them.
        columns: Vec<ColumnId>,
    },
    /// A question is deleted with its cells.
    DeleteColumn {
        /// The question.
        column: ColumnId,
    },
    /// A deleted question comes back with its cells.
    RestoreColumn {
        /// The question.
        column: ColumnId,
    },
}

/// A list of questions from which a person makes tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableTemplate {
    /// Its identity, if a person made or changed it.
    pub id: Option<TemplateId>,
    /// Which one of Pagewing's it is, or stands for.
    pub built_in: Option<BuiltInTemplate>,
    /// What it is called; empty for one of Pagewing's.
    pub name: String,
    /// Its questions, in order.
    pub questions: Vec<String>,
}

impl Jobs {
    /// All tables, the one that was changed last first.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn tables(&self) -> Result<Vec<TableCard>, Fault> {
        Ok(self.shared.library.tables()?)
    }

    /// A table with all that it shows.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it was deleted; errors of the library.
    pub fn table(&self, id: TableId) -> Result<EvidenceTable, Fault> {
        Ok(self.shared.library.table(id)?)
    }

    /// Makes a table and has it filled in the background.
    ///
    /// # Errors
    /// The faults of a question that cannot be asked; errors of the library.
    pub fn make_table(&self, new: NewTable) -> Result<EvidenceTable, Fault> {
        let questions = asked(&new.questions)?;
        let new = NewTable {
            title: new.title.trim().to_owned(),
            questions,
            ..new
        };
        let id = self.shared.library.make_table(&new)?;
        self.changed(id)
    }

    /// Changes a table, has the cells filled that it then lacks, and returns it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the table, or what is changed of it, was deleted; the faults of a question that cannot be
    /// asked; errors of the library.
    pub fn change_table(&self, id: TableId, change: &TableChange) -> Result<EvidenceTable, Fault> {
        let library = &self.shared.library;
        match change {
            TableChange::Rename { title } => library.rename_table(id, title.trim())?,
            TableChange::Follow { follows } => library.set_follows(id, *follows)?,
            TableChange::AddRows { documents } => library.add_rows(id, documents)?,
            TableChange::TakeOutRow { document } => library.take_out_row(id, document)?,
            TableChange::AddColumn { question } => {
                library.add_column(id, answer::checked(question)?)?;
            }
            TableChange::ChangeColumn { column, question } => {
                library.change_column(id, *column, answer::checked(question)?)?;
            }
            TableChange::OrderColumns { columns } => library.order_columns(id, columns)?,
            TableChange::DeleteColumn { column } => library.delete_column(id, *column)?,
            TableChange::RestoreColumn { column } => library.restore_column(id, *column)?,
        }
        self.changed(id)
    }

    /// Deletes a table and stops its filling; [`Jobs::restore_table`] brings it back for some time. One that was deleted
    /// already is not an error.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_table(&self, id: TableId) -> Result<(), Fault> {
        // stopped before: a filling that finds its table gone would otherwise be done, or fail
        let filling = self.shared.board().filling(id);
        if let Some(job) = filling {
            self.shared.board().cancel(&self.shared.library, job);
        }
        self.shared.library.delete_table(id)?;
        self.shared.board().send(AppEvent::Tables);
        Ok(())
    }

    /// Brings a deleted table back, has the cells filled that it lacks, and returns it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it is not there any more; errors of the library.
    pub fn restore_table(&self, id: TableId) -> Result<EvidenceTable, Fault> {
        self.shared.library.restore_table(id)?;
        self.changed(id)
    }

    /// Goes on with the filling that a person stopped. `None` if nothing is lacking.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the table was deleted; errors of the library.
    pub fn fill_table(&self, id: TableId) -> Result<Option<JobView>, Fault> {
        self.shared.library.pause_table(id, false)?;
        Ok(self.shared.fill(id)?)
    }

    /// Forgets what was found and puts the questions again: all of a table, or one question, or those to one paper. What a
    /// person wrote stays.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the table was deleted; errors of the library.
    pub fn ask_again(
        &self,
        id: TableId,
        column: Option<ColumnId>,
        document: Option<&DocumentId>,
    ) -> Result<EvidenceTable, Fault> {
        let library = &self.shared.library;
        library.forget_cells(id, column, document)?;
        library.pause_table(id, false)?;
        self.changed(id)
    }

    /// Keeps what a person writes into a cell, and returns the cell; `None` shows again what was found.
    ///
    /// # Errors
    /// [`Fault::LongNote`]; [`Fault::NotKept`] if the table or the question was deleted; errors of the library.
    pub fn write_cell(
        &self,
        id: TableId,
        column: ColumnId,
        document: &DocumentId,
        yours: Option<&str>,
    ) -> Result<EvidenceCell, Fault> {
        let library = &self.shared.library;
        library.write_cell(id, column, document, yours)?;
        Ok(library.cell(column, document)?)
    }

    /// The whole answer of a cell. Its quotations name the sentences that have their words now.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if the cell has no answer; errors of the library.
    pub fn cell_answer(
        &self,
        column: ColumnId,
        document: &DocumentId,
    ) -> Result<AnswerView, Fault> {
        let library = &self.shared.library;
        let mut view = kept::opened(&library.cell_answer(column, document)?)?;
        match library.shared_document(document) {
            Ok(document) => kept::settle(&mut view, &document),
            // the answer is worth showing without the document
            Err(error @ (LibraryError::Content(_) | LibraryError::NotFound)) => {
                tracing::warn!(id = %document.0, %error, "a quoted document could not be opened");
            }
            Err(error) => return Err(error.into()),
        }
        Ok(view)
    }

    /// The lists of questions from which a person makes tables: Pagewing's, as they came or as a person changed them, and
    /// the person's own.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn table_templates(&self) -> Result<Vec<TableTemplate>, Fault> {
        let mut kept: Vec<TableTemplate> = self
            .shared
            .library
            .templates()?
            .into_iter()
            .map(|kept| TableTemplate {
                id: Some(kept.id),
                built_in: kept.built_in.as_deref().and_then(BuiltInTemplate::named),
                name: kept.name,
                questions: kept.questions,
            })
            .collect();
        let mut templates = Vec::new();
        for built_in in BuiltInTemplate::all() {
            let changed = kept.iter().position(|kept| kept.built_in == Some(built_in));
            let questions = built_in.questions().iter();
            templates.push(match changed {
                Some(at) => kept.remove(at),
                None => TableTemplate {
                    id: None,
                    built_in: Some(built_in),
                    name: String::new(),
                    questions: questions.map(|question| (*question).to_owned()).collect(),
                },
            });
        }
        templates.extend(kept);
        Ok(templates)
    }

    /// Keeps a list of questions: a new one, a changed one, or a changed one of Pagewing's. Returns all lists.
    ///
    /// # Errors
    /// The faults of a question that cannot be asked; [`Fault::NotKept`] if the list was deleted; errors of the library.
    pub fn keep_template(&self, template: &TableTemplate) -> Result<Vec<TableTemplate>, Fault> {
        let library = &self.shared.library;
        let questions = asked(&template.questions)?;
        let name = template.name.trim();
        match template.id {
            Some(id) => library.change_template(id, name, &questions)?,
            None => {
                let built_in = template.built_in.map(BuiltInTemplate::code);
                library.keep_template(built_in, name, &questions)?;
            }
        }
        self.table_templates()
    }

    /// Deletes a list of questions; [`Jobs::restore_template`] brings it back for some time. One of Pagewing's is there
    /// again as it came. Returns all lists.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_template(&self, id: TemplateId) -> Result<Vec<TableTemplate>, Fault> {
        self.shared.library.delete_template(id)?;
        self.table_templates()
    }

    /// Brings a deleted list of questions back. Returns all lists.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it is not there any more; errors of the library.
    pub fn restore_template(&self, id: TemplateId) -> Result<Vec<TableTemplate>, Fault> {
        self.shared.library.restore_template(id)?;
        self.table_templates()
    }

    /// Has the cells filled that a changed table lacks, and returns it.
    fn changed(&self, id: TableId) -> Result<EvidenceTable, Fault> {
        self.shared.give_rows();
        self.shared.fill(id)?;
        self.shared.board().send(AppEvent::Tables);
        Ok(self.shared.library.table(id)?)
    }
}

impl Shared {
    /// Notes that a person stopped the filling of a table.
    pub(super) fn pause(&self, table: TableId) {
        if let Err(error) = self.library.pause_table(table, true) {
            tracing::warn!(%error, "it could not be kept that the filling of a table was stopped");
        }
        self.board().send(AppEvent::Tables);
    }
}

/// The questions, trimmed, without empty ones.
///
/// # Errors
/// The faults of a question that cannot be asked.
fn asked(questions: &[String]) -> Result<Vec<String>, Fault> {
    let written = questions
        .iter()
        .filter(|question| !question.trim().is_empty());
    written
        .map(|question| Ok(answer::checked(question)?.to_owned()))
        .collect()
}
