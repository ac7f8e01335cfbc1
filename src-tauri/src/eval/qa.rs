//! Measures answers: whether the right passages are found, whether the right words are read, whether
//! questions without an answer can be told, and how long it takes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde::Serialize;

use super::questions::{Asked, LongText, documents, questions};
use super::squad::{auroc, best, exact_match, f1};
use crate::assistant::answer::profile::ReaderProfile;
use crate::assistant::answer::reading::{self, Options, Run};
use crate::assistant::answer::{AskError, Span, WithReader};
use crate::document::{Document, DocumentId, SentenceId};
use crate::library::{LooseDocuments, Shelf};
use crate::search::{Embedding, FoundPassage, Question, Scope, WithEmbedder, search};

/// So many passages are looked at for recall.
const DEEPEST: usize = 20;
/// An answer of at least this F1 counts as right when probabilities are fitted.
const RIGHT: f64 = 0.5;

/// What to measure, and how.
pub struct Plan<'a> {
    /// The file of questions.
    pub file: &'a Path,
    /// The file of documents; needed where questions name documents.
    pub documents: Option<&'a Path>,
    /// The reader; without it only the search is measured.
    pub reader: Option<WithReader<'a>>,
    /// The embedding model; without it passages are found by their words alone.
    pub embedder: Option<WithEmbedder<'a>>,
    /// At most so many questions of each source, spread evenly over it.
    pub limit: Option<usize>,
    /// Only this source.
    pub source: Option<&'a str>,
    /// How the reader is used.
    pub profile: Option<ReaderProfile>,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
    /// Ask every question of another document of its source too, which is taken not to answer it.
    pub strangers: bool,
    /// Read a single context as one window, cut where it is longer.
    pub cut: bool,
    /// Set to stop after the question at hand.
    pub stop: &'a Arc<AtomicBool>,
}

impl Plan<'_> {
    fn profile_of(&self, with: WithReader<'_>) -> ReaderProfile {
        self.profile
            .unwrap_or_else(|| ReaderProfile::of(with.folder))
    }
}

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

/// Measures a file of questions; `told` hears how many of how many are done.
///
/// # Errors
/// Of reading the files, or of the model.
pub fn evaluate(plan: &Plan<'_>, told: &mut dyn FnMut(usize, usize)) -> io::Result<Report> {
    let texts = plan
        .documents
        .map(documents)
        .transpose()?
        .unwrap_or_default();
    let asked = chosen(questions(plan.file)?, plan);
    let mut rows = Vec::with_capacity(asked.len());
    let mut shelves = Shelves {
        texts: &texts,
        of: HashMap::new(),
    };
    for (index, question) in asked.iter().enumerate() {
        if plan.stop.load(Ordering::Relaxed) {
            break;
        }
        told(index, asked.len());
        match &question.doc_id {
            None => rows.push(of_context(plan, question)?),
            Some(id) => {
                rows.push(of_document(plan, question, id, &mut shelves)?);
                if plan.strangers
                    && plan.reader.is_some()
                    && let Some(other) = stranger(&asked, index)
                {
                    rows.push(of_document(plan, question, other, &mut shelves)?);
                }
            }
        }
    }
    Ok(report(plan, rows))
}

/// The questions of the plan, in the order of the file, so that each document is indexed once.
fn chosen(all: Vec<Asked>, plan: &Plan<'_>) -> Vec<Asked> {
    let wanted = |asked: &Asked| {
        !asked.in_qa_train && plan.source.is_none_or(|source| source == asked.source)
    };
    let all: Vec<Asked> = all.into_iter().filter(wanted).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for asked in &all {
        *counts.entry(asked.source.clone()).or_insert(0) += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    all.into_iter()
        .filter(|asked| {
            let Some(limit) = plan.limit else {
                return true;
            };
            let of = counts.get(&asked.source).copied().unwrap_or(0);
            let at = seen.entry(asked.source.clone()).or_insert(0);
            *at += 1;
            // the k-th of n is taken where k * limit / n steps up
            *at * limit.min(of) / of != (*at - 1) * limit.min(of) / of
        })
        .collect()
}

/// A document of the same source that is not the question's.
fn stranger(asked: &[Asked], index: usize) -> Option<&str> {
    let question = asked.get(index)?;
    asked
        .iter()
        .skip(index)
        .chain(asked)
        .filter(|other| other.source == question.source)
        .filter_map(|other| other.doc_id.as_deref())
        .find(|id| Some(*id) != question.doc_id.as_deref())
}

/// One window over the beginning of the context, or windows over all of it.
fn of_context(plan: &Plan<'_>, asked: &Asked) -> io::Result<Row> {
    let mut text = asked.context.clone().unwrap_or_default();
    let mut row = Row::of(
        asked,
        asked.answers().iter().any(|answer| !answer.is_empty()),
    );
    let Some(with) = plan.reader else {
        return Ok(row);
    };
    if plan.cut {
        let question = with
            .folder
            .encode(&asked.question)
            .map_err(io::Error::other)?;
        let limit = plan.profile_of(with).window.min(with.folder.positions);
        let room = limit.saturating_sub(question.ids.len() + with.folder.markers());
        let encoding = with.folder.encode(&text).map_err(io::Error::other)?;
        if let Some((start, _)) = encoding.offsets.get(room) {
            text.truncate(*start);
        }
    }
    let run = Run {
        sentences: vec![(SentenceId(0), 0..text.len())],
        text,
        words: 0.0,
    };
    row.read(plan, with, asked, &[run])?;
    Ok(row)
}

/// Searches a document and reads what was found.
fn of_document(
    plan: &Plan<'_>,
    asked: &Asked,
    id: &str,
    shelves: &mut Shelves<'_>,
) -> io::Result<Row> {
    let own = asked.doc_id.as_deref() == Some(id);
    let mut row = Row::of(asked, own);
    let Some((loose, document)) = shelves.of(id)? else {
        return Err(io::Error::other(format!("there is no document {id}")));
    };
    let ids = vec![DocumentId(id.to_owned())];
    if let Some(with) = plan.embedder {
        with.index(Shelf::Loose(loose), &ids, plan.stop, &mut |_| {})
            .map_err(io::Error::other)?;
    }
    let before = Instant::now();
    let vector = match plan.embedder {
        Some(with) => Some((
            with,
            with.question(&asked.question, plan.stop)
                .map_err(io::Error::other)?,
        )),
        None => None,
    };
    let question = Question {
        text: &asked.question,
        embedding: vector.as_ref().map(|(with, vector)| Embedding {
            model: &with.folder.fingerprint,
            vector,
        }),
    };
    let scope = Scope::Documents(ids);
    let mut found =
        search(Shelf::Loose(loose), &scope, question, 1, DEEPEST).map_err(io::Error::other)?;
    row.search_ms = before.elapsed().as_secs_f64() * 1000.0;
    if own {
        let answers = asked.answers();
        row.rank = found
            .iter()
            .take(DEEPEST)
            .position(|passage| answers_in(document, passage, asked, &answers))
            .map(|at| at + 1);
    }
    if let Some(with) = plan.reader.filter(|_| asked.is_extractive()) {
        found.truncate(plan.profile_of(with).passages);
        row.read(
            plan,
            with,
            asked,
            &reading::runs(document, &found, plan.profile_of(with).together()),
        )?;
    }
    Ok(row)
}

/// Whether a passage has sentences of a paragraph that answers, and in them the words of an answer, where
/// the answer is words of the text.
fn answers_in(
    document: &Document,
    passage: &FoundPassage,
    asked: &Asked,
    answers: &[String],
) -> bool {
    let text: Vec<&str> = passage
        .passage
        .sentences
        .iter()
        .filter_map(|id| document.sentences.get(id.0 as usize))
        .filter(|sentence| asked.gold_paragraphs.contains(&(sentence.block.0 as usize)))
        .map(|sentence| sentence.text.as_str())
        .collect();
    if text.is_empty() || !asked.is_extractive() {
        return !text.is_empty();
    }
    let plain = |text: &str| -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let text = plain(&text.join(" "));
    answers.iter().any(|answer| text.contains(&plain(answer)))
}

/// Documents, indexed when first asked.
struct Shelves<'a> {
    texts: &'a HashMap<String, LongText>,
    of: HashMap<String, (LooseDocuments, Arc<Document>)>,
}

impl Shelves<'_> {
    fn of(&mut self, id: &str) -> io::Result<Option<(&LooseDocuments, &Document)>> {
        if !self.of.contains_key(id) {
            let Some(text) = self.texts.get(id) else {
                return Ok(None);
            };
            let document = text.document();
            let mut loose = LooseDocuments::new().map_err(io::Error::other)?;
            loose.add(document.clone(), "").map_err(io::Error::other)?;
            self.of.insert(id.to_owned(), (loose, Arc::new(document)));
        }
        Ok(self
            .of
            .get(id)
            .map(|(loose, document)| (loose, &**document)))
    }
}

impl Row {
    fn of(asked: &Asked, answerable: bool) -> Self {
        Self {
            id: asked.id.clone(),
            source: asked.source.clone(),
            answerable,
            rank: None,
            prediction: String::new(),
            score: None,
            f1: 0.0,
            exact: 0.0,
            search_ms: 0.0,
            read_ms: 0.0,
        }
    }

    fn read(
        &mut self,
        plan: &Plan<'_>,
        with: WithReader<'_>,
        asked: &Asked,
        runs: &[Run],
    ) -> io::Result<()> {
        let options = Options {
            profile: plan.profile_of(with),
            threads: plan.threads,
        };
        let before = Instant::now();
        let read = reading::read(
            with,
            &asked.question,
            runs,
            options,
            plan.stop,
            &mut |_, _| {},
        );
        let spans: Vec<Span> = match read {
            Ok(spans) => spans,
            Err(AskError::Cancelled) => Vec::new(),
            Err(error) => return Err(io::Error::other(error)),
        };
        self.read_ms = before.elapsed().as_secs_f64() * 1000.0;
        let Some(span) = spans.into_iter().next() else {
            return Ok(());
        };
        if self.answerable {
            let answers = asked.answers();
            self.f1 = best(f1, &answers, &span.text);
            self.exact = best(exact_match, &answers, &span.text);
        }
        self.score = Some(span.score);
        self.prediction = span.text;
        Ok(())
    }
}

fn report(plan: &Plan<'_>, rows: Vec<Row>) -> Report {
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(lines: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(lines.as_bytes()).unwrap();
        file
    }

    fn plan<'a>(file: &'a Path, documents: &'a Path, stop: &'a Arc<AtomicBool>) -> Plan<'a> {
        Plan {
            file,
            documents: Some(documents),
            reader: None,
            embedder: None,
            limit: None,
            source: None,
            profile: None,
            threads: None,
            strangers: false,
            cut: false,
            stop,
        }
    }

    #[test]
    fn recall_counts_passages_of_the_right_paragraph_with_the_answer() {
        let filler =
            "The weather stayed mild and nobody spoke of anything else in town. ".repeat(14);
        let documents = file(&format!(
            r#"{{"doc_id":"d","title":"Birds","paragraphs":["{filler}","The albatross was seen in May.","{filler}","In June the ostrich was seen."]}}
"#
        ));
        let questions = file(
            r#"{"id":"1","source":"s","doc_id":"d","question":"When was the albatross seen?","answers":[{"text":"May"}],"gold_paragraphs":[1]}
{"id":"2","source":"s","doc_id":"d","question":"When was the albatross seen?","answers":[{"text":"July"}],"gold_paragraphs":[1]}
{"id":"3","source":"s","doc_id":"d","question":"Where is the emu?","answers":[{"text":"June"}],"gold_paragraphs":[3]}
{"id":"4","source":"s","doc_id":"d","question":"When was the ostrich seen?","answers":["In summer"],"answer_type":"abstractive","gold_paragraphs":[3]}
{"id":"5","source":"s","doc_id":"d","question":"Who?","answers":["x"],"in_qa_train":true}
"#,
        );
        let stop = Arc::new(AtomicBool::new(false));
        let report = evaluate(
            &plan(questions.path(), documents.path(), &stop),
            &mut |_, _| {},
        )
        .unwrap();
        let ranks: Vec<Option<usize>> = report.rows.iter().map(|row| row.rank).collect();
        assert_eq!(ranks, [Some(1), None, None, Some(1)]);
        assert_eq!(report.sources[0].recall, Some([50.0, 50.0, 50.0]));
        assert!(
            report
                .to_string()
                .contains("| s | 4 | 4 | 50.0 | 50.0 | 50.0 |")
        );
    }

    #[test]
    fn a_limit_is_spread_over_the_source() {
        let lines: String = (0..10)
            .map(|n| {
                format!(r#"{{"id":"{n}","source":"s","context":"","question":"Q","answers":[]}}"#)
                    + "\n"
            })
            .collect();
        let questions = file(&lines);
        let stop = Arc::new(AtomicBool::new(false));
        let mut plan = plan(questions.path(), questions.path(), &stop);
        plan.limit = Some(3);
        let ids: Vec<String> = chosen(super::questions(questions.path()).unwrap(), &plan)
            .into_iter()
            .map(|asked| asked.id)
            .collect();
        assert_eq!(ids, ["3", "6", "9"]);
    }
}
