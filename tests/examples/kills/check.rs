//! What has to be true after each kill.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pagewing::document::{DocumentId, worker};
use pagewing::library::{GroupKind, Library, QuestionId};
use pagewing::paths::Paths;
use pagewing::settings;

use crate::{Outcome, download, moving, older, work};

/// The library opens, is in order and has all that was finished; settings and files are whole; nobody is left at work.
pub(crate) fn all(home: &Path, kept: &[Vec<String>]) -> Outcome {
    let paths = Paths::under(home);
    let library = Library::open(&paths)?;
    library.check()?;
    let loaded = settings::load(&paths.settings())?;
    if loaded.damaged.is_some() {
        return Err("the settings are damaged".into());
    }
    let minutes = loaded.settings.unload_after.unwrap_or(0);
    for facts in kept {
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let there = match facts.as_slice() {
            ["document", id] => library.document(&DocumentId((*id).to_owned())).is_ok(),
            ["recognized", id] => {
                let document = library.document(&DocumentId((*id).to_owned()))?;
                !document.sentences.is_empty()
            }
            ["summary", id] => library.summary(&DocumentId((*id).to_owned()))?.is_some(),
            ["question", id, asked] => {
                library.question(QuestionId(id.parse()?))?.0.question == *asked
            }
            ["note", id, note] => {
                let notes = library.annotations(&DocumentId((*id).to_owned()))?;
                notes.iter().any(|kept| kept.note == *note)
            }
            ["tag", name] => library.group_named(GroupKind::Tag, name)?.is_some(),
            ["minutes", number] => minutes >= number.parse::<u32>()?,
            ["file", path, bytes] => fs::metadata(path)?.len() == bytes.parse::<u64>()?,
            other => return Err(format!("nobody knows what {other:?} means").into()),
        };
        if !there {
            return Err(format!("{facts:?} is gone").into());
        }
    }
    leftovers(&paths)?;
    older::check(&work::migrated(home))?;
    moving::check(home)?;
    download::check(home)?;
    nobody_at_work()
}

/// A half copy of a file goes when the library is opened.
fn leftovers(paths: &Paths) -> Outcome {
    for entry in fs::read_dir(paths.files())? {
        let name = entry?.file_name();
        if name.to_string_lossy().starts_with(".incoming-") {
            return Err(format!("{name:?} is left").into());
        }
    }
    Ok(())
}

/// Workers end with the program that started them.
fn nobody_at_work() -> Outcome {
    const PATIENCE: Duration = Duration::from_secs(20);
    let program = std::env::current_exe()?;
    let at_work = || {
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let mut commands = processes.filter_map(|process| {
            let ours = fs::read_link(process.path().join("exe")).ok()? == program;
            let command = fs::read(process.path().join("cmdline")).ok()?;
            ours.then_some(command)
        });
        commands.any(|command| {
            let argument = command.split(|byte| *byte == 0).nth(1);
            argument == Some(worker::WORKER_ARGUMENT.as_bytes())
        })
    };
    let began = Instant::now();
    while at_work() {
        if began.elapsed() > PATIENCE {
            return Err("a worker outlives its program".into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
