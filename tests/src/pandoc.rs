//! Pandoc, a reader and writer of documents that is not ours, with which tests read what Pagewing exports.

use std::path::Path;
use std::process::{Command, Stdio};

/// What pandoc makes of a file in one format in another one, its title with it.
///
/// # Panics
/// If pandoc is absent or cannot read the file.
pub fn pandoc(from: &str, to: &str, file: &Path) -> String {
    let output = Command::new("pandoc")
        .args(["--wrap=none", "-s", "-f", from, "-t", to])
        .stdin(Stdio::null())
        .arg(file)
        .output()
        .expect("pandoc runs: `./test` installs it");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("pandoc writes UTF-8")
}

/// Whether pandoc reads RIS, as it does since version 3.
///
/// # Panics
/// If pandoc is absent.
pub fn reads_ris() -> bool {
    let output = Command::new("pandoc")
        .arg("--list-input-formats")
        .output()
        .expect("pandoc runs: `./test` installs it");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .any(|format| format == "ris")
}
