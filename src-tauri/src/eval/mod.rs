//! Measures, so that quality is a number and not a feeling: what `pagewing eval` computes.

pub mod extraction;
pub mod jats;
pub mod overlap;
pub mod rouge;
pub mod squad;
