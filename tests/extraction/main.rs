//! Documents from outside: files that attack, files that are odd, papers with ground truth, and whether
//! a highlight stands on its sentence. Every file is opened as the product does it, in a worker process.

mod highlights;
mod hostile;
mod papers;
mod small;

use std::path::{Path, PathBuf};

use pagewing::document::ReadOptions;

/// Options as the product has them, with the worker that was built beside the tests.
fn options() -> ReadOptions {
    ReadOptions {
        worker: Some(PathBuf::from(env!("CARGO_BIN_EXE_test-extract-worker"))),
        ..ReadOptions::default()
    }
}

/// A folder of the shared material; `None`, with a word, where there is none.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/pdfs")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}
