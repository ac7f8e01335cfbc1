//! `pagewing eval summary`: compares key sentences and a model's summaries with the authors' own abstracts. The
//! baselines are the beginning of the text and LexRank, with the same number of words.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use super::abstracts::Row;
use super::evidence_cases::{self, CaseReport};
use super::{baselines, rouge, rows};
use crate::assistant::summary::key_sentences::{self, Budget};
use crate::assistant::summary::{self, Notebook, Request};
use crate::assistant::summary::{SummaryOptions, SummarySentence, SummaryView};
use crate::document::Document;
use crate::stage::Stage;
use crate::weights::{Judge, ModelFolder, Writer};

/// A measurement to make.
pub struct Wish<'a> {
    /// The file of the data set.
    pub file: &'a Path,
    /// Use only rows of this source.
    pub source: Option<&'a str>,
    /// Most rows to use, spread evenly over the file.
    pub limit: Option<usize>,
    /// Number of words of each summary; `None` for as many as the abstract has.
    pub words: Option<usize>,
    /// The model that writes summaries; `None` measures without one.
    pub model: Option<&'a ModelFolder>,
    /// The starter model; `None` chooses key sentences without it.
    pub judge: Option<&'a Judge>,
    /// The options of the model's summaries.
    pub options: &'a SummaryOptions,
    /// Set it to stop the measurement.
    pub stop: &'a Arc<AtomicBool>,
}

/// The rows that `wish` selects.
///
/// # Errors
/// [`io::Error`] if the file cannot be read or a line is not a row.
pub fn read(wish: &Wish<'_>) -> io::Result<Vec<Row>> {
    let rows = rows::rows::<Row>(wish.file)?;
    let rows: Vec<Row> = rows
        .filter(|row| {
            row.as_ref().map_or(true, |row| {
                wish.source
                    .is_none_or(|source| row.family() == source || row.source == source)
            })
        })
        .collect::<io::Result<_>>()?;
    let (count, limit) = (rows.len(), wish.limit.unwrap_or(usize::MAX));
    // Keeps the k-th of n rows if k * limit / n increases there.
    let kept =
        |(at, _): &(usize, Row)| limit >= count || (at + 1) * limit / count != at * limit / count;
    Ok(rows
        .into_iter()
        .enumerate()
        .filter(kept)
        .map(|(_, row)| row)
        .collect())
}

/// ROUGE-1, -2 and -L, F1, times 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Rouge {
    /// ROUGE-1: single words.
    pub r1: f64,
    /// ROUGE-2: pairs of words.
    pub r2: f64,
    /// ROUGE-L: the longest common subsequence of the whole texts.
    pub rl: f64,
}

impl Rouge {
    fn of(reference: &str, prediction: &str) -> Self {
        Self {
            r1: 100.0 * rouge::rouge_n(reference, prediction, 1).f1,
            r2: 100.0 * rouge::rouge_n(reference, prediction, 2).f1,
            rl: 100.0 * rouge::rouge_l(reference, prediction).f1,
        }
    }

    fn mean(scores: &[Self]) -> Self {
        let count = scores.len().max(1) as f64;
        let mean = |of: fn(&Self) -> f64| scores.iter().map(of).sum::<f64>() / count;
        Self {
            r1: mean(|score| score.r1),
            r2: mean(|score| score.r2),
            rl: mean(|score| score.rl),
        }
    }

    fn exceeds(&self, other: &Self) -> bool {
        self.r1 > other.r1 && self.r2 > other.r2 && self.rl > other.rl
    }
}

/// Mean scores of a group of documents.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The group's name: a source, a field, or `all`.
    pub name: String,
    /// Number of documents.
    pub documents: usize,
    /// Scores of the beginning of the text.
    pub lead: Rouge,
    /// Scores of LexRank.
    pub lexrank: Rouge,
    /// Scores of key sentences.
    pub key_sentences: Rouge,
    /// Scores of the model, if there was one.
    pub model: Option<Rouge>,
}

impl Line {
    /// Whether key sentences score above both baselines by all three measures.
    pub fn is_above(&self) -> bool {
        self.key_sentences.exceeds(&self.lead) && self.key_sentences.exceeds(&self.lexrank)
    }
}

/// All results.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The mean over all documents.
    pub all: Line,
    /// Means by source, the largest group first.
    pub sources: Vec<Line>,
    /// Means by field, the largest group first.
    pub domains: Vec<Line>,
    /// How well the sources of made-up sentences are found.
    pub evidence: CaseReport,
}

/// The scores of one document.
struct Scored {
    family: String,
    domain: String,
    lead: Rouge,
    lexrank: Rouge,
    key_sentences: Rouge,
    model: Option<Rouge>,
}

/// Measures summaries; `progress` receives the number of finished documents and the number of all.
///
/// # Errors
/// [`io::ErrorKind::Interrupted`] if it was stopped; any other [`io::Error`] if the file cannot be read or has no rows.
pub fn evaluate(wish: &Wish<'_>, progress: &(dyn Fn(usize, usize) + Sync)) -> io::Result<Report> {
    let rows = read(wish)?;
    if rows.is_empty() {
        let said = "it has no row of that source";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, said));
    }
    let done = std::sync::atomic::AtomicUsize::new(0);
    let writer = wish.model.map(|model| (model, Writer::start()));
    let one = |row: &Row| -> io::Result<Scored> {
        if wish.stop.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let scored = score(row, wish, writer.as_ref());
        progress(1 + done.fetch_add(1, Ordering::Relaxed), rows.len());
        Ok(scored)
    };
    // A model uses all cores. Rows that ran on all of them too would wait for it and keep it from working.
    let scored: io::Result<Vec<Scored>> = if writer.is_some() || wish.judge.is_some() {
        rows.iter().map(one).collect()
    } else {
        rows.par_iter().map(one).collect()
    };
    let scored = scored?;
    let all: Vec<&Scored> = scored.iter().collect();
    Ok(Report {
        all: line("all", &all),
        sources: lines(&scored, |scored| &scored.family),
        domains: lines(&scored, |scored| &scored.domain),
        evidence: evidence_cases::measure(&rows),
    })
}

fn score(row: &Row, wish: &Wish<'_>, writer: Option<&(&ModelFolder, Writer)>) -> Scored {
    let document = row.document();
    let words = wish
        .words
        .unwrap_or_else(|| row.summary.split_whitespace().count());
    let prose: Vec<&str> = document
        .prose()
        .map(|sentence| sentence.text.as_str())
        .collect();
    let of = |text: &str| Rouge::of(&row.summary, text);
    let chosen: Vec<usize> = key_sentences::ranked(&document, Budget::Words(words), wish.judge)
        .unwrap_or_default()
        .iter()
        .map(|sentence| sentence.id.0 as usize)
        .collect();
    let all: Vec<&str> = document.sentences.iter().map(|s| s.text.as_str()).collect();
    Scored {
        family: row.family().to_owned(),
        domain: row.domain.clone(),
        lead: of(&baselines::within(&prose, &baselines::lead(&prose), words)),
        lexrank: of(&baselines::within(
            &prose,
            &baselines::lexrank(&prose),
            words,
        )),
        key_sentences: of(&baselines::within(&all, &chosen, words)),
        model: writer.map(|(model, writer)| of(&written(&document, wish, model, writer, words))),
    }
}

/// A model's summary, cut to `words` words; empty if the model fails.
fn written(
    document: &Document,
    wish: &Wish<'_>,
    model: &ModelFolder,
    writer: &Writer,
    words: usize,
) -> String {
    let request = Request {
        document,
        options: wish.options,
        model,
        writer,
        threads: None,
        stop: wish.stop,
    };
    let made = summary::summarize(&request, &mut Blank).unwrap_or_else(|error| {
        tracing::error!(%error, "a document could not be summarized");
        SummaryView {
            document: document.id.clone(),
            origin: crate::assistant::summary::SummaryOrigin::KeySentences,
            options: wish.options.clone(),
            sentences: vec![],
            draft: String::new(),
            complete: true,
            remarks: vec![],
            coverage: vec![],
            version: None,
        }
    });
    let sentences: Vec<&str> = made.sentences.iter().map(|s| s.text.as_str()).collect();
    baselines::within(&sentences, &baselines::lead(&sentences), words)
}

/// A notebook that keeps nothing.
struct Blank;

impl Notebook for Blank {
    fn progress(&mut self, _: Stage, _: f32) {}

    fn shown(&mut self, _: &SummaryView) {}

    fn recall(&mut self, _: &str) -> Option<Vec<SummarySentence>> {
        None
    }

    fn keep(&mut self, _: &str, _: &[SummarySentence]) {}
}

fn lines(scored: &[Scored], by: fn(&Scored) -> &str) -> Vec<Line> {
    let mut groups: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
    for one in scored {
        groups.entry(by(one)).or_default().push(one);
    }
    let mut lines: Vec<Line> = groups
        .into_iter()
        .map(|(name, group)| line(name, &group))
        .collect();
    lines.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.name.cmp(&b.name)));
    lines
}

fn line(name: &str, scored: &[&Scored]) -> Line {
    let mean = |of: fn(&Scored) -> Rouge| {
        let scores: Vec<Rouge> = scored.iter().map(|scored| of(scored)).collect();
        Rouge::mean(&scores)
    };
    let written: Option<Vec<Rouge>> = scored.iter().map(|scored| scored.model).collect();
    Line {
        name: name.to_owned(),
        documents: scored.len(),
        lead: mean(|scored| scored.lead),
        lexrank: mean(|scored| scored.lexrank),
        key_sentences: mean(|scored| scored.key_sentences),
        model: written.map(|scores| Rouge::mean(&scores)),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.all.model.is_some();
        let table = |f: &mut fmt::Formatter<'_>, of: &str, lines: &[Line]| -> fmt::Result {
            write!(f, "| {of} | n | Lead | LexRank | Key sentences |")?;
            writeln!(f, "{} above |", if written { " Model |" } else { "" })?;
            writeln!(
                f,
                "|---|---|---|---|---|{}---|",
                if written { "---|" } else { "" }
            )?;
            for line in lines {
                write!(
                    f,
                    "| {} | {} | {} | {} | {} |",
                    line.name, line.documents, line.lead, line.lexrank, line.key_sentences
                )?;
                if let Some(model) = line.model {
                    write!(f, " {model} |")?;
                }
                writeln!(f, " {} |", if line.is_above() { "yes" } else { "no" })?;
            }
            writeln!(f)
        };
        writeln!(
            f,
            "ROUGE-1 / -2 / -L, F1; above: both baselines, by all three\n"
        )?;
        table(f, "source", &self.sources)?;
        table(f, "field", &self.domains)?;
        table(f, "", std::slice::from_ref(&self.all))?;
        self.evidence.fmt(f)
    }
}

impl fmt::Display for Rouge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} / {:.1} / {:.1}", self.r1, self.r2, self.rl)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_summaries_have_the_same_number_of_words() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("rows.jsonl");
        let text = r#"{"id": "x", "source": "a", "title": "", "abstract": "Red cells are infected.",
            "sections": [{"heading": "", "text": "Red cells are infected by parasites of malaria. Budgets were set in the spring of that year."}]}"#
            .replace('\n', " ");
        std::fs::write(&file, format!("{text}\n{text}\n")).unwrap();
        let wish = Wish {
            file: &file,
            source: None,
            limit: Some(1),
            words: None,
            model: None,
            judge: None,
            options: &SummaryOptions::default(),
            stop: &Arc::default(),
        };
        let report = evaluate(&wish, &|_, _| {}).unwrap();
        assert_eq!(report.all.documents, 1);
        // The first four words of the first sentence equal the abstract.
        assert_eq!(report.all.lead.r1, 100.0);
        let none = Wish {
            source: Some("b"),
            ..wish
        };
        assert!(evaluate(&none, &|_, _| {}).is_err());
    }
}
