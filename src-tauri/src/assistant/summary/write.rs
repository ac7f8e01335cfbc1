//! One window: the model reads it and writes about it, and every written sentence gets its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use bigbird_pegasus::GenerationConfig;

use super::error::SummaryError;
use super::evidence::{self, Sources};
use super::focus::{readable, sections_around};
use super::plan;
use super::progress::Work;
use super::recipe::profile;
use super::request::{Notebook, Request};
use super::types::{Evidence, Focus, SummaryOptions, SummarySentence, SummaryView};
use crate::assistant::dialect::{Dialect, OMISSION};
use crate::assistant::terms::Vectors;
use crate::document::{SectionId, SentenceId};
use crate::stage::Stage;
use crate::weights::{ModelFolder, Writing, Written};

/// The longest window in tokens, whatever the model could take: the length that BigBirdPegasus was trained on.
const LONGEST_WINDOW: usize = 4096;
/// The share of a window's work that is reading; the rest is writing.
const READING: f32 = 0.5;
/// Beam search tends to repeat itself, so no phrase of this many tokens is written twice. A checkpoint that sets
/// its own limit keeps it.
const NO_REPEATED_PHRASE: usize = 3;
/// Most sources that are shown for a sentence.
const MOST_SOURCES: usize = 3;
/// Most tokens that a checkpoint writes if it sets no limit: the limit of the published checkpoints.
const USUAL_LENGTH: usize = 256;
/// The limit of new tokens is half the window's tokens, but never less than this, which is room for a sentence.
const ROOM_FOR_A_SENTENCE: usize = 48;
/// In a summary section by section, a section of fewer tokens is read with the one before it.
const SHORTEST_SECTION: usize = 96;

/// A sentence to read: one of the document, or one written about it.
pub(super) struct Unit {
    pub(super) text: String,
    pub(super) tokens: usize,
    /// The document's sentences that it comes from, with their shares.
    pub(super) sources: Vec<(SentenceId, f32)>,
    pub(super) section: Option<SectionId>,
    pub(super) begins_section: bool,
}

/// Tokens of a window without the end token.
pub(super) fn window_budget(model: &ModelFolder) -> usize {
    let positions = model.config.max_position_embeddings;
    positions.min(LONGEST_WINDOW).saturating_sub(1).max(1)
}

/// Most tokens to write about a window, whatever it holds.
pub(super) fn longest_text(model: &ModelFolder, options: &SummaryOptions) -> usize {
    let generation = &model.generation;
    let says = generation.max_new_tokens.is_some() || generation.max_length.is_some();
    let own = match says {
        true => generation.length_limit().saturating_sub(1),
        false => USUAL_LENGTH,
    };
    let wanted = options.max_tokens.map_or(own, |most| most as usize);
    wanted.clamp(1, model.config.max_position_embeddings.max(2) - 1)
}

/// Most tokens to write about a window of N tokens: N/2 unless the person set a number.
pub(super) fn limit(options: &SummaryOptions, most: usize, tokens: usize) -> usize {
    match options.max_tokens {
        Some(_) => most,
        None => most.min((tokens / 2).max(ROOM_FOR_A_SENTENCE)),
    }
}

/// An estimate of the number of windows that the text written about `windows` windows fills.
pub(super) fn windows_above(windows: usize, most: usize, budget: usize) -> usize {
    (windows * most)
        .div_ceil(budget)
        .min(windows - windows.min(1))
}

/// What is the same for all windows.
pub(super) struct Scribe<'a> {
    request: &'a Request<'a>,
    dialect: Dialect,
    generation: GenerationConfig,
    /// Most tokens to write about a window, whatever it holds.
    most: usize,
    /// Tokens of a window without the end token.
    budget: usize,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(request: &'a Request<'a>) -> Self {
        let mut generation = request.model.generation.clone();
        if let Some(beams) = request.options.beams {
            generation.num_beams = beams as usize;
        }
        generation.num_return_sequences = 1;
        if generation.no_repeat_ngram_size == 0 {
            generation.no_repeat_ngram_size = NO_REPEATED_PHRASE;
        }
        let profile = profile(request.model, request.options);
        Self {
            request,
            dialect: Dialect::new(profile, request.document),
            generation,
            most: longest_text(request.model, request.options),
            budget: window_budget(request.model),
        }
    }

    /// Whether each section is summarized by itself.
    pub(super) fn by_section(&self) -> bool {
        self.request.options.by_section()
    }

    /// How to write about N tokens: at most N/2 unless the person set a number, and at least the model's own
    /// minimum if that is not more.
    fn generation(&self, tokens: usize) -> GenerationConfig {
        let mut generation = self.generation.clone();
        let most = limit(self.request.options, self.most, tokens);
        generation.max_new_tokens = Some(most);
        // a model whose minimum exceeds its maximum would never end
        generation.min_length = generation.min_length.min(most);
        generation.min_new_tokens = generation.min_new_tokens.map(|least| least.min(most));
        generation
    }

    /// An estimate of the number of windows that the text written about `windows` windows fills.
    pub(super) fn windows_above(&self, windows: usize) -> usize {
        windows_above(windows, self.most, self.budget)
    }

    /// The prepared sentences of the document, grouped by their outermost headings.
    ///
    /// # Errors
    /// If the focus is on something that does not exist.
    pub(super) fn units_of_document(&mut self) -> Result<Vec<Unit>, SummaryError> {
        let (document, focus) = (self.request.document, self.request.options.focus);
        let mut units: Vec<Unit> = Vec::new();
        for sentence in readable(document, focus)? {
            let section = self.section_of(sentence.id);
            let text = self.dialect.prepare(&sentence.text);
            units.push(Unit {
                tokens: self.count(&text),
                text,
                sources: vec![(sentence.id, 1.0)],
                begins_section: units.last().is_none_or(|before| before.section != section),
                section,
            });
        }
        Ok(units)
    }

    /// The outermost section around a sentence; if the focus is on a section, the outermost one inside it.
    fn section_of(&self, sentence: SentenceId) -> Option<SectionId> {
        let mut around = sections_around(self.request.document, sentence);
        match self.request.options.focus {
            Focus::Section { section: focus } => {
                let mut found = None;
                for section in around {
                    if section == focus {
                        return found.or(Some(focus));
                    }
                    found = Some(section);
                }
                found
            }
            Focus::Whole | Focus::Pages { .. } | Focus::Sentences { .. } => around.by_ref().last(),
        }
    }

    /// What the model wrote, prepared to be read again.
    pub(super) fn units_of(&mut self, written: &[SummarySentence]) -> Vec<Unit> {
        let mut units = Vec::new();
        for sentence in written {
            let text = self.dialect.prepare(&sentence.text.replace(OMISSION, ""));
            units.push(Unit {
                tokens: self.count(&text),
                text,
                sources: sentence
                    .evidence
                    .iter()
                    .map(|source| (source.sentence, source.weight))
                    .collect(),
                section: None,
                begins_section: false,
            });
        }
        units
    }

    /// Number of tokens of a text without the end token.
    fn count(&self, text: &str) -> usize {
        let ids = self.request.model.tokenizer.encode(text).ids;
        ids.len().saturating_sub(1)
    }

    pub(super) fn windows(&self, units: &[Unit]) -> Vec<Range<usize>> {
        let lengths: Vec<usize> = units.iter().map(|unit| unit.tokens).collect();
        let begins: Vec<bool> = units.iter().map(|unit| unit.begins_section).collect();
        match self.by_section() {
            true => plan::by_section(&lengths, &begins, self.budget, SHORTEST_SECTION),
            false => plan::pack(&lengths, &begins, self.budget),
        }
    }

    /// Reads one window and writes about it; `summary` grows by each word as the model writes it.
    pub(super) fn write(
        &self,
        units: &[Unit],
        summary: &mut SummaryView,
        work: &Work,
        notebook: &mut dyn Notebook,
    ) -> Result<Vec<SummarySentence>, SummaryError> {
        let (text, ranges) = joined(units);
        let tokenizer = &self.request.model.tokenizer;
        // a single sentence may be longer than the model can read
        let encoding = tokenizer.encode_truncated(&text, self.budget + 1);
        let mut settled: Vec<u32> = Vec::new();
        let mut tell = |writing: Writing| match writing {
            Writing::Loading => {
                settled.clear();
                summary.draft.clear();
                notebook.progress(Stage::LoadingModel, work.share(0.0));
            }
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
        let generation = self.generation(encoding.ids.len());
        let written = self.request.writer.write(
            self.request.model,
            encoding.ids,
            generation,
            self.request.threads,
            self.request.stop,
            &mut tell,
        )?;
        summary.draft.clear();
        Ok(self.with_sources(&written, units, &encoding.offsets, &ranges))
    }

    fn repaired(&self, raw: &[char]) -> Vec<String> {
        // the sources, and so their formulas, are not known yet
        let unknown = BTreeSet::new();
        self.dialect
            .sentences(raw)
            .into_iter()
            .filter_map(|range| raw.get(range))
            .map(|raw| {
                let sentence: String = raw.iter().collect();
                self.dialect.repair(&sentence, &unknown)
            })
            .filter(|sentence| !sentence.is_empty())
            .collect()
    }

    /// The written sentences, each with the document's sentences that it comes from.
    fn with_sources(
        &self,
        written: &Written,
        units: &[Unit],
        offsets: &[(usize, usize)],
        ranges: &[Range<usize>],
    ) -> Vec<SummarySentence> {
        let tokenizer = &self.request.model.tokenizer;
        let raw: Vec<char> = tokenizer.decode(&written.ids, true).chars().collect();
        // the character after which each token ends
        let ends: Vec<usize> = (1..=written.ids.len())
            .filter_map(|end| written.ids.get(..end))
            .map(|ids| tokenizer.decode(ids, true).chars().count())
            .collect();
        let sources = Sources::of(units.iter().map(|unit| (unit.text.as_str(), unit.tokens)));
        let section = if self.by_section() {
            longest_section(units)
        } else {
            None
        };
        let mut sentences = Vec::new();
        for range in self.dialect.sentences(&raw) {
            let said: String = raw.get(range.clone()).unwrap_or_default().iter().collect();
            let rows: Vec<&Vec<f32>> = ends
                .iter()
                .zip(&written.attention)
                .filter(|(end, _)| range.start < **end && **end <= range.end)
                .map(|(_, row)| row)
                .collect();
            let attention = evidence::attention_by_sentence(rows.into_iter(), offsets, ranges);
            let found = sources.named(&said, &attention);
            let known = found
                .iter()
                .filter_map(|(unit, _)| units.get(*unit))
                .flat_map(|unit| self.dialect.formulas_in(&unit.text))
                .collect();
            let text = self.dialect.repair(&said, &known);
            if !text.is_empty() {
                let cited = self.cited(text, &found, units, &sources.vectors);
                sentences.push(SummarySentence { section, ..cited });
            }
        }
        let ended = written
            .ids
            .last()
            .is_some_and(|last| self.generation.eos_token_id.contains(last));
        drop_unfinished(&mut sentences, ended);
        sentences
    }

    /// Replaces sources among the sentences read by the document's own sentences.
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
            section: None,
            yours: false,
            pinned: false,
        }
    }
}

/// The texts joined by spaces, and the byte range of each.
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

/// Drops the half sentence of a model that reached its limit, if other sentences remain.
fn drop_unfinished(sentences: &mut Vec<SummarySentence>, ended: bool) {
    let whole =
        |sentence: &SummarySentence| sentence.text.ends_with(['.', '!', '?', '”', '"', ')']);
    if !ended && sentences.len() > 1 && sentences.last().is_some_and(|last| !whole(last)) {
        sentences.pop();
    }
}

/// The section that most of a window's tokens belong to.
fn longest_section(units: &[Unit]) -> Option<SectionId> {
    let mut tokens: BTreeMap<Option<SectionId>, usize> = BTreeMap::new();
    for unit in units {
        *tokens.entry(unit.section).or_default() += unit.tokens;
    }
    let longest = tokens
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    longest.and_then(|(section, _)| section)
}
