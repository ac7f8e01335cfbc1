//! What went wrong.

use super::language::said;
use crate::fault::Fault;

/// What happened, in a sentence.
pub fn message(fault: &Fault) -> String {
    said!(faults::message(fault))
}
