//! The sentences and labels of the command line, in English. Facts come here as enums, numbers and names and
//! leave as text; `cli/` arranges, wraps and writes it. The window has its own catalogue, in `ui/src/text/`.
//! Two kinds of words stand elsewhere by necessity: clap reads the help of commands and options from the comments
//! on their types in `cli/`, and the tables of `pagewing eval` are written as Markdown beside their columns.

pub(crate) mod answers;
pub(crate) mod bench;
pub(crate) mod doctor;
mod evaluation;
pub(crate) mod evidence;
mod explanation;
pub(crate) mod export;
mod faults;
mod hints;
pub(crate) mod library;
pub(crate) mod models;
pub(crate) mod notes;
mod numbers;
mod precision;
mod progress;
pub(crate) mod rows;
pub(crate) mod shelf;
pub(crate) mod summary;
mod usage;

pub(crate) use evaluation::{NOTHING_TO_FIT, asked, failed, no_papers, no_scans, no_titles};
pub(crate) use explanation::explained;
pub use faults::message;
pub use hints::hint;
pub(crate) use progress::{ASKING, doing, progress_line, transferring};
pub use usage::ended;
pub(crate) use usage::{CONTINUES, PAGES_WRONG, fault_of_file, misuse, unwritten};
