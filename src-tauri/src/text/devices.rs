//! Where models run, and why not elsewhere.

use super::language::said;
use crate::weights::Fallback;

/// Why models run on the processor, as a sentence.
pub(crate) fn fallback(why: &Fallback) -> String {
    said!(devices::fallback(why))
}
