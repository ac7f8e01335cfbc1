//! What Tesseract is asked about a picture.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::hocr::{self, Line};
use super::languages::Orientation;
use super::process::{Failure, Limits, run};
use crate::document::options::Tesseract;
use crate::document::pdf::Picture;

/// What Tesseract may use for one page. A page of a newspaper takes half a minute on an old machine; large models
/// need half a gigabyte.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(120),
    output_bytes: 64 << 20,
    memory_bytes: 3 << 30,
};

/// What Tesseract takes a picture for.
#[derive(Clone, Copy)]
pub(super) enum Segmentation {
    /// A page, whose columns and paragraphs it looks for.
    Page,
    /// Lines that reach across.
    Block,
}

impl Segmentation {
    fn argument(self) -> &'static str {
        match self {
            Self::Page => "3",
            Self::Block => "6",
        }
    }
}

/// Tesseract, until it is stopped.
pub(super) struct Engine<'a> {
    pub(super) tesseract: &'a Tesseract,
    pub(super) stop: &'a AtomicBool,
}

impl Engine<'_> {
    /// The lines of a picture.
    pub(super) fn lines(
        &self,
        picture: &Arc<Picture>,
        language: &str,
        segmentation: Segmentation,
    ) -> Result<Vec<Line>, Failure> {
        let dpi = picture.dpi.clamp(70, 2400).to_string();
        let arguments = [
            "stdin",
            "stdout",
            "-l",
            language,
            "--psm",
            segmentation.argument(),
            "--dpi",
            &dpi,
            "-c",
            "tessedit_create_hocr=1",
        ];
        let program = &self.tesseract.program;
        let output = run(program, &arguments, Some(picture), &LIMITS, self.stop)?;
        Ok(hocr::lines(&String::from_utf8_lossy(&output)))
    }

    /// How a picture stands and in which script its text is. Tesseract answers only for pages of enough text.
    pub(super) fn orientation(&self, picture: &Arc<Picture>) -> Option<Orientation> {
        let dpi = picture.dpi.clamp(70, 2400).to_string();
        let arguments = [
            "stdin",
            "stdout",
            "--psm",
            "0",
            "--dpi",
            &dpi,
            // a page of a few lines has fewer characters than Tesseract wants to be sure
            "-c",
            "min_characters_to_try=20",
        ];
        let program = &self.tesseract.program;
        let output = run(program, &arguments, Some(picture), &LIMITS, self.stop).ok()?;
        Orientation::read(&String::from_utf8_lossy(&output))
    }
}
