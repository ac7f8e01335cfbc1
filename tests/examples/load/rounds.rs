//! The same work again and again: a paper comes in, is summarized, asked and deleted. What the program takes must not grow.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pagewing::jobs::{Jobs, QuestionScope};
use pagewing::paths::Paths;

use crate::measured::{Taken, median};
use crate::work::{all_well, kept, settled};
use crate::{Outcome, papers};

/// Pages of each paper.
const PAPER: usize = 4;

/// The largest growth, as a share.
const GROWTH: f64 = 0.05;

/// Deleted text leaves the database within this time.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was taken after each round.
pub(crate) struct Rounds {
    took: Duration,
    taken: Vec<Taken>,
}

/// Rounds for this time, and at least eight.
pub(crate) fn again_and_again(folder: &Path, time: Duration) -> Outcome<Rounds> {
    let jobs = Jobs::open(&Paths::under(&kept(folder)))?;
    let began = Instant::now();
    let mut taken = Vec::new();
    while taken.len() < 8 || began.elapsed() < time {
        round(&jobs, folder, taken.len())?;
        taken.push(Taken::now(&kept(folder))?);
    }
    Ok(Rounds {
        took: began.elapsed(),
        taken,
    })
}

fn round(jobs: &Jobs, folder: &Path, number: usize) -> Outcome {
    let file = folder.join(format!("station-{number}.pdf"));
    fs::write(&file, papers::paper(number, PAPER))?;
    jobs.import(file.clone(), None)?;
    settled(jobs, || ());
    all_well(jobs)?;
    let cards = jobs.library().cards()?;
    let [card] = cards.as_slice() else {
        return Err(format!("{} documents are in the library, not one", cards.len()).into());
    };
    let ids = vec![card.id.clone()];
    if jobs.summary(&card.id)?.is_none() {
        return Err(format!("round {number} has no summary").into());
    }
    let scope = QuestionScope::Documents { ids: ids.clone() };
    jobs.ask(&scope, &papers::question(number))?;
    jobs.remove(&ids)?;
    jobs.delete(&ids)?;
    let began = Instant::now();
    while jobs.library().has_to_reclaim()? {
        if began.elapsed() > PATIENCE {
            return Err("deleted text does not leave the database".into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    fs::remove_file(file)?;
    Ok(())
}

impl Rounds {
    /// Prints what was taken in the second and in the last quarter of the rounds; in the first one, memory is still made ready.
    /// Medians, because the memory of a moment depends on what was freed just then.
    ///
    /// # Errors
    /// If something grew.
    pub(crate) fn told(&self) -> Outcome {
        type Figure = (&'static str, fn(&Taken) -> f64, usize);
        const FIGURES: [Figure; 5] = [
            ("memory, in MB", |taken| taken.memory, 1),
            ("open files", |taken| taken.open_files as f64, 0),
            ("threads", |taken| taken.threads as f64, 0),
            ("files on the disk", |taken| taken.files as f64, 0),
            ("MB on the disk", |taken| taken.disk, 1),
        ];
        let quarter = self.taken.len() / 4;
        let early = &self.taken[quarter..2 * quarter];
        let late = &self.taken[self.taken.len() - quarter..];
        let minutes = self.took.as_secs_f64() / 60.0;
        println!(
            "{} rounds of import, summary, question and deletion in {minutes:.0} minutes:",
            self.taken.len()
        );
        println!();
        println!("| | second quarter | last quarter | growth |");
        println!("| --- | --- | --- | --- |");
        let mut grown = Vec::new();
        for (name, figure, digits) in FIGURES {
            let before = median(early.iter().map(figure));
            let after = median(late.iter().map(figure));
            let growth = after / before - 1.0;
            let percent = 100.0 * growth;
            println!("| {name} | {before:.digits$} | {after:.digits$} | {percent:.1} % |");
            if growth > GROWTH {
                grown.push(name);
            }
        }
        match grown.is_empty() {
            true => Ok(()),
            false => Err(format!("this grew by more than 5 %: {}", grown.join(", ")).into()),
        }
    }
}
