//! The sentences in German, with the words that `docs/design-language.md` lists.

pub(super) mod answers;
pub(super) mod bench;
mod causes;
pub(super) mod devices;
#[cfg(feature = "desktop")]
pub(super) mod dialogs;
pub(super) mod doctor;
pub(super) mod evidence;
pub(super) mod explanation;
pub(super) mod export;
pub(super) mod faults;
pub(super) mod genome;
pub(super) mod help;
pub(super) mod hints;
pub(super) mod library;
pub(super) mod models;
pub(super) mod notes;
#[cfg(feature = "desktop")]
pub(super) mod notifications;
pub(super) mod numbers;
mod precision;
pub(super) mod progress;
pub(super) mod shelf;
pub(super) mod summary;
pub(super) mod usage;
