//! What `pagewing eval` computes: measures of extraction, summaries and answers, so that quality is a number.

pub mod abstracts;
pub mod ask;
pub mod baselines;
pub mod calibration;
pub mod evidence_cases;
pub mod extraction;
pub mod jats;
pub mod judged;
pub mod lost;
pub mod overlap;
pub mod qa;
pub mod questions;
pub mod recognition;
pub mod rouge;
pub mod rows;
pub mod salience_fit;
pub mod squad;
pub mod summary;
pub mod titles;
