//! What came of questions, counted up by source.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use super::plan::Plan;
use crate::assistant::answer::profile::ReaderProfile;
use crate::eval::squad::auroc;

/// An answer of at least this F1 counts as right when probabilities are fitted.
const RIGHT: f64 = 0.5;

/// What came of one question.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The question's name.
    pub id: String,
    /// Its source.
    pub source: String,
    /// Whether what was asked has an answer.
    pub answerable: bool,
    /// Rank of the first passage with an answer, from 1; `None` if none of the first 20 has one.
    pub rank: Option<usize>,
    /// The best span, however bad.
    pub prediction: String,
    /// Its score over that of no answer.
    pub score: Option<f32>,
    /// Its F1; of a question without an answer 0.
    pub f1: f64,
    /// Whether it is exactly right.
    pub exact: f64,
    /// Milliseconds of the search.
    pub search_ms: f64,
    /// Milliseconds of reading.
    pub read_ms: f64,
}

/// The measures of one source.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceReport {
    /// Its name.
    pub source: String,
    /// Questions asked.
    pub questions: usize,
    /// Those that what was asked answers.
    pub answerable: usize,
    /// Exact match of those, in percent.
    pub exact: Option<f64>,
    /// F1 of those, in percent.
    pub f1: Option<f64>,
    /// Share of those with a right passage among the first 1, 5, 20, in percent.
    pub recall: Option<[f64; 3]>,
    /// How well the score tells answerable questions from the others.
    pub auroc: Option<f64>,
    /// Median milliseconds of the search.
    pub search_ms: Option<f64>,
    /// Median milliseconds of reading.
    pub read_ms: Option<f64>,
}

/// All measures.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The reader's name.
    pub reader: Option<String>,
    /// By source.
    pub sources: Vec<SourceReport>,
    /// A curve fitted to the scores of these questions, if there is one.
    pub fit: Option<ReaderProfile>,
    /// What was measured of each question.
    #[serde(skip)]
    pub rows: Vec<Row>,
}

/// Counts up what came of the questions of a plan.
pub(super) fn report(plan: &Plan<'_>, rows: Vec<Row>) -> Report {
    let mut sources: Vec<&str> = Vec::new();
    let mut known = HashSet::new();
    for row in &rows {
        if known.insert(row.source.as_str()) {
            sources.push(&row.source);
        }
    }
    let of = |source: &&str| {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.source == **source).collect();
        of_source(plan, source, &rows)
    };
    let scored: Vec<(f32, bool)> = rows
        .iter()
        .filter_map(|row| Some((row.score?, row.answerable && row.f1 >= RIGHT)))
        .collect();
    Report {
        reader: plan.reader.map(|with| with.folder.name.clone()),
        sources: sources.iter().map(of).collect(),
        fit: plan
            .reader
            .and_then(|with| plan.profile_of(with).fitted(&scored)),
        rows,
    }
}

fn of_source(plan: &Plan<'_>, source: &str, rows: &[&Row]) -> SourceReport {
    let answerable: Vec<&&Row> = rows.iter().filter(|row| row.answerable).collect();
    let read: Vec<&&&Row> = answerable
        .iter()
        .filter(|row| row.score.is_some())
        .collect();
    let mean = |values: &mut dyn Iterator<Item = f64>| -> Option<f64> {
        let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
        (count > 0).then(|| 100.0 * sum / f64::from(count))
    };
    let searched = plan.documents.is_some() && !answerable.is_empty();
    let within = |k: usize| {
        let hits = answerable
            .iter()
            .filter(|row| row.rank.is_some_and(|rank| rank <= k));
        100.0 * hits.count() as f64 / answerable.len().max(1) as f64
    };
    let scores: Vec<(f64, bool)> = rows
        .iter()
        .filter_map(|row| Some((f64::from(row.score?), row.answerable)))
        .collect();
    SourceReport {
        source: source.to_owned(),
        questions: rows.len(),
        answerable: answerable.len(),
        exact: mean(&mut read.iter().map(|row| row.exact)),
        f1: mean(&mut read.iter().map(|row| row.f1)),
        recall: searched.then(|| [within(1), within(5), within(20)]),
        auroc: auroc(&scores),
        search_ms: median(rows.iter().map(|row| row.search_ms)).filter(|_| searched),
        read_ms: median(rows.iter().map(|row| row.read_ms)).filter(|_| plan.reader.is_some()),
    }
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |value: Option<f64>, decimals: usize| {
            value.map_or_else(String::new, |value| format!("{value:.decimals$}"))
        };
        writeln!(
            f,
            "| source | questions | answerable | R@1 | R@5 | R@20 | F1 | EM | AUROC | search ms | read ms |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|---|")?;
        for source in &self.sources {
            let [one, five, twenty] = source.recall.map_or([None; 3], |recall| recall.map(Some));
            writeln!(
                f,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                source.source,
                source.questions,
                source.answerable,
                number(one, 1),
                number(five, 1),
                number(twenty, 1),
                number(source.f1, 1),
                number(source.exact, 1),
                number(source.auroc, 3),
                number(source.search_ms, 2),
                number(source.read_ms, 0),
            )?;
        }
        if let Some(fit) = &self.fit {
            writeln!(f, "fit: slope {:.4}, bias {:.4}", fit.slope, fit.bias)?;
        }
        Ok(())
    }
}
