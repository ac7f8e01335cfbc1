//! Pagewing as a person meets it: the real program in a real window, on a screen of its own.
//!
//! Needs Xvfb, WebKitWebDriver and the program built with its page: `./test window` sees to all of it.

mod drop_files;
mod screen;
mod window;

mod asking;
mod reading;
mod refusals;

use std::path::{Path, PathBuf};

use window::Outcome;

/// A fixture of this repository.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// The paper that `./run` opens.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/example/shelf-life-of-small-fruits.pdf")
}

/// Something from the material beside the repository; tests that need it are skipped where it is absent.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(path);
    if path.exists() {
        return path.canonicalize().ok();
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// Runs a test's steps to their end.
fn run(steps: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(steps)
}
