//! The results of questions, summed up by source.

use std::collections::HashSet;
use std::fmt;

use serde::Serialize;

use super::fit;
use super::row::{RIGHT, Row};
use crate::assistant::answer::profile::ReaderProfile;
use crate::eval::calibration::{Calibration, Shown};
use crate::eval::squad::auroc;

/// The results of one source.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SourceReport {
    /// The source's name.
    pub source: String,
    /// Number of questions.
    pub questions: usize,
    /// Number of questions that the text answers.
    pub answerable: usize,
    /// Exact match over the answerable questions, in percent.
    pub exact: Option<f64>,
    /// F1 over the answerable questions, in percent.
    pub f1: Option<f64>,
    /// Share of the answerable questions with a correct passage among the first 1, 5 and 20, in percent.
    pub recall: Option<[f64; 3]>,
    /// How well the score separates answerable questions from the others, as an area under the ROC curve.
    pub auroc: Option<f64>,
    /// Median time of the search in milliseconds.
    pub search_ms: Option<f64>,
    /// Median time of reading in milliseconds.
    pub read_ms: Option<f64>,
}

/// All results.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The reader's name.
    pub reader: Option<String>,
    /// Results by source, in the order of the file.
    pub sources: Vec<SourceReport>,
    /// How well the probabilities hold, and what is shown and refused.
    pub shown: Option<Shown>,
    /// The same if sentences stand for words that are more likely wrong than right; `None` if the profile does not judge
    /// sentences.
    pub with_sentences: Option<Shown>,
    /// A profile fitted to these questions, and what it would show; `None` if it cannot be fitted.
    pub fit: Option<(ReaderProfile, Shown)>,
    /// The result of each question.
    #[serde(skip)]
    pub rows: Vec<Row>,
}

/// Sums up the results of questions, which a reader read with a profile.
pub fn report(reader: Option<(&str, ReaderProfile)>, rows: Vec<Row>) -> Report {
    let mut sources: Vec<&str> = Vec::new();
    let mut known = HashSet::new();
    for row in &rows {
        if known.insert(row.source.as_str()) {
            sources.push(&row.source);
        }
    }
    let of = |source: &&str| {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.source == **source).collect();
        of_source(reader.is_some(), source, &rows)
    };
    let shown = reader.map(|(_, profile)| {
        let first = rows.iter().map(|row| Calibration {
            probability: row.probability.unwrap_or(0.0),
            right: row.answerable && row.f1 >= RIGHT,
            stranger: row.stranger,
        });
        Shown::of(&first.collect::<Vec<_>>(), profile.span.threshold)
    });
    let with_sentences = reader.and_then(|(_, profile)| {
        let sentence = profile.sentence?;
        let first = rows
            .iter()
            .map(|row| fit::with_sentence(&profile.span, &sentence, row));
        Some(Shown::of(&first.collect::<Vec<_>>(), sentence.threshold))
    });
    Report {
        reader: reader.map(|(name, _)| name.to_owned()),
        sources: sources.iter().map(of).collect(),
        shown,
        with_sentences,
        fit: reader.and_then(|(_, profile)| fit::fitted(&profile, &rows)),
        rows,
    }
}

fn of_source(read_any: bool, source: &str, rows: &[&Row]) -> SourceReport {
    let answerable: Vec<&&Row> = rows.iter().filter(|row| row.answerable).collect();
    let read: Vec<&&&Row> = answerable
        .iter()
        .filter(|row| row.score.is_some())
        .collect();
    let mean = |values: &mut dyn Iterator<Item = f64>| -> Option<f64> {
        let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
        (count > 0).then(|| 100.0 * sum / f64::from(count))
    };
    let searched = rows.iter().any(|row| row.search_ms > 0.0) && !answerable.is_empty();
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
        read_ms: median(rows.iter().map(|row| row.read_ms)).filter(|_| read_any),
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
        if let Some(shown) = &self.shown {
            write!(f, "\n{shown}")?;
        }
        if let Some(shown) = &self.with_sentences {
            write!(f, "\nwith whole sentences:\n\n{shown}")?;
        }
        if let Some((profile, shown)) = &self.fit {
            let profile = serde_json::to_string(profile).unwrap_or_default();
            write!(f, "\nfitted: {profile}\n\n{shown}")?;
        }
        Ok(())
    }
}
