//! Does the model crate compute what the reference computes?
//!
//! Compares every stored case of a reference folder with the crate, within the tolerances that the
//! folder's README states. The folder is `../shared/reference`, or what `PAGEWING_REFERENCE` names;
//! where it is absent the tests say so and pass.

mod agreement;
mod attention;
mod forward;
mod generation;
mod reference;
mod tables;
mod tokenizer;
