//! What `pagewing genome` and `pagewing classify` say of sequences and of classes.

use super::numbers::percent;

/// The model gives its classes no names.
pub(crate) const UNNAMED: &str =
    "This model has no names for its classes, so they are called LABEL_0, LABEL_1 and so on.";

/// An earlier run was stopped when this share was done.
pub(crate) fn goes_on(share: f32) -> String {
    format!(
        "Going on where an earlier run stopped, at {}.",
        percent(share)
    )
}

/// The name of the track of scores.
pub(crate) const LOG_LIKELIHOOD: &str = "log-likelihood";

/// A number of a regression.
pub(crate) fn number(value: f32) -> String {
    format!("{value:.3}")
}

/// Stands above the sentences, and says how they were found.
pub(crate) const EVIDENCE: &str = "The decision rests on these sentences. They were found by leaving out sections, parts of them and sentences; the share is by how much the probability falls without the sentence:";

/// Stands in place of the sentences if there are none.
pub(crate) const NO_EVIDENCE: &str = "No single sentence decides: without any one of those that were left out, the probability stays nearly the same.";
