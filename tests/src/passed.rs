//! Tests that a system does not allow.

use std::fs::OpenOptions;
use std::io::Write;

/// The variable that names a file for `./test`: each test that is passed over adds a line with the reason, because a
/// test that passes prints nothing.
const COUNTED: &str = "PAGEWING_TEST_PASSED_OVER";

/// Says that a test is passed over, and why.
///
/// # Panics
/// If the file that counts such tests cannot be written.
pub fn pass_over(reason: &str) {
    eprintln!("Passed over: {reason}");
    if let Some(file) = std::env::var_os(COUNTED) {
        let file = OpenOptions::new().append(true).create(true).open(file);
        let line = format!("passed over: {}\n", reason.replace('\n', " "));
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("the file that counts takes a line");
    }
}
