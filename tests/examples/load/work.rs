//! Much work at once: many papers, many questions, one large book.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pagewing::document::DocumentId;
use pagewing::jobs::{JobState, Jobs, QuestionScope};
use pagewing::library::Arrangement;
use pagewing::paths::Paths;

use crate::measured::{Taken, median};
use crate::{Outcome, papers};

/// Pages of each of many papers.
const PAPER: usize = 8;

/// A row of the table.
pub(crate) struct Row {
    what: String,
    took: Duration,
    taken: Taken,
}

impl fmt::Display for Row {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, taken) = (self.took.as_secs_f64(), &self.taken);
        let (memory, most, disk) = (taken.memory, taken.most, taken.disk);
        let what = &self.what;
        write!(
            to,
            "| {what} | {seconds:.0} s | {memory:.0} MB | {most:.0} MB | {disk:.0} MB |"
        )
    }
}

/// The library of a folder, whose papers come from another place.
pub(crate) fn kept(folder: &Path) -> PathBuf {
    folder.join("home")
}

/// Waits until no job has anything left to do, and calls `meanwhile` now and then.
pub(crate) fn settled(jobs: &Jobs, mut meanwhile: impl FnMut()) {
    let works = |state: &JobState| matches!(state, JobState::Queued | JobState::Running);
    while jobs.list().iter().any(|job| works(&job.state)) {
        meanwhile();
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// That each job ended well.
pub(crate) fn all_well(jobs: &Jobs) -> Outcome {
    let list = jobs.list();
    match list.iter().find(|job| job.state != JobState::Done) {
        Some(job) => Err(format!("{} ended as {:?}", job.name, job.state).into()),
        None => Ok(()),
    }
}

/// All papers in one drop, each read and summarized, while the list is looked at as the window does.
pub(crate) fn drop_papers(folder: &Path, count: usize) -> Outcome<Row> {
    let dropped = folder.join("dropped");
    fs::create_dir(&dropped)?;
    for number in 0..count {
        let paper = papers::paper(number, PAPER);
        fs::write(dropped.join(format!("station-{number}.pdf")), paper)?;
    }
    let jobs = Jobs::open(&Paths::under(&kept(folder)))?;
    let began = Instant::now();
    jobs.take(vec![dropped])?;
    if jobs.many_files().is_some() {
        jobs.take_many(true)?;
    }
    let mut longest = Duration::ZERO;
    settled(&jobs, || {
        let looked = Instant::now();
        let _ = jobs.beginning(&Arrangement::default());
        longest = longest.max(looked.elapsed());
    });
    let took = began.elapsed();
    all_well(&jobs)?;
    let listed = jobs.library().cards()?.len();
    if listed != count {
        return Err(format!("{listed} of {count} papers are in the library").into());
    }
    let longest = longest.as_millis();
    Ok(Row {
        what: format!(
            "{count} papers of {PAPER} pages in one drop; the list took at most {longest} ms meanwhile"
        ),
        took,
        taken: Taken::now(&kept(folder))?,
    })
}

/// Questions in a row: every other one to the whole library, the others to one paper.
pub(crate) fn ask(folder: &Path, papers: usize, count: usize) -> Outcome<Row> {
    let jobs = Jobs::open(&Paths::under(&kept(folder)))?;
    let began = Instant::now();
    let (mut times, mut right) = (Vec::new(), 0);
    for turn in 0..count {
        // all over the library
        let number = turn * 37 % papers;
        let scope = match turn % 2 {
            0 => QuestionScope::Library,
            _ => QuestionScope::Documents {
                ids: vec![paper_of(&jobs, number)?],
            },
        };
        let asked = Instant::now();
        let given = jobs.ask(&scope, &papers::question(number))?;
        times.push(asked.elapsed().as_secs_f64());
        let said = serde_json::to_string(&given.answer)?;
        right += usize::from(said.contains(&papers::answer(number)));
    }
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let usual = median(times);
    Ok(Row {
        what: format!(
            "{count} questions in a row, {right} answers with the fact; usually {usual:.1} s, at most {slowest:.1} s"
        ),
        took: began.elapsed(),
        taken: Taken::now(&kept(folder))?,
    })
}

/// The paper of this number.
fn paper_of(jobs: &Jobs, number: usize) -> Outcome<DocumentId> {
    let name = format!("station-{number}.pdf");
    let cards = jobs.library().cards()?;
    let found = cards.into_iter().find(|card| card.file_name == name);
    Ok(found.ok_or_else(|| format!("{name} is gone"))?.id)
}

/// A book, read and summarized, and a question to it.
pub(crate) fn read_book(folder: &Path, pages: usize) -> Outcome<Row> {
    const NUMBER: usize = 1;
    let file = folder.join("book.pdf");
    fs::write(&file, papers::paper(NUMBER, pages))?;
    let jobs = Jobs::open(&Paths::under(&kept(folder)))?;
    let began = Instant::now();
    jobs.import(file, None)?;
    settled(&jobs, || ());
    let took = began.elapsed();
    all_well(&jobs)?;
    let cards = jobs.library().cards()?;
    let card = cards.first().ok_or("the book is not in the library")?;
    if card.pages as usize != pages {
        return Err(format!("{} of {pages} pages are there", card.pages).into());
    }
    let scope = QuestionScope::Documents {
        ids: vec![card.id.clone()],
    };
    let asked = Instant::now();
    let given = jobs.ask(&scope, &papers::question(NUMBER))?;
    let waited = asked.elapsed().as_secs_f64();
    let said = serde_json::to_string(&given.answer)?;
    let found = match said.contains(&papers::answer(NUMBER)) {
        true => "with the fact",
        false => "without the fact",
    };
    Ok(Row {
        what: format!("a book of {pages} pages; then an answer {found} in {waited:.1} s"),
        took,
        taken: Taken::now(&kept(folder))?,
    })
}
