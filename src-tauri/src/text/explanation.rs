//! What `pagewing extract --explain` prints: why the title and each block are what they are.

use super::language::said;
use crate::document::{Document, Explanation};

/// The explanation of a document, one paragraph per block. There is none of a document without pages.
pub(crate) fn explained(document: &Document, explanation: Option<&Explanation>) -> String {
    said!(explanation::explained(document, explanation))
}
