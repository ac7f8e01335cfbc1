//! Writes the pages of the manual and the completions of shells into a folder: `write-manual FOLDER`. `scripts/package` puts
//! them into packages.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: write-manual FOLDER");
        return ExitCode::from(2);
    };
    match pagewing_tests::manual::write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
