//! What a person can do about a fault.

use super::language::said;
use crate::fault::Fault;

/// What a person can do about it, if there is something.
pub fn hint(fault: &Fault) -> Option<String> {
    said!(hints::hint(fault))
}
