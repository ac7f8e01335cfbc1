//! The text on which a fast copy is compared with its original: that of the example paper.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::document::{self, ReadError, ReadOptions};

/// The example paper. `assets/example/LICENSE.md` names its source.
pub const PAPER: &[u8] =
    include_bytes!("../../../../assets/example/shelf-life-of-small-fruits.pdf");

/// Serves where the paper cannot be read, since any English text shows the errors of a matrix.
const INSTEAD: &str = "Small fruits such as strawberries, raspberries and blueberries keep for a few days after \
harvest, because their skin is thin and their tissue is soft. Fungi that cause decay grow quickly on damaged berries. \
Cold storage slows both respiration and growth, and oils of several herbs delay decay further. In this review we \
compare how long berries keep with and without such oils, and at which temperature the difference is largest.";

/// The running text of the paper; `None` if the work was stopped.
pub(super) fn prose(stop: &Arc<AtomicBool>) -> Option<String> {
    match read(stop) {
        Ok(text) if !text.is_empty() => Some(text),
        Err(ReadError::Cancelled) => None,
        _ => Some(INSTEAD.to_owned()),
    }
}

fn read(stop: &Arc<AtomicBool>) -> Result<String, ReadError> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("example.pdf");
    std::fs::write(&path, PAPER)?;
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let document = document::read(&path, &options, &mut |_| {})?;
    let prose: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.kind.is_prose())
        .map(|block| block.text.as_str())
        .collect();
    Ok(prose.join("\n"))
}
