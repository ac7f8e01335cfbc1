//! Tables of evidence: papers down, questions across, and in each cell the quotation that answers, or what a person wrote
//! instead.
//!
//! A cell that is not kept was not filled yet, so filling goes on after a kill without a state of its own. What Pagewing
//! found and what a person wrote stand side by side: neither overwrites the other. Rows and cells go with their document:
//! out of sight while it is removed, and gone when it is deleted for good. When a document is read again, what was found
//! in it stays, and what was not found is asked again.

mod cells;
mod change;
mod columns;
mod lifetimes;
mod rows;
mod tables;
mod templates;
mod types;
mod view;

pub(super) use lifetimes::{delete_with, purge, read_again};
pub use types::{
    CellFound, CellOutcome, ColumnId, EvidenceCell, EvidenceColumn, EvidenceRow, EvidenceTable,
    Follows, KeptCell, KeptTemplate, LackingCell, NewTable, TableCard, TableId, TemplateId,
};

#[cfg(test)]
mod tests;
