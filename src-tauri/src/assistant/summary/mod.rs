//! A document becomes a summary in which every sentence has its source.
//!
//! With a model: `request` defines what is wanted, `focus` selects what is read, `plan` packs it into windows,
//! `write` has the model write about one window and `evidence` finds the sources of each sentence. `summarize`
//! goes from window to window and from level to level, and `condense` keeps the few sentences of a short summary.
//! Without a model: `key_sentences` quotes the sentences of most `salience`. If there is no running text, `lines` shows
//! what else there is. Both ways end with `remarks` and the
//! `coverage` of pages. `edit` is what a person makes of a summary.

mod boilerplate;
mod condense;
mod coverage;
pub(crate) mod edit;
mod error;
pub(crate) mod evidence;
mod focus;
mod forecast;
pub(crate) mod kept;
pub(crate) mod key_sentences;
mod lines;
mod plan;
mod progress;
mod quotable;
mod recipe;
mod remarks;
mod request;
pub(crate) mod salience;
mod summarize;
mod types;
mod write;

pub use edit::SummaryChange;
pub(crate) use error::nothing_to_read;
pub use error::{Region, SummaryError};
pub(crate) use focus::outermost;
pub use focus::section_named;
pub(crate) use forecast::forecast;
pub(crate) use plan::pack;
pub(crate) use recipe::{asked_again, is_quoted, recipe};
pub use request::{Notebook, Request};
pub use summarize::summarize;
pub use types::{
    Evidence, Focus, PageCoverage, Remark, SummaryLength, SummaryOptions, SummaryOrigin,
    SummarySentence, SummaryView,
};
