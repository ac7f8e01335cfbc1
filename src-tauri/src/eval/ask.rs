//! Asks the questions of a file as a person would: the documents are read, searched and answered by the whole
//! application, and the answers are judged by the words that they must have.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::calibration::{Calibration, Shown};
use super::judged::has_all;
use super::questions::Half;
use crate::assistant::answer::profile::ReaderProfile;
use crate::assistant::answer::{self, Budget, Request, WithReader};
use crate::document::{self, ReadOptions};
use crate::library::{LooseDocuments, Shelf};
use crate::search::{Scope, WithEmbedder};

/// Answers that are looked at.
const LOOKED_AT: usize = 3;

/// A question of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Case {
    /// The document, relative to the file of questions.
    pub file: String,
    /// The question.
    pub question: String,
    /// What the answer must have: all of the entries, of which `a|b` is met by either. `None` if the document does not
    /// answer.
    pub answer: Option<Vec<String>>,
    /// What kind of question it is.
    #[serde(default)]
    pub note: String,
}

/// A measurement to make.
pub struct Plan<'a> {
    /// The file of questions.
    pub file: &'a Path,
    /// The reader; without one, passages are shown and nothing is answered.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; without one, passages are found by their words alone.
    pub embedder: Option<WithEmbedder<'a>>,
    /// Use only documents of this half.
    pub half: Option<Half>,
    /// Number of threads for the models; `None` for one per core.
    pub threads: Option<usize>,
    /// Set it to stop after the current question.
    pub stop: &'a Arc<AtomicBool>,
}

/// What the application answered, as far as it is judged.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Said {
    /// The words of the first answers, the likeliest first.
    pub answers: Vec<String>,
    /// Their probabilities.
    pub probabilities: Vec<f32>,
    /// The sentences around the first answer.
    pub quotation: String,
    /// The nearest passages, if nothing was answered.
    pub passages: Vec<String>,
    /// Time in milliseconds.
    pub ms: f64,
}

/// The result of one question.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The question.
    #[serde(flatten)]
    pub case: Case,
    /// What was said.
    #[serde(flatten)]
    pub said: Said,
    /// Whether the first answer is right, or the lack of one.
    pub right: bool,
    /// Whether one of the first three is.
    pub right_in_three: bool,
}

impl Row {
    fn of(case: Case, said: Said) -> Self {
        let entries = case.answer.as_ref();
        let is_right = |text: &String| entries.is_some_and(|entries| has_all(text, entries));
        let refused = case.answer.is_none() && said.answers.is_empty();
        Self {
            right: refused || said.answers.first().is_some_and(is_right),
            right_in_three: refused || said.answers.iter().any(is_right),
            case,
            said,
        }
    }

    /// Whether nothing was answered although a passage that is shown has the answer.
    fn is_shown_as_near(&self) -> bool {
        let refused = self.said.answers.is_empty();
        let entries = self.case.answer.as_ref().filter(|_| refused);
        let mut passages = self.said.passages.iter();
        entries.is_some_and(|entries| passages.any(|passage| has_all(passage, entries)))
    }
}

/// The results of all questions.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Number of questions that the documents answer.
    pub answerable: usize,
    /// Number of these whose first answer is right.
    pub first: usize,
    /// How many have a right answer among the first three.
    pub in_three: usize,
    /// How many are refused.
    pub refused: usize,
    /// How many are refused while the right passage is shown as near.
    pub near: usize,
    /// Number of questions that the documents do not answer.
    pub unanswerable: usize,
    /// Number of these that are refused.
    pub unanswerable_refused: usize,
    /// The median time in milliseconds.
    pub ms: f64,
    /// How well the probabilities of the first answers hold.
    pub shown: Shown,
    /// The result of each question.
    #[serde(skip)]
    pub rows: Vec<Row>,
}

/// Asks the questions; `progress` receives the number of finished questions and the number of all.
///
/// # Errors
/// [`io::Error`] if a file cannot be read or a question cannot be asked.
pub fn evaluate(plan: &Plan<'_>, progress: &mut dyn FnMut(usize, usize)) -> io::Result<Report> {
    let mut cases: Vec<Case> = serde_json::from_slice(&fs::read(plan.file)?)?;
    cases.retain(|case| plan.half.is_none_or(|half| half.has(&case.file)));
    let folder = plan.file.parent().map_or_else(PathBuf::new, Path::to_owned);
    let all = cases.len();
    let mut open: Option<(String, LooseDocuments)> = None;
    let mut rows = Vec::with_capacity(all);
    for (done, case) in cases.into_iter().enumerate() {
        if plan.stop.load(Ordering::Relaxed) {
            break;
        }
        progress(done, all);
        let (file, loose) = match open.take().filter(|(file, _)| *file == case.file) {
            Some(open) => open,
            None => (
                case.file.clone(),
                read(&folder.join(&case.file), plan.stop)?,
            ),
        };
        let said = ask(plan, &loose, &case.question)?;
        rows.push(Row::of(case, said));
        open = Some((file, loose));
    }
    let threshold = plan
        .reader
        .map_or(0.0, |with| ReaderProfile::of(with.folder).span.threshold);
    Ok(report(rows, threshold))
}

fn read(file: &Path, stop: &Arc<AtomicBool>) -> io::Result<LooseDocuments> {
    let options = ReadOptions {
        stop: stop.clone(),
        ..ReadOptions::default()
    };
    let (document, _) = document::explain(file, &options, &mut |_| {})
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
    let mut loose = LooseDocuments::new().map_err(io::Error::other)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    loose.add(document, &name).map_err(io::Error::other)?;
    Ok(loose)
}

fn ask(plan: &Plan<'_>, loose: &LooseDocuments, question: &str) -> io::Result<Said> {
    let before = Instant::now();
    let request = Request {
        shelf: Shelf::Loose(loose),
        scope: &Scope::Everything,
        question,
        reader: plan.reader,
        embedder: plan.embedder,
        gist: None,
        renew: None,
        top: LOOKED_AT,
        budget: Budget::generous(),
        early: None,
        threads: plan.threads,
        stop: plan.stop,
    };
    let view = answer::answer(&request, &mut |_, _| {})
        .map_err(io::Error::other)?
        .view;
    let answers = view.answers.iter().take(LOOKED_AT);
    let quotation = view
        .answers
        .first()
        .map(|answer| answer.quotation.text.clone());
    Ok(Said {
        answers: answers.clone().map(|answer| answer.text.clone()).collect(),
        probabilities: answers.map(|answer| answer.probability).collect(),
        quotation: quotation.unwrap_or_default(),
        passages: view
            .passages
            .into_iter()
            .map(|passage| passage.text)
            .collect(),
        ms: before.elapsed().as_secs_f64() * 1000.0,
    })
}

fn report(rows: Vec<Row>, threshold: f32) -> Report {
    let count = |answerable: bool, those: &dyn Fn(&Row) -> bool| {
        let of = rows
            .iter()
            .filter(|row| row.case.answer.is_some() == answerable);
        of.filter(|row| those(row)).count()
    };
    let first: Vec<Calibration> = rows
        .iter()
        .filter_map(|row| {
            Some(Calibration {
                probability: *row.said.probabilities.first()?,
                right: row.right,
                stranger: false,
            })
        })
        .collect();
    let mut times: Vec<f64> = rows.iter().map(|row| row.said.ms).collect();
    times.sort_by(f64::total_cmp);
    Report {
        answerable: count(true, &|_| true),
        first: count(true, &|row| row.right),
        in_three: count(true, &|row| row.right_in_three),
        refused: count(true, &|row| row.said.answers.is_empty()),
        near: count(true, &Row::is_shown_as_near),
        unanswerable: count(false, &|_| true),
        unanswerable_refused: count(false, &|row| row.right),
        ms: times.get(times.len() / 2).copied().unwrap_or_default(),
        shown: Shown::of(&first, threshold),
        rows,
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | questions | share |\n|---|---|---|")?;
        let unanswerable = (self.unanswerable_refused, self.unanswerable);
        for (what, (count, of)) in [
            ("first answer right", (self.first, self.answerable)),
            (
                "right among the first three",
                (self.in_three, self.answerable),
            ),
            (
                "refused though the text answers",
                (self.refused, self.answerable),
            ),
            (
                "of these, the right passage is shown as near",
                (self.near, self.refused),
            ),
            ("unanswerable, refused", unanswerable),
        ] {
            let share = 100.0 * count as f64 / of.max(1) as f64;
            writeln!(f, "| {what} | {count} of {of} | {share:.0} % |")?;
        }
        writeln!(f, "\nmedian time: {:.0} ms\n", self.ms)?;
        write!(f, "{}", self.shown)
    }
}

impl Report {
    /// The questions that went wrong, with what was shown.
    pub fn failures(&self) -> String {
        let mut text = String::new();
        for Row { case, said, .. } in self.rows.iter().filter(|row| !row.right) {
            let entries = case.answer.as_ref().map(|entries| entries.join(" + "));
            let wanted = entries.as_deref().unwrap_or("nothing");
            text += &format!("\n{}: {}\n  wanted: {wanted}\n", case.file, case.question);
            for (answer, probability) in said.answers.iter().zip(&said.probabilities) {
                text += &format!("  {:.0} %: {answer}\n", 100.0 * probability);
            }
            if !said.quotation.is_empty() {
                text += &format!("  in: {}\n", said.quotation);
            }
            for passage in &said.passages {
                text += &format!("  near: {passage}\n");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(wanted: Option<&str>, answers: &[&str], passages: &[&str]) -> Row {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let case = Case {
            file: "a.md".into(),
            question: "Q".into(),
            answer: wanted.map(|wanted| vec![wanted.to_owned()]),
            note: String::new(),
        };
        let said = Said {
            answers: own(answers),
            probabilities: vec![0.5; answers.len()],
            passages: own(passages),
            ..Said::default()
        };
        Row::of(case, said)
    }

    #[test]
    fn answers_and_refusals_are_counted() {
        let rows = vec![
            row(Some("62"), &["62 barrels"], &[]),
            row(Some("62"), &["14", "62"], &[]),
            row(Some("62"), &[], &["There were 62."]),
            row(Some("62"), &[], &["There were 620."]),
            row(None, &[], &["Fish."]),
            row(None, &["58"], &[]),
        ];
        let report = report(rows, 0.3);
        assert_eq!(
            (report.answerable, report.first, report.in_three),
            (4, 1, 2)
        );
        assert_eq!((report.refused, report.near), (2, 1));
        assert_eq!((report.unanswerable, report.unanswerable_refused), (2, 1));
        assert_eq!(report.shown.shown, 3);
        let printed = report.to_string();
        assert!(
            printed.contains("| first answer right | 1 of 4 | 25 % |"),
            "{printed}"
        );
        assert!(report.failures().contains("wanted: nothing"));
    }
}
