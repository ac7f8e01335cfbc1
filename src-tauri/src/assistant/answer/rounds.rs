//! Passages are read round by round, the likeliest first. After a small first round there may be a first answer; then
//! the least number is read that the reader's profile names, and then more while there is time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::error::AskError;
use super::gather::{Source, wanted};
use super::kinds;
use super::profile::ReaderProfile;
use super::reading;
use super::request::{Request, WithReader};
use super::runs::runs;
use super::spans::Span;
use crate::document::{Document, DocumentId};
use crate::stage::Stage;

/// Number of passages of the first round: in most questions that have an answer, it is in one of them.
const FIRST: usize = 4;
/// Number of passages of each further round. Between two rounds the time is looked at.
const FURTHER: usize = 4;
/// Most spans that are kept of each document.
const MOST_SPANS: usize = 20;

/// What was read so far for a question.
pub(super) struct Rounds<'a> {
    request: &'a Request<'a>,
    with: WithReader<'a>,
    profile: ReaderProfile,
    /// What the reader is asked.
    pub(super) question: &'a str,
    /// The question's vector, if the profile wants sentences compared with it.
    vector: Option<Vec<f32>>,
    /// Time of the rounds so far.
    spent: Duration,
    /// The passages read, by their numbers in the index.
    read: BTreeMap<DocumentId, Vec<i64>>,
    /// The spans found, each list with the best first.
    spans: BTreeMap<DocumentId, Vec<Span>>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(request: &'a Request<'a>, with: WithReader<'a>, question: &'a str) -> Self {
        Self {
            request,
            with,
            profile: ReaderProfile::of(with.folder),
            question,
            vector: None,
            spent: Duration::ZERO,
            read: BTreeMap::new(),
            spans: BTreeMap::new(),
        }
    }

    /// Whether a first answer is worth showing before everything is read: somebody wants it, and reading is split
    /// into rounds.
    pub(super) fn has_a_first_round(&self) -> bool {
        self.request.early.is_some()
            && self.request.renew.is_none()
            && self.request.budget.reading.is_some()
            && !self.profile.together()
    }

    /// Reads the first round, unless something was read before; returns whether it did.
    pub(super) fn first(
        &mut self,
        sources: &[Source],
        progress: &mut dyn FnMut(Stage, f32),
    ) -> Result<bool, AskError> {
        if self.passages_read() > 0 {
            return Ok(false);
        }
        self.round(sources, FIRST, progress)?;
        Ok(self.passages_read() > 0)
    }

    /// Reads the rest: `least` passages in all, and more while there is time.
    pub(super) fn rest(
        &mut self,
        sources: &[Source],
        least: usize,
        progress: &mut dyn FnMut(Stage, f32),
    ) -> Result<(), AskError> {
        let missing = least.saturating_sub(self.passages_read());
        self.round(sources, missing, progress)?;
        let most = wanted(self.request, least);
        while self.passages_read() < most && self.has_time_for(FURTHER) {
            let before = self.passages_read();
            let next = FURTHER.min(most - before);
            self.round(sources, next, &mut |_, _| progress(Stage::Encoding, 1.0))?;
            if self.passages_read() == before {
                break;
            }
        }
        Ok(())
    }

    /// The time that the rest takes, an estimate after the first round.
    pub(super) fn time_left(&self, least: usize) -> Duration {
        let Some(budget) = self.request.budget.reading else {
            return Duration::ZERO;
        };
        let missing = least.saturating_sub(self.passages_read());
        let more = wanted(self.request, least).saturating_sub(self.passages_read());
        let spare = budget.saturating_sub(self.spent).min(self.time_of(more));
        self.time_of(missing).max(spare)
    }

    /// The sources with the passages that were read and no other, and the spans in them, best first.
    pub(super) fn result(&self, mut sources: Vec<Source>) -> (Vec<Source>, Vec<(usize, Span)>) {
        for source in &mut sources {
            let read = self.read.get(&source.document.id);
            source
                .found
                .retain(|found| read.is_some_and(|read| read.contains(&found.passage.number)));
        }
        sources.retain(|source| !source.found.is_empty());
        let mut spans: Vec<(usize, Span)> = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            let found = self.spans.get(&source.document.id).into_iter().flatten();
            // what names a value is not the value, and a question is not its answer
            let said = found.filter(|span| {
                !kinds::answers_nothing(
                    &source.document,
                    self.question,
                    &span.sentences,
                    &span.bytes,
                )
            });
            let whole = said.map(|span| in_whole(&source.document, self.question, span.clone()));
            for span in whole {
                // two words of one value have become the same
                let again = spans.iter().any(|(at, other)| {
                    *at == index && other.sentences == span.sentences && other.bytes == span.bytes
                });
                if !again {
                    spans.push((index, span));
                }
            }
        }
        spans.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        (sources, spans)
    }

    fn passages_read(&self) -> usize {
        self.read.values().map(Vec::len).sum()
    }

    fn has_time_for(&self, passages: usize) -> bool {
        let Some(budget) = self.request.budget.reading else {
            return true;
        };
        self.spent + self.time_of(passages) <= budget
    }

    /// The time for a number of passages, at the pace so far.
    fn time_of(&self, passages: usize) -> Duration {
        let read = self.passages_read().max(1) as u32;
        self.spent / read * u32::try_from(passages).unwrap_or(u32::MAX)
    }

    /// Reads the next passages: of each document the best, then of each the second, and so on.
    fn round(
        &mut self,
        sources: &[Source],
        passages: usize,
        progress: &mut dyn FnMut(Stage, f32),
    ) -> Result<(), AskError> {
        let chosen = self.next(sources, passages);
        let began = Instant::now();
        let sentence = self.profile.sentence;
        let compares = self.profile.span.features.alike != 0.0
            || sentence.is_some_and(|sentence| sentence.features.alike != 0.0);
        let embedder = self.request.embedder.filter(|_| compares);
        if let Some(with) = embedder
            && self.vector.is_none()
        {
            self.vector = Some(with.question(self.question, self.request.stop)?);
        }
        for (done, (index, ranks)) in chosen.iter().enumerate() {
            let Some(source) = sources.get(*index) else {
                continue;
            };
            let found: Vec<_> = ranks
                .iter()
                .filter_map(|rank| source.found.get(*rank).cloned())
                .collect();
            let mut runs = runs(&source.document, &found, self.profile.together());
            for run in &mut runs {
                run.place = ranks.get(run.place).copied().unwrap_or(run.place);
            }
            let meant = embedder.zip(self.vector.as_deref());
            let options = reading::Options {
                profile: self.profile,
                meant: meant.map(|(with, vector)| reading::Meant { with, vector }),
                threads: self.request.threads,
            };
            let mut scaled = |stage, of_source: f32| {
                progress(stage, (done as f32 + of_source) / chosen.len() as f32);
            };
            let spans = reading::read(
                self.with,
                self.question,
                &runs,
                options,
                self.request.stop,
                &mut scaled,
            )?;
            self.keep(&source.document.id, spans);
            let read = self.read.entry(source.document.id.clone()).or_default();
            read.extend(found.iter().map(|found| found.passage.number));
        }
        self.spent += began.elapsed();
        Ok(())
    }

    /// The ranks of the passages to read next in each source.
    fn next(&self, sources: &[Source], passages: usize) -> BTreeMap<usize, Vec<usize>> {
        let mut unread: Vec<(usize, usize, f64)> = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            let read = self.read.get(&source.document.id);
            for (rank, found) in source.found.iter().enumerate() {
                if !read.is_some_and(|read| read.contains(&found.passage.number)) {
                    unread.push((rank, index, found.score));
                }
            }
        }
        unread.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.total_cmp(&a.2)).then(a.1.cmp(&b.1)));
        let mut chosen: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (rank, index, _) in unread.into_iter().take(passages) {
            chosen.entry(index).or_default().push(rank);
        }
        chosen
    }

    /// Adds the spans of a round to those of the rounds before; of spans that overlap only the best stays.
    fn keep(&mut self, document: &DocumentId, spans: Vec<Span>) {
        let kept = self.spans.entry(document.clone()).or_default();
        let mut all = std::mem::take(kept);
        all.extend(spans);
        all.sort_by(|a, b| b.score.total_cmp(&a.score));
        for span in all {
            if kept.len() < MOST_SPANS && !kept.iter().any(|better| better.overlaps(&span)) {
                kept.push(span);
            }
        }
    }
}

/// A span with the whole value of a field of which it is a part.
fn in_whole(document: &Document, question: &str, mut span: Span) -> Span {
    let value = kinds::whole_value(document, question, &span.sentences, &span.bytes);
    let only = span
        .sentences
        .first()
        .and_then(|id| document.sentences.get(id.0 as usize));
    if let (Some(bytes), Some(sentence)) = (value, only)
        && let Some(text) = sentence.text.get(bytes.clone())
    {
        text.clone_into(&mut span.text);
        span.bytes = bytes;
    }
    span
}
