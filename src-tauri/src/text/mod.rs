//! The sentences of the command line, in English. Facts come here as enums and leave as text; nothing else in
//! the program words them. The window has its own catalogue, in `ui/src/text/`.

pub(crate) mod answers;
mod evaluation;
mod explanation;
mod faults;
pub(crate) mod notes;
mod numbers;
mod progress;
mod usage;

pub(crate) use evaluation::no_papers;
pub(crate) use explanation::explained;
pub use faults::{hint, message};
pub(crate) use progress::doing;
pub use usage::ended;
pub(crate) use usage::{CONTINUES, misuse, unwritten};
