//! Several files, straight from the disk, as documents that are asked together.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::files::{self, Common, name_of};
use super::output::{self, Reported};
use super::refusal::Refusal;
use crate::library::LooseDocuments;
use crate::stage::Stage;

/// A file that could not be read, and why.
#[derive(Serialize)]
pub(super) struct Unread {
    file: String,
    error: Reported,
}

/// Reads the files. Reports and leaves out each that cannot be read; fails if none can. `progress` receives the share of all
/// files that is read, 0 to 1.
pub(super) fn read(
    files: &[PathBuf],
    common: &Common,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
    unread: &mut Vec<Unread>,
) -> Result<LooseDocuments, Refusal> {
    let mut loose = LooseDocuments::new()?;
    let mut last = None;
    for (index, file) in files.iter().enumerate() {
        let read = files::read(file, common, stop, &mut |stage, done| {
            progress(stage, (index as f32 + done) / files.len() as f32);
        });
        match read {
            Ok(document) => loose.add(document, &name_of(file))?,
            Err(error) if stop.load(Ordering::Relaxed) || files.len() == 1 => {
                return Err(Refusal::about(file, error));
            }
            Err(error) => {
                output::complain(file, &error);
                unread.push(Unread {
                    file: file.to_string_lossy().into_owned(),
                    error: Reported::from(&error),
                });
                last = Some(error);
            }
        }
    }
    match last {
        Some(error) if loose.documents().next().is_none() => Err(error.into()),
        _ => Ok(loose),
    }
}
