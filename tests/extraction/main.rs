//! Documents from outside: hostile files, unusual files, papers with ground truth, and whether a highlight covers
//! its sentence. Every file is opened as the product does it, in a worker process, and so are folders of models.

#[cfg(target_os = "linux")]
mod cage;
mod faults;
mod field;
mod highlights;
mod hostile;
mod models;
mod papers;
mod recognition;
mod small;

use std::path::PathBuf;

use pagewing::document::ReadOptions;

/// The product's options, with the worker that was built beside the tests.
fn options() -> ReadOptions {
    ReadOptions {
        worker: Some(PathBuf::from(env!("CARGO_BIN_EXE_test-extract-worker"))),
        ..ReadOptions::default()
    }
}
