//! Faults as facts: the one form in which errors reach the window, the command line and the jobs.
//!
//! Each room has its own error type, with sources. This room converts each of them to a [`Fault`]: a code with
//! numbers, names and paths, and not a sentence. The catalogues in `text/` and `ui/src/text/` write the sentences.

mod address;
mod conversions;
mod facts;
mod kept;
mod misuse;
mod outcome;

pub use address::AddressFault;
pub use facts::{ErrorCode, Fault, ModelTask};
pub(crate) use kept::deserialize_kept;
pub use misuse::Misuse;
pub use outcome::Outcome;
