//! What `pagewing genome` and `pagewing classify` say of sequences and of classes.

use super::answers::quoted;
use super::language::said;
use crate::assistant::classification::{ClassShare, Classification, Ground};

/// The model gives its classes no names.
pub(crate) fn unnamed() -> &'static str {
    said!(genome::UNNAMED)
}

/// An earlier run was stopped when this share was done.
pub(crate) fn goes_on(share: f32) -> String {
    said!(genome::goes_on(share))
}

/// The name of the track of scores.
pub(crate) fn log_likelihood() -> &'static str {
    said!(genome::LOG_LIKELIHOOD)
}

/// The class of a document.
pub(crate) fn decided(found: &Classification) -> String {
    format!("{}, {}", found.label, share(found, found.probability))
}

/// `positive: 83%`.
pub(crate) fn class(found: &Classification, class: &ClassShare) -> String {
    format!("{}: {}", class.label, share(found, class.probability))
}

/// A probability, or the number of a regression.
fn share(found: &Classification, value: f32) -> String {
    match found.regression {
        true => said!(genome::number(value)),
        false => said!(numbers::percent(value)),
    }
}

/// Stands above the sentences, and says how they were found.
pub(crate) fn evidence() -> &'static str {
    said!(genome::EVIDENCE)
}

/// Stands in place of the sentences if there are none.
pub(crate) fn no_evidence() -> &'static str {
    said!(genome::NO_EVIDENCE)
}

/// `p. 3, -12%: “Birds fly.”`
pub(crate) fn ground(found: &Classification, ground: &Ground) -> String {
    let drop = share(found, ground.drop);
    let words = quoted(&ground.text);
    match ground.page {
        Some(page) => format!("{}, -{drop}: {words}", said!(numbers::page(page))),
        None => format!("-{drop}: {words}"),
    }
}
