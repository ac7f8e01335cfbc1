//! Where Tesseract is, and which languages it has.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::process::{Limits, run};
use crate::document::options::Tesseract;

/// Names the program to use instead of the one that would be found. Empty means that there is none.
pub const PROGRAM_VARIABLE: &str = "PAGEWING_TESSERACT";

/// A program that takes longer to list its languages is not asked for more.
const LISTING: Limits = Limits {
    time: Duration::from_secs(20),
    output_bytes: 1 << 20,
    memory_bytes: 1 << 30,
};
/// The largest number of languages to believe in: Tesseract has about 160.
const MOST_LANGUAGES: usize = 1_000;

/// Finds Tesseract: the program that [`PROGRAM_VARIABLE`] names, or one in the `PATH` or where installers put it.
/// `None` if there is none that lists a language.
pub fn find() -> Option<Tesseract> {
    if let Some(named) = std::env::var_os(PROGRAM_VARIABLE) {
        return opened(Path::new(&named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("tesseract{}", std::env::consts::EXE_SUFFIX);
    let found = std::env::split_paths(&path)
        // an entry that is not absolute depends on where Pagewing was started
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .chain(usual_places());
    found
        .filter(|program| program.is_file())
        .find_map(|program| opened(&program))
}

/// Where installers put it. Programs that a desktop starts often have a short `PATH`.
fn usual_places() -> Vec<PathBuf> {
    if cfg!(target_os = "windows") {
        let folders = [
            ("ProgramFiles", "Tesseract-OCR"),
            ("ProgramFiles(x86)", "Tesseract-OCR"),
            ("LOCALAPPDATA", r"Programs\Tesseract-OCR"),
        ];
        let folder = |(variable, below): (&str, &str)| {
            let base = std::env::var_os(variable)?;
            Some(Path::new(&base).join(below).join("tesseract.exe"))
        };
        folders.into_iter().filter_map(folder).collect()
    } else {
        let places = [
            "/opt/homebrew/bin/tesseract",
            "/usr/local/bin/tesseract",
            "/opt/local/bin/tesseract",
            "/usr/bin/tesseract",
        ];
        places.iter().map(PathBuf::from).collect()
    }
}

/// Asks a program for its languages.
fn opened(program: &Path) -> Option<Tesseract> {
    let never = AtomicBool::new(false);
    let output = run(program, &["--list-langs"], None, &LISTING, &never).ok()?;
    let languages = listed(&String::from_utf8_lossy(&output));
    (!languages.is_empty()).then(|| Tesseract {
        program: program.to_owned(),
        languages,
    })
}

/// The languages in what `--list-langs` prints: a line about the folder, then a code in each line.
fn listed(text: &str) -> Vec<String> {
    let is_code = |line: &&str| {
        !line.is_empty()
            && line.len() <= 40
            && line
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '-'))
    };
    text.lines()
        .map(str::trim)
        .filter(is_code)
        .take(MOST_LANGUAGES)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_the_lines_that_are_codes() {
        let text = "List of available languages in \"/usr/share/tessdata/\" (4):\ndeu\r\nchi_sim\nosd\nscript/Latin\n";
        assert_eq!(listed(text), ["deu", "chi_sim", "osd", "script/Latin"]);
        assert!(listed("Segmentation fault (core dumped)").is_empty());
    }

    #[test]
    fn a_program_that_is_not_there_is_not_tesseract() {
        assert_eq!(opened(Path::new("/nowhere/tesseract")), None);
    }
}
