//! Poppler, a reader of PDFs that is not ours, with which tests look for words on pages.

use std::path::Path;
use std::process::Command;

/// The text of each page of a PDF; `None` if it is not a whole PDF, or not yet.
///
/// # Panics
/// If pdftotext is absent.
pub fn pdftotext(file: &Path) -> Option<Vec<String>> {
    let output = Command::new("pdftotext")
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext runs: `./test` installs poppler-utils");
    if !output.status.success() {
        return None;
    }
    let text = String::from_utf8(output.stdout).ok()?;
    // each page ends with a form feed
    let pages = text.strip_suffix('\u{c}').unwrap_or(&text);
    Some(pages.split('\u{c}').map(str::to_owned).collect())
}
