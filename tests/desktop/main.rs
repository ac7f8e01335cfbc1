//! Pagewing as a person uses it: the real program in a real window, on a screen of its own.
//!
//! Needs Xvfb, WebKitWebDriver and the program built with its page; `./test window` provides them.

mod clipboard;
mod driver;
mod drop_files;
mod keys;
mod screen;
mod window;

mod asking;
mod copying;
mod edits;
mod exports;
mod finding;
mod languages;
mod left;
mod library;
mod links;
mod models;
mod network;
mod notes;
mod panes;
mod queue;
mod reading;
mod refusals;
mod reread;
mod sequences;
mod settings;
mod several;
mod tables;
mod zotero;

use window::Outcome;

/// Runs a test's steps to their end.
fn run(steps: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(steps)
}
