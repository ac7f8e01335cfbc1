//! Measures answers: whether the search finds the right passages, whether the reader finds the right words, whether
//! the score separates questions without an answer, and how long both take.

mod fit;
mod plan;
mod report;
mod row;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

pub use plan::Plan;
pub use report::{Report, SourceReport, report};
pub use row::{Candidate, Row};

use super::questions::{Asked, LongText, documents, joined, questions};
use super::squad::{best, exact_match, f1, holds};
use crate::assistant::answer::reading::{self, Meant, Options};
use crate::assistant::answer::{AskError, Citing, Run, Span, WithReader, runs};
use crate::document::{Document, DocumentId, SentenceId, split_sentences};
use crate::library::{LooseDocuments, Shelf};
use crate::search::{Embedding, FoundPassage, Question, Scope, search};
use row::RIGHT;

/// Number of passages that recall considers.
const DEEPEST: usize = 20;

/// Most spans of a question that its row keeps.
const KEPT: usize = 5;

/// Asks the questions of a file; `progress` receives the number of finished questions and the number of all.
///
/// # Errors
/// [`io::Error`] if a file cannot be read or the model fails.
pub fn rows(plan: &Plan<'_>, progress: &mut dyn FnMut(usize, usize)) -> io::Result<Vec<Row>> {
    let mut all = questions(plan.file)?;
    let texts = match plan.documents {
        Some(file) => documents(file)?,
        None if plan.whole => joined(&mut all),
        None => HashMap::new(),
    };
    let asked = chosen(all, plan);
    let mut rows = Vec::with_capacity(asked.len());
    let mut shelves = Shelves {
        texts: &texts,
        of: HashMap::new(),
    };
    for (index, question) in asked.iter().enumerate() {
        if plan.stop.load(Ordering::Relaxed) {
            break;
        }
        progress(index, asked.len());
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
    Ok(rows)
}

/// The questions that the plan selects, in the order of the file, so that each document is indexed once. In whole
/// documents a fifth of the questions is unanswerable, as with people: a data set may have more.
fn chosen(all: Vec<Asked>, plan: &Plan<'_>) -> Vec<Asked> {
    /// Answerable questions for each unanswerable one.
    const ANSWERABLE: usize = 4;
    let wanted = |asked: &Asked| {
        !asked.in_qa_train
            && plan.source.is_none_or(|source| source == asked.source)
            && plan.half.is_none_or(|half| half.has(&asked.belongs_to()))
    };
    let rare = |asked: &Asked| plan.whole && asked.answers().iter().all(String::is_empty);
    let all: Vec<Asked> = all.into_iter().filter(wanted).collect();
    let mut counts: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for asked in &all {
        let kind = (asked.source.clone(), rare(asked));
        *counts.entry(kind).or_insert(0) += 1;
    }
    let count = |source: &str, rare| counts.get(&(source.to_owned(), rare)).copied().unwrap_or(0);
    let mut seen: BTreeMap<(String, bool), usize> = BTreeMap::new();
    all.into_iter()
        .filter(|asked| {
            let rare = rare(asked);
            let common = count(&asked.source, false);
            let common = plan.limit.map_or(common, |limit| limit.min(common));
            let (limit, of) = match rare {
                true => (common / ANSWERABLE, count(&asked.source, true)),
                false => (common, count(&asked.source, false)),
            };
            let at = seen.entry((asked.source.clone(), rare)).or_insert(0);
            *at += 1;
            // Keeps the k-th of n questions if k * limit / n increases there.
            *at * limit.min(of) / of != (*at - 1) * limit.min(of) / of
        })
        .collect()
}

/// A document of the same source that the question is not about.
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

/// Reads the context of a question: one window over its beginning, or windows over all of it.
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
    row.read(plan, with, None, asked, &[run(text)])?;
    Ok(row)
}

/// A text as a run of its sentences.
fn run(text: String) -> Run {
    let characters: Vec<char> = text.chars().collect();
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let byte = |character: usize| places.get(character).copied().unwrap_or(text.len());
    let sentences = split_sentences(&characters)
        .into_iter()
        .zip(0..)
        .map(|((start, end), number)| (SentenceId(number), byte(start)..byte(end)))
        .collect();
    Run {
        sentences,
        text,
        words: 0.0,
        place: 0,
        head: String::new(),
        citing: Citing::default(),
    }
}

/// Searches a document and reads the passages that are found.
fn of_document(
    plan: &Plan<'_>,
    asked: &Asked,
    id: &str,
    shelves: &mut Shelves<'_>,
) -> io::Result<Row> {
    let own = asked.doc_id.as_deref() == Some(id);
    let answered = !plan.whole || asked.answers().iter().any(|answer| !answer.is_empty());
    let mut row = Row::of(asked, own && answered);
    row.stranger = !own;
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
    if row.answerable {
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
            vector.as_ref().map(|(with, vector)| Meant {
                with: *with,
                vector,
            }),
            asked,
            &runs(document, &found, plan.profile_of(with).together()),
        )?;
    }
    Ok(row)
}

/// Whether a passage has sentences of a paragraph that answers and, if the answers are words of the text, whether
/// those sentences contain the words of an answer.
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

/// Documents, each indexed when a question first needs it.
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

/// The sentences of a span, joined.
fn sentences_of(span: &Span, runs: &[Run]) -> String {
    let texts = span.sentences.iter().filter_map(|id| {
        runs.iter().find_map(|run| {
            let (_, range) = run.sentences.iter().find(|(of_run, _)| of_run == id)?;
            run.text.get(range.clone())
        })
    });
    texts.collect::<Vec<_>>().join(" ")
}

impl Row {
    fn of(asked: &Asked, answerable: bool) -> Self {
        Self {
            id: asked.id.clone(),
            source: asked.source.clone(),
            document: asked.belongs_to(),
            answerable,
            stranger: false,
            rank: None,
            prediction: String::new(),
            score: None,
            probability: None,
            candidates: Vec::new(),
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
        meant: Option<Meant<'_>>,
        asked: &Asked,
        runs: &[Run],
    ) -> io::Result<()> {
        let options = Options {
            profile: plan.profile_of(with),
            meant,
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
        let answers = asked.answers();
        let candidates = spans.iter().take(KEPT).map(|span| Candidate {
            right: self.answerable && best(f1, &answers, &span.text) >= RIGHT,
            holds: self.answerable && best(holds, &answers, &sentences_of(span, runs)) > 0.0,
            text: span.text.clone(),
            logits: span.logits,
            features: span.features,
        });
        self.candidates = candidates.collect();
        let Some(span) = spans.into_iter().next() else {
            return Ok(());
        };
        if self.answerable {
            self.f1 = best(f1, &answers, &span.text);
            self.exact = best(exact_match, &answers, &span.text);
        }
        self.score = Some(span.score);
        self.probability = Some(options.profile.span.probability(span.score));
        self.prediction = span.text;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
