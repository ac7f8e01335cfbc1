//! How commands read files from where they are.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};

use super::output;
use crate::document::{
    self, Document, Explanation, ReadOptions, ReadStep, Recognition, RecognizePages,
};
use crate::fault::Fault;
use crate::stage::Stage;

/// The arguments of every command that reads files.
#[derive(Args)]
pub(super) struct Common {
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Password of encrypted files
    #[arg(long, value_name = "PASSWORD")]
    pub(super) password: Option<String>,
    /// Recognize text with Tesseract: "auto" where a page has no readable text,
    /// "always" also where a scan has recognized text already
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Ocr::Auto)]
    pub(super) ocr: Ocr,
    /// Print no progress
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// When text is recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ocr {
    /// Where a page has no readable text, if Tesseract is installed.
    Auto,
    /// Never.
    Never,
    /// Also where a scan has a layer of recognized text already.
    Always,
}

impl Ocr {
    fn recognition(self) -> Result<Recognition, Fault> {
        let pages = match self {
            Self::Never => {
                output::offer_no_recognition();
                return Ok(Recognition::default());
            }
            Self::Auto => RecognizePages::WithoutText,
            Self::Always => RecognizePages::WithLayers,
        };
        Ok(Recognition {
            pages,
            program: match document::find_tesseract() {
                None if self == Self::Always => return Err(Fault::NoTesseract),
                found => found,
            },
            kept: None,
        })
    }
}

/// Where recognition begins if there is any, as a share of reading: opening pages takes a hundredth of its time.
const OPENING: f32 = 0.1;

/// Reads one file; `progress` receives the stage and the share done, 0 to 1.
pub(super) fn read(
    file: &Path,
    common: &Common,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Document, Fault> {
    explain(file, common, stop, progress).map(|(document, _)| document)
}

/// Reads one file as [`read`] does, and returns why it became this document; see [`document::explain`].
pub(super) fn explain(
    file: &Path,
    common: &Common,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<(Document, Option<Explanation>), Fault> {
    let options = ReadOptions {
        password: common.password.clone(),
        stop: stop.clone(),
        recognition: common.ocr.recognition()?,
        ..ReadOptions::default()
    };
    let read = document::explain(file, &options, &mut |read| {
        let share = read.pages_done as f32 / read.pages.max(1) as f32;
        match read.step {
            ReadStep::Reading => progress(Stage::ReadingPages, share * OPENING),
            ReadStep::Recognizing => {
                progress(Stage::Recognizing, OPENING + share * (1.0 - OPENING));
            }
        }
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
