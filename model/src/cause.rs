//! What is wrong with the content of a file, below the errors that carry it.

/// A parser's error, or a sentence of this crate.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;
