//! What is killed: each stage does its work with the jobs of the window, and prints a line when something is finished.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use pagewing::assistant::summary::{SummaryLength, SummaryOptions};
use pagewing::document::{DocumentId, ReadOptions, read};
use pagewing::export::{ExportFormat, ExportOptions, export, write};
use pagewing::fault::{ErrorCode, Fault};
use pagewing::jobs::{AppEvent, JobKind, JobState, Jobs, QuestionScope};
use pagewing::library::{GroupKind, Library, NewAnnotation, NewTarget};
use pagewing::paths::Paths;
use pagewing::settings::{self, Settings};
use pagewing_tests::fixture;

use crate::{Outcome, moving};

pub(crate) const CONVERSION: &str = "conversion";
pub(crate) const DOWNLOAD: &str = "download";
pub(crate) const RECOGNITION: &str = "recognition";
pub(crate) const MIGRATION: &str = "migration";
pub(crate) const MOVING: &str = "moving";

/// The stages. Import comes first, because the others need documents.
pub(crate) const STAGES: [&str; 12] = [
    "import",
    "extraction",
    RECOGNITION,
    "summary",
    "question",
    "notes",
    "settings",
    "export",
    MIGRATION,
    MOVING,
    CONVERSION,
    DOWNLOAD,
];

/// Ends a line that is complete.
pub(crate) const END: &str = "\t.";

/// The lines that a stage of many small steps prints at most.
const STEPS: u64 = 30;

/// Says that something is finished and has to be there from now on.
fn kept(facts: &[&str]) {
    println!("{}{END}", facts.join("\t"));
}

pub(crate) fn run(stage: &str, home: &Path, turn: u64) -> Outcome {
    let paths = Paths::under(home);
    match stage {
        "import" => import(&paths, home, turn),
        "extraction" => extraction(),
        RECOGNITION => recognition(&paths, home, turn),
        "summary" => summary(&paths, turn),
        "question" => question(&paths, turn),
        "notes" => notes(&paths, turn),
        "settings" => change_settings(&paths),
        "export" => exports(&paths, home, turn),
        MIGRATION => migration(home),
        MOVING => moving::run(home),
        other => Err(format!("there is no stage {other}").into()),
    }
}

/// Opens the jobs, and says of each job of this run what it finished.
fn opened(paths: &Paths) -> Outcome<Jobs> {
    let jobs = Jobs::open(paths)?;
    jobs.subscribe(|event| {
        if let AppEvent::Job { job } = event
            && job.state == JobState::Done
            && let Some(document) = &job.document
        {
            match job.kind {
                JobKind::Import => kept(&["document", &document.0]),
                JobKind::Recognize => kept(&["recognized", &document.0]),
                JobKind::Summarize => kept(&["summary", &document.0]),
                _ => {}
            }
        }
    });
    Ok(jobs)
}

/// Waits until no job has anything left to do.
fn wait(jobs: &Jobs) {
    let works = |state: &JobState| matches!(state, JobState::Queued | JobState::Running);
    while jobs.list().iter().any(|job| works(&job.state)) {
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The documents with words that the library has, at most this many.
fn documents(library: &Library, most: usize) -> Outcome<Vec<DocumentId>> {
    let cards = library.cards()?.into_iter();
    let cards = cards.filter(|card| card.words > 0).take(most);
    Ok(cards.map(|card| card.id).collect())
}

fn import(paths: &Paths, home: &Path, turn: u64) -> Outcome {
    let folder = home.join("dropped");
    fs::create_dir_all(&folder)?;
    let jobs = opened(paths)?;
    for number in 0..3 {
        let text = format!("# Harbour {turn}.{number}\n\nBoats rest in harbour {turn}.{number}. ");
        let file = folder.join(format!("harbour-{turn}-{number}.md"));
        fs::write(&file, text + &"The tide takes twelve hours. ".repeat(200))?;
        jobs.import(file, None)?;
    }
    jobs.import(another("pdf/dftk.pdf", &folder, turn)?, None)?;
    wait(&jobs);
    Ok(())
}

/// A copy of a fixture that is another document, because of bytes behind its end.
fn another(fixture_name: &str, folder: &Path, turn: u64) -> Outcome<PathBuf> {
    let mut bytes = fs::read(fixture(fixture_name))?;
    bytes.extend(format!("\n% {turn}\n").into_bytes());
    let name = fixture_name.rsplit('/').next().unwrap_or(fixture_name);
    let file = folder.join(format!("{turn}-{name}"));
    fs::write(&file, bytes)?;
    Ok(file)
}

/// A scan comes in, and the job that reads it asks for its recognition.
fn recognition(paths: &Paths, home: &Path, turn: u64) -> Outcome {
    let folder = home.join("scanned");
    fs::create_dir_all(&folder)?;
    let jobs = opened(paths)?;
    jobs.import(another("pdf/scan.pdf", &folder, turn)?, None)?;
    wait(&jobs);
    Ok(())
}

fn extraction() -> Outcome {
    for name in ["pdf/dftk.pdf", "pdf/scan.pdf", "pdf/dftk.pdf"] {
        // a scan has no text, and reading it is work all the same
        let _ = read(&fixture(name), &ReadOptions::default(), &mut |_| ());
    }
    Ok(())
}

fn summary(paths: &Paths, turn: u64) -> Outcome {
    let jobs = opened(paths)?;
    let length = match turn % 3 {
        0 => SummaryLength::Short,
        1 => SummaryLength::Medium,
        _ => SummaryLength::Long,
    };
    for id in documents(jobs.library(), 6)? {
        let options = SummaryOptions {
            length,
            ..SummaryOptions::default()
        };
        jobs.summarize(&id, options)?;
    }
    wait(&jobs);
    Ok(())
}

fn question(paths: &Paths, turn: u64) -> Outcome {
    let jobs = opened(paths)?;
    for number in 0..4 {
        let asked = format!("How many hours does the tide take in harbour {turn}.{number}?");
        let given = jobs.ask(&QuestionScope::Library, &asked)?;
        if let Some(id) = given.id {
            kept(&["question", &id.0.to_string(), &asked]);
        }
    }
    Ok(())
}

fn notes(paths: &Paths, turn: u64) -> Outcome {
    let library = Library::open(paths)?;
    let tag = library.make_group(GroupKind::Tag, &format!("turn {turn}"))?;
    kept(&["tag", &tag.name]);
    for (step, id) in (0..STEPS).zip(documents(&library, 8)?.iter().cycle()) {
        let note = NewAnnotation {
            target: NewTarget::Document,
            colour: None,
            note: format!("note {turn}.{step}"),
        };
        let made = library.annotate(id, &note)?;
        kept(&["note", &id.0, &made.note]);
        library.add_to_group(tag.id, std::slice::from_ref(id))?;
    }
    Ok(())
}

fn change_settings(paths: &Paths) -> Outcome {
    let file = paths.settings();
    let loaded = settings::load(&file)?.settings;
    // a number that only rises shows whether a later change was lost
    let before = loaded.unload_after.unwrap_or(0);
    for minutes in before + 1..=before + STEPS as u32 {
        let changed = Settings {
            unload_after: Some(minutes),
            ..loaded.clone()
        };
        settings::save(&file, &changed)?;
        kept(&["minutes", &minutes.to_string()]);
    }
    Ok(())
}

fn exports(paths: &Paths, home: &Path, turn: u64) -> Outcome {
    let folder = home.join("exports");
    fs::create_dir_all(&folder)?;
    let library = Library::open(paths)?;
    for (number, id) in documents(&library, 6)?.iter().enumerate() {
        for format in [ExportFormat::Markdown, ExportFormat::Docx] {
            let options = ExportOptions {
                format,
                summary: true,
                answers: true,
                notes: true,
            };
            let contents = match export(&library, id, options) {
                Err(Fault::NothingToExport) => continue,
                contents => contents?,
            };
            // the next turns write over it
            let file = folder.join(format!("{}.{}", number, format.extension()));
            write(&file, &contents)?;
            let whole = folder.join(format!("{turn}-{number}.{}", format.extension()));
            write(&whole, &contents)?;
            kept(&["file", &name(&whole), &contents.len().to_string()]);
        }
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The home of the library that is migrated.
pub(crate) fn migrated(home: &Path) -> PathBuf {
    home.join("older")
}

fn migration(home: &Path) -> Outcome {
    drop(Library::open(&Paths::under(&migrated(home)))?);
    Ok(())
}

/// What the last run without a kill leaves.
pub(crate) struct Left {
    pub(crate) jobs: usize,
    pub(crate) set_aside: usize,
}

/// Lets everything that was interrupted go on to its end.
pub(crate) fn finish(home: &Path) -> Outcome<Left> {
    let jobs = Jobs::open(&Paths::under(home))?;
    wait(&jobs);
    let mut set_aside = 0;
    let list = jobs.list();
    for job in &list {
        match &job.state {
            JobState::Done => {}
            JobState::Failed { reason } if reason.code() == ErrorCode::Quarantined => {
                set_aside += 1;
            }
            other => return Err(format!("{} ended as {other:?}", job.name).into()),
        }
    }
    Ok(Left {
        jobs: list.len(),
        set_aside,
    })
}
