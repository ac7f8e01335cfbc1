//! Reports of crashes, for whoever looks for the fault: where in the program it was, and nothing of what the program worked
//! on. They stay on this machine, and the next start says that there is one.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::panic::{Location, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How the name of a report begins.
const BEGINNING: &str = "crash-";
/// How the name of a report ends that nobody was told of.
const NEW: &str = ".txt";
/// How it ends from then on.
const TOLD: &str = ".seen.txt";
/// Older reports are deleted.
const MOST: usize = 10;

/// Has every panic of this program leave a report in a folder.
pub fn report_to(folder: PathBuf) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // nobody can be told of a report that cannot be written
        let _ = write(&folder, &report(panic));
        before(panic);
    }));
}

/// The reports that nobody was told of, the oldest first. The next call does not return them again; the last ten of all
/// reports are kept.
pub fn untold(folder: &Path) -> Vec<PathBuf> {
    let mut new = Vec::new();
    for report in reports(folder) {
        let told = report.to_string_lossy().ends_with(TOLD);
        let seen = report.with_extension("seen.txt");
        if !told && fs::rename(&report, &seen).is_ok() {
            new.push(seen);
        }
    }
    let all = reports(folder);
    for old in all.iter().take(all.len().saturating_sub(MOST)) {
        let _ = fs::remove_file(old);
    }
    new.retain(|report| report.exists());
    new
}

/// All reports of a folder, the oldest first.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_report = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with(BEGINNING) && name.ends_with(NEW)
    };
    let mut reports: Vec<PathBuf> = entries
        .filter(is_report)
        .map(|entry| entry.path())
        .collect();
    reports.sort();
    reports
}

fn report(panic: &PanicHookInfo<'_>) -> String {
    let trace = Backtrace::force_capture();
    text(
        panic.location(),
        panic.payload().downcast_ref::<&'static str>().copied(),
        (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string()),
    )
}

/// The text of a report. `said` is what the program's own source says; a message that was put together while the program ran
/// may have words of a document in it, and is left out.
fn text(place: Option<&Location<'_>>, said: Option<&str>, trace: Option<String>) -> String {
    let place = place.map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!(
        "Pagewing {} on {} {}\n{place}: {}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        said.unwrap_or("(a message that may have words of a document in it)"),
        trace.unwrap_or_default()
    )
}

/// Writes a report under a name that is free.
fn write(folder: &Path, report: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = now.map_or(0, |now| now.as_secs());
    for number in 0..100 {
        let file = folder.join(format!("{BEGINNING}{seconds:012}-{number:02}{NEW}"));
        match OpenOptions::new().write(true).create_new(true).open(file) {
            Ok(mut file) => return file.write_all(report.as_bytes()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_the_place_and_no_words_that_were_put_together() {
        let here = Location::caller();
        let report = text(Some(here), Some("a plain reason"), None);
        assert!(
            report.contains(file!()) && report.contains("a plain reason"),
            "{report}"
        );
        assert!(report.contains(env!("CARGO_PKG_VERSION")), "{report}");
        assert!(text(None, None, None).contains("may have words"));
    }

    #[test]
    fn a_panic_leaves_a_report_of_which_the_next_start_knows() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("logs");
        report_to(folder.clone());
        let word = String::from("Quokkadrom");
        let plain = std::thread::spawn::<_, ()>(|| panic!("a plain reason"));
        let with_words = std::thread::spawn::<_, ()>(move || panic!("page of {word}"));
        let died = [plain.join(), with_words.join()];
        // other tests of this process may panic too, and go on without reports
        drop(std::panic::take_hook());
        assert!(died.iter().all(Result::is_err));
        let told = untold(&folder).into_iter();
        let told: Vec<_> = told.map(|it| fs::read_to_string(it).unwrap()).collect();
        assert!(told.len() >= 2, "{told:?}");
        let plain = told.iter().find(|report| report.contains("a plain reason"));
        assert!(plain.is_some_and(|report| report.contains(file!())));
        assert!(!told.iter().any(|report| report.contains("Quokkadrom")));
    }

    #[test]
    fn a_report_is_told_once_and_ten_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("logs");
        assert!(untold(&folder).is_empty());
        for number in 0..12 {
            write(&folder, &format!("report {number}")).unwrap();
        }
        fs::write(folder.join("pagewing.2026-01-01.log"), "a log").unwrap();
        let told = untold(&folder);
        assert_eq!(told.len(), 10);
        let last = told.last().map(fs::read_to_string);
        assert_eq!(last.unwrap().unwrap(), "report 11");
        assert!(untold(&folder).is_empty());
        assert_eq!(reports(&folder), told);
        assert!(folder.join("pagewing.2026-01-01.log").exists());
    }
}
