//! The sentences and labels of the command line, in each language. Facts come here as enums, numbers and names and
//! leave as text; `cli/` arranges, wraps and writes it. The window has its own catalogue, in `ui/src/text/`.
//! Three kinds of words stand elsewhere or in English alone by necessity: clap reads the English help of commands and
//! options from the comments on their types in `cli/`, and what it quotes beside its own words is English with them; the
//! tables of `pagewing eval` are written as Markdown beside their columns; and the system's reasons are the system's.

mod amounts;
pub(crate) mod answers;
pub(crate) mod bench;
mod de;
pub(crate) mod devices;
#[cfg(feature = "desktop")]
pub(crate) mod dialogs;
pub(crate) mod doctor;
mod en;
mod evaluation;
pub(crate) mod evidence;
mod explanation;
pub(crate) mod export;
mod faults;
pub(crate) mod genome;
mod help;
mod hints;
mod language;
pub(crate) mod library;
mod marks;
pub(crate) mod models;
pub(crate) mod notes;
#[cfg(feature = "desktop")]
pub(crate) mod notifications;
mod progress;
mod reports;
pub(crate) mod rows;
pub(crate) mod shelf;
pub(crate) mod summary;
mod task;
mod translation;
mod usage;

pub(crate) use evaluation::{NOTHING_TO_FIT, asked, failed, no_papers, no_scans, no_titles};
pub(crate) use explanation::explained;
pub use faults::message;
pub(crate) use help::translation;
#[cfg(test)]
pub(crate) use help::translations;
pub use hints::hint;
pub use language::speak;
pub(crate) use progress::{asking, doing, progress_line, transferring};
pub(crate) use translation::Translation;
pub(crate) use usage::{continues, exit_codes, fault_of_file, misuse, pages_wrong, unwritten};
