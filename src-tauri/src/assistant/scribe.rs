//! One window: read by the model, written about, and every written sentence cited.

use std::collections::BTreeMap;
use std::ops::Range;

use bigbird_pegasus::GenerationConfig;

use super::summarize::{Notebook, Request, Work};
use super::terms::Vectors;
use super::text_profile::{Spelling, TextProfile};
use super::{SummaryError, evidence, windows};
use crate::document::{Document, SectionId, SentenceId};
use crate::views::{Evidence, Stage, SummaryLength, SummarySentence, SummaryView};
use crate::weights::{Writing, Written};

/// The longest window, whatever the model could take: what BigBirdPegasus was trained on.
const LONGEST_WINDOW: usize = 4096;
/// Of a window's work this share is reading; the rest is writing.
const READING: f32 = 0.5;
/// Beam search likes to repeat itself; no phrase of this many tokens is written twice. Checkpoints that
/// bring a rule of their own keep it.
const NO_REPEATED_PHRASE: usize = 3;
/// At most this many sources are shown for a sentence.
const MOST_SOURCES: usize = 3;

/// A sentence to be read: of the document, or written about it.
pub(super) struct Unit {
    pub(super) text: String,
    pub(super) tokens: usize,
    /// The document's sentences behind it, with their shares.
    pub(super) sources: Vec<(SentenceId, f32)>,
    pub(super) begins_section: bool,
}

/// What stays the same over all windows.
pub(super) struct Scribe<'a> {
    request: &'a Request<'a>,
    profile: TextProfile,
    spelling: Spelling,
    generation: GenerationConfig,
    /// Tokens of a window, the end mark left aside.
    budget: usize,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(request: &'a Request<'a>) -> Result<Self, SummaryError> {
        let positions = request.model.config.max_position_embeddings;
        let mut generation = request.model.generation.clone();
        if let Some(beams) = request.options.beams {
            generation.num_beams = beams as usize;
        }
        generation.num_return_sequences = 1;
        let own = generation.length_limit().saturating_sub(1);
        let wanted = match (request.options.max_tokens, request.options.length) {
            (Some(tokens), _) => tokens as usize,
            (None, SummaryLength::Short) => own.div_ceil(2),
            (None, _) => own,
        };
        generation.max_new_tokens = Some(wanted.clamp(1, positions.max(2) - 1));
        if generation.no_repeat_ngram_size == 0 {
            generation.no_repeat_ngram_size = NO_REPEATED_PHRASE;
        }
        Ok(Self {
            request,
            profile: TextProfile::of(&request.model.name),
            spelling: Spelling::of_document(request.document),
            generation,
            budget: positions.min(LONGEST_WINDOW).saturating_sub(1).max(1),
        })
    }

    /// How long the summary shall be.
    pub(super) fn length(&self) -> SummaryLength {
        self.request.options.length
    }

    /// A guess at the windows that what is written about `windows` windows will fill.
    pub(super) fn windows_above(&self, windows: usize) -> usize {
        (windows * self.generation.length_limit())
            .div_ceil(self.budget)
            .min(windows - windows.min(1))
    }

    /// The document's prose, prepared; sections are told by their outermost headings.
    pub(super) fn units_of_document(&self) -> Vec<Unit> {
        let document = self.request.document;
        let mut units: Vec<Unit> = Vec::new();
        let mut before: Option<Option<SectionId>> = None;
        for sentence in document.prose() {
            let section = outermost(document, sentence.id);
            let text = self.profile.prepare(&sentence.text);
            units.push(Unit {
                tokens: self.count(&text),
                text,
                sources: vec![(sentence.id, 1.0)],
                begins_section: before != Some(section),
            });
            before = Some(section);
        }
        units
    }

    /// What was written, to be read again.
    pub(super) fn units_of(&self, written: &[SummarySentence]) -> Vec<Unit> {
        let unit = |sentence: &SummarySentence| {
            let text = self.profile.prepare(&sentence.text);
            Unit {
                tokens: self.count(&text),
                text,
                sources: sentence
                    .evidence
                    .iter()
                    .map(|source| (source.sentence, source.weight))
                    .collect(),
                begins_section: false,
            }
        };
        written.iter().map(unit).collect()
    }

    /// Tokens of a text without the end mark.
    fn count(&self, text: &str) -> usize {
        let ids = self.request.model.tokenizer.encode(text).ids;
        ids.len().saturating_sub(1)
    }

    pub(super) fn windows(&self, units: &[Unit]) -> Vec<Range<usize>> {
        let lengths: Vec<usize> = units.iter().map(|unit| unit.tokens).collect();
        let begins: Vec<bool> = units.iter().map(|unit| unit.begins_section).collect();
        windows::pack(&lengths, &begins, self.budget)
    }

    /// Reads one window and writes about it; `summary` grows by the words as they come.
    pub(super) fn write(
        &self,
        units: &[Unit],
        summary: &mut SummaryView,
        work: &Work,
        notebook: &mut dyn Notebook,
    ) -> Result<Vec<SummarySentence>, SummaryError> {
        let (text, ranges) = joined(units);
        let tokenizer = &self.request.model.tokenizer;
        let mut encoding = tokenizer.encode(&text);
        if encoding.ids.len() > self.budget + 1 {
            // a single sentence longer than the model can read
            encoding.ids.truncate(self.budget);
            encoding.offsets.truncate(self.budget);
            encoding.ids.push(tokenizer.eos_token_id());
            encoding.offsets.push((text.len(), text.len()));
        }
        let mut settled: Vec<u32> = Vec::new();
        let mut tell = |writing: Writing| match writing {
            Writing::Loading => notebook.progress(Stage::LoadingModel, work.share(0.0)),
            Writing::Encoding { layer, layers } => {
                let read = layer as f32 / layers.max(1) as f32;
                notebook.progress(Stage::Encoding, work.share(read * READING));
            }
            Writing::Step { step, steps } => {
                let written = step as f32 / steps.max(1) as f32;
                let window = READING + written * (1.0 - READING);
                notebook.progress(Stage::Writing, work.share(window));
            }
            Writing::Settled(ids) => {
                settled.extend(ids);
                let raw: Vec<char> = tokenizer.decode(&settled, true).chars().collect();
                summary.draft = self.repaired(&raw).join(" ");
                notebook.shown(summary);
            }
        };
        let written = self.request.writer.write(
            self.request.model,
            encoding.ids,
            self.generation.clone(),
            self.request.threads,
            self.request.stop,
            &mut tell,
        )?;
        summary.draft.clear();
        Ok(self.with_sources(&written, units, &encoding.offsets, &ranges))
    }

    fn repaired(&self, raw: &[char]) -> Vec<String> {
        self.profile
            .sentences(raw)
            .into_iter()
            .filter_map(|range| raw.get(range))
            .map(|raw| {
                let sentence: String = raw.iter().collect();
                self.profile.repair(&sentence, &self.spelling)
            })
            .filter(|sentence| !sentence.is_empty())
            .collect()
    }

    /// The written sentences, each with the document's sentences behind it.
    fn with_sources(
        &self,
        written: &Written,
        units: &[Unit],
        offsets: &[(usize, usize)],
        ranges: &[Range<usize>],
    ) -> Vec<SummarySentence> {
        let tokenizer = &self.request.model.tokenizer;
        let raw: Vec<char> = tokenizer.decode(&written.ids, true).chars().collect();
        // after which character each token ends
        let ends: Vec<usize> = (1..=written.ids.len())
            .filter_map(|end| written.ids.get(..end))
            .map(|ids| tokenizer.decode(ids, true).chars().count())
            .collect();
        let vectors = Vectors::of(units.iter().map(|unit| unit.text.as_str()));
        let mut sentences = Vec::new();
        for range in self.profile.sentences(&raw) {
            let said: String = raw.get(range.clone()).unwrap_or_default().iter().collect();
            let text = self.profile.repair(&said, &self.spelling);
            if text.is_empty() {
                continue;
            }
            let rows: Vec<&Vec<f32>> = ends
                .iter()
                .zip(&written.attention)
                .filter(|(end, _)| range.start < **end && **end <= range.end)
                .map(|(_, row)| row)
                .collect();
            let attention = evidence::attention_by_sentence(rows.into_iter(), offsets, ranges);
            let found = evidence::sources(&said, &attention, &vectors);
            sentences.push(self.cited(text, &found, units, &vectors));
        }
        let ended = written
            .ids
            .last()
            .is_some_and(|last| self.generation.eos_token_id.contains(last));
        drop_unfinished(&mut sentences, ended);
        sentences
    }

    /// Carries sources over from what was read to the document itself.
    fn cited(
        &self,
        text: String,
        found: &[(usize, f32)],
        units: &[Unit],
        vectors: &Vectors,
    ) -> SummarySentence {
        let mut shares: BTreeMap<SentenceId, f32> = BTreeMap::new();
        for (unit, weight) in found {
            for (sentence, share) in units.get(*unit).map_or(&[][..], |unit| &unit.sources) {
                *shares.entry(*sentence).or_insert(0.0) += weight * share;
            }
        }
        let mut shares: Vec<(SentenceId, f32)> = shares.into_iter().collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        shares.truncate(MOST_SOURCES);
        let sum: f32 = shares.iter().map(|(_, share)| share).sum();
        let sentences = &self.request.document.sentences;
        let behind: Vec<_> = shares
            .iter()
            .filter_map(|(id, share)| Some((sentences.get(id.0 as usize)?, share)))
            .collect();
        let texts: Vec<&str> = behind
            .iter()
            .map(|(source, _)| source.text.as_str())
            .collect();
        let support = evidence::support(&text, &texts, vectors);
        SummarySentence {
            text,
            evidence: behind
                .iter()
                .map(|(source, share)| Evidence {
                    sentence: source.id,
                    page: source.page(),
                    weight: **share / sum,
                })
                .collect(),
            support: Some(support),
        }
    }
}

/// The texts with a space between, and the bytes of each.
fn joined(units: &[Unit]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for unit in units {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&unit.text);
        ranges.push(start..text.len());
    }
    (text, ranges)
}

/// A model that was cut off at its limit leaves half a sentence; it goes where others stay.
fn drop_unfinished(sentences: &mut Vec<SummarySentence>, ended: bool) {
    let whole =
        |sentence: &SummarySentence| sentence.text.ends_with(['.', '!', '?', '”', '"', ')']);
    if !ended && sentences.len() > 1 && sentences.last().is_some_and(|last| !whole(last)) {
        sentences.pop();
    }
}

fn outermost(document: &Document, sentence: SentenceId) -> Option<SectionId> {
    let mut section = document.block_of(sentence)?.section?;
    // as many steps as there are levels; a circle in the tree ends too
    for _ in 0..8 {
        match document
            .sections
            .get(section.0 as usize)
            .and_then(|section| section.parent)
        {
            Some(parent) => section = parent,
            None => break,
        }
    }
    Some(section)
}
