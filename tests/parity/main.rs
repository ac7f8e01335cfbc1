//! Does the model crate compute what the reference computes?
//!
//! Compares the stored cases of a reference folder with the crate, within the tolerances that the folder's README
//! states. Each comparison runs over two folders: the few cases in `tests/fixtures/reference`, wherever the
//! repository is cloned; and every case of `../shared/reference`, or of the folder that `PAGEWING_REFERENCE`
//! names, in tests that are ignored by default.

mod agreement;
mod attention;
mod committed;
mod family;
mod forward;
mod generation;
#[cfg(target_os = "linux")]
mod measuring;
mod reference;
mod sentences;
mod tables;
mod tokenizer;
