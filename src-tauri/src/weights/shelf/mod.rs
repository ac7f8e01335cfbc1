//! The shelf: every model that there is or could be, as the Models page and `pagewing models list` show it.
//!
//! It reads manifests and the sizes of files, never weights, so that it can be made again after each change.

mod cards;
mod machine;
#[cfg(test)]
mod tests;

pub use cards::{InUse, LoadedModel, shelf};
pub use machine::{Fit, Machine, offer_precision};
