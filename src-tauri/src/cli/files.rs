//! How commands read files from where they are.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;

use crate::document::{self, Document, Explanation, ReadOptions};
use crate::fault::Fault;

/// The arguments of every command that reads files.
#[derive(Args)]
pub(super) struct Common {
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    /// Print no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Reads one file; `progress` receives the share done, 0 to 1.
pub(super) fn read(
    file: &Path,
    common: &Common,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(f32),
) -> Result<Document, Fault> {
    explain(file, common, stop, progress).map(|(document, _)| document)
}

/// Reads one file as [`read`] does, and returns why it became this document; see [`document::explain`].
pub(super) fn explain(
    file: &Path,
    common: &Common,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(f32),
) -> Result<(Document, Option<Explanation>), Fault> {
    let options = ReadOptions {
        password: common.password.clone(),
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let read = document::explain(file, &options, &mut |read| {
        progress(read.pages_done as f32 / read.pages.max(1) as f32);
    })?;
    Ok(read)
}

/// The file's name without its folder.
pub(super) fn name_of(file: &Path) -> String {
    file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
