//! The dialect that a checkpoint reads and writes: text is prepared in the form that the checkpoint was trained
//! on, and its output is repaired for people.

mod citations;
mod formulas;
mod profile;

pub use profile::TextProfile;
pub(crate) use profile::{Dialect, OMISSION, profile_of};

#[cfg(test)]
mod tests;
