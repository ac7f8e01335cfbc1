//! The dialect that a checkpoint reads and writes: text goes in as the checkpoint was trained on it, and what
//! it writes is repaired for people.

mod citations;
mod formulas;
mod profile;

pub use profile::TextProfile;
pub(crate) use profile::{Dialect, OMISSION, profile_of};

#[cfg(test)]
mod tests;
