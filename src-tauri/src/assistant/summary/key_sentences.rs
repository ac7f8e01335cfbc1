//! A summary without a model: quotations of the document's most salient sentences.
//!
//! Each sentence has a salience; a sentence that repeats a chosen one is passed over (maximal marginal relevance;
//! Carbonell and Goldstein 1998). Each sentence is its own evidence.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{SummaryError, nothing_to_read};
use super::focus::{outermost, readable};
use super::lines::{instead_of_a_summary, is_form};
use super::remarks::remarks;
use super::types::{
    Evidence, Focus, SummaryLength, SummaryOptions, SummaryOrigin, SummarySentence, SummaryView,
};
use super::{coverage, quotable, salience};
use crate::assistant::terms::{Vectors, cosine};
use crate::document::{Document, Sentence};
use crate::weights::Judge;

/// A sentence at least this similar to the title counts as the title.
const SAME: f32 = 0.85;
/// How much similarity to a chosen sentence costs, on a scale where the best salience is 1 and the least 0.
const REDUNDANCY: f32 = 0.8;
/// In a summary section by section, sections with fewer sentences to choose from are left out.
const SHORTEST_SECTION: usize = 3;

/// The recipe under which the library keeps this summary.
pub(crate) fn recipe(options: &SummaryOptions) -> String {
    format!(
        "key_sentences 2 {:?} {} {:?}",
        options.length,
        options.by_section(),
        options.focus
    )
}

/// How much to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Budget {
    /// This number of sentences.
    Sentences(usize),
    /// Sentences until they have this number of words.
    Words(usize),
}

impl Budget {
    fn is_spent(self, sentences: usize, words: usize) -> bool {
        match self {
            Self::Sentences(most) => sentences >= most,
            Self::Words(most) => words >= most,
        }
    }
}

/// Chooses key sentences.
///
/// # Errors
/// [`SummaryError::Scanned`] or [`SummaryError::NoText`] if the document has no text at all; other errors if the
/// focus is on something that does not exist.
pub(crate) fn summarize(
    document: &Document,
    options: &SummaryOptions,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(f32),
) -> Result<SummaryView, SummaryError> {
    if options.focus == Focus::Whole && is_form(document) {
        return instead_of_a_summary(document, options);
    }
    let pool = match Pool::of(document, options.focus, None, stop, progress) {
        Err(SummaryError::NoText) => return instead_of_a_summary(document, options),
        pool => pool?,
    };
    let mut chosen = match options.by_section() {
        true => pool.chosen_by_section(options.length),
        false => pool.chosen(
            &(0..pool.sentences.len()).collect::<Vec<_>>(),
            Budget::Sentences(wanted(options.length, pool.sentences.len())),
        ),
    };
    chosen.sort_unstable();
    let sentences: Vec<SummarySentence> = chosen
        .into_iter()
        .filter_map(|index| pool.sentences.get(index))
        .map(|sentence| SummarySentence {
            text: sentence.text.clone(),
            evidence: vec![Evidence {
                sentence: sentence.id,
                page: sentence.page(),
                weight: 1.0,
            }],
            support: None,
            section: outermost(document, sentence.id),
            yours: false,
            pinned: false,
        })
        .collect();
    Ok(SummaryView {
        document: document.id.clone(),
        origin: SummaryOrigin::KeySentences,
        options: options.settled(None),
        coverage: coverage::of_pages(document, &sentences),
        sentences,
        draft: String::new(),
        complete: true,
        remarks: remarks(document, options.focus),
        version: None,
    })
}

/// The key sentences of a whole document in the order in which they are chosen, best first. A judge can be passed
/// to measure whether it chooses better.
///
/// # Errors
/// As [`summarize`].
pub(crate) fn ranked<'d>(
    document: &'d Document,
    budget: Budget,
    judge: Option<&Judge>,
) -> Result<Vec<&'d Sentence>, SummaryError> {
    let pool = Pool::of(document, Focus::Whole, judge, &Arc::default(), &mut |_| {})?;
    let all: Vec<usize> = (0..pool.sentences.len()).collect();
    let chosen = pool.chosen(&all, budget);
    Ok(chosen
        .into_iter()
        .filter_map(|index| pool.sentences.get(index).copied())
        .collect())
}

/// The sentences that can be quoted; if there are none, all sentences that can be read, because quoting a note of
/// three words is better than refusing it.
///
/// # Errors
/// As [`summarize`].
pub(crate) fn candidates(
    document: &Document,
    focus: Focus,
) -> Result<Vec<(&Sentence, f32)>, SummaryError> {
    let all = readable(document, focus)?;
    let quotable: Vec<(&Sentence, f32)> = all
        .iter()
        .filter_map(|sentence| Some((*sentence, quotable::weight(document, sentence)?)))
        .collect();
    if !quotable.is_empty() {
        return Ok(quotable);
    }
    if all.is_empty() {
        return Err(nothing_to_read(document));
    }
    Ok(all.into_iter().map(|sentence| (sentence, 1.0)).collect())
}

/// The candidates, with what the choice compares.
struct Pool<'d> {
    document: &'d Document,
    sentences: Vec<&'d Sentence>,
    vectors: Vectors,
    /// Scaled: 1 for the most salient sentence, 0 for the least.
    salience: Vec<f32>,
}

impl<'d> Pool<'d> {
    fn of(
        document: &'d Document,
        focus: Focus,
        judge: Option<&Judge>,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(f32),
    ) -> Result<Self, SummaryError> {
        let candidates = candidates(document, focus)?;
        let check = || match stop.load(Ordering::Relaxed) {
            true => Err(SummaryError::Cancelled),
            false => Ok(()),
        };
        check()?;
        progress(0.1);
        let (sentences, gladness): (Vec<&Sentence>, Vec<f32>) = candidates.into_iter().unzip();
        let vectors = Vectors::of(sentences.iter().map(|sentence| sentence.text.as_str()));
        check()?;
        progress(0.2);
        let meaning = match judge {
            Some(judge) => {
                salience::meaning(judge, document, &sentences, stop).map_err(SummaryError::Model)?
            }
            None => None,
        };
        let title = vectors.vector(document.title.as_deref().unwrap_or_default());
        let raw = salience::of(document, &sentences, &vectors, meaning.as_ref());
        check()?;
        progress(0.9);
        let least = raw.iter().copied().fold(f32::MAX, f32::min);
        let most = raw.iter().copied().fold(f32::MIN, f32::max);
        let spread = (most - least).max(1e-6);
        let salience = raw
            .iter()
            .zip(gladness)
            .zip(&vectors.rows)
            .map(|((salience, gladness), row)| {
                // the title repeated in the text
                let repeats = if cosine(row, &title) > SAME { 0.0 } else { 1.0 };
                repeats * gladness * (salience - least) / spread
            })
            .collect();
        Ok(Self {
            document,
            sentences,
            vectors,
            salience,
        })
    }

    /// The best of `among` by salience, each lowered by what it repeats; in the order of choice.
    fn chosen(&self, among: &[usize], budget: Budget) -> Vec<usize> {
        let mut open: Vec<(usize, f32)> = among.iter().map(|index| (*index, 0.0)).collect();
        let mut chosen: Vec<usize> = Vec::new();
        let mut words = 0;
        let salience = |index: usize| self.salience.get(index).copied().unwrap_or(0.0);
        while !budget.is_spent(chosen.len(), words) {
            let best = open
                .iter()
                .enumerate()
                .map(|(at, (index, near))| (salience(*index) - REDUNDANCY * near, at))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((_, at)) = best else { break };
            let (next, _) = open.remove(at);
            let Some((row, sentence)) = self.vectors.rows.get(next).zip(self.sentences.get(next))
            else {
                break;
            };
            for (index, near) in &mut open {
                if let Some(other) = self.vectors.rows.get(*index) {
                    *near = near.max(cosine(row, other));
                }
            }
            words += sentence.text.split_whitespace().count();
            chosen.push(next);
        }
        chosen
    }

    /// A few sentences of every outermost section; of the whole document if it has only one section.
    fn chosen_by_section(&self, length: SummaryLength) -> Vec<usize> {
        let mut sections: Vec<Vec<usize>> = Vec::new();
        let mut before = None;
        for (index, sentence) in self.sentences.iter().enumerate() {
            let section = outermost(self.document, sentence.id);
            match sections.last_mut().filter(|_| before == Some(section)) {
                Some(last) => last.push(index),
                None => sections.push(vec![index]),
            }
            before = Some(section);
        }
        if sections.len() < 2 {
            let all: Vec<usize> = (0..self.sentences.len()).collect();
            return self.chosen(&all, Budget::Sentences(wanted(length, all.len())));
        }
        let each = match length {
            SummaryLength::Short => 1,
            SummaryLength::Medium => 2,
            SummaryLength::Long => 3,
        };
        sections
            .iter()
            .filter(|section| section.len() >= SHORTEST_SECTION)
            .flat_map(|section| {
                let budget = Budget::Sentences(each.min(section.len().div_ceil(3)));
                self.chosen(section, budget)
            })
            .collect()
    }
}

/// How many sentences to choose: a third of a short text, a handful of a long one.
fn wanted(length: SummaryLength, available: usize) -> usize {
    let most = match length {
        SummaryLength::Short => 3,
        SummaryLength::Medium => 6,
        SummaryLength::Long => 12,
    };
    most.min(available.div_ceil(3))
}

#[cfg(test)]
mod tests {
    use super::super::types::Remark;
    use super::*;
    use crate::assistant::sample::{flow, paged, sectioned};
    use crate::document::BlockKind;

    fn chosen(document: &Document, options: SummaryOptions) -> Vec<String> {
        let summary = summarize(document, &options, &Arc::default(), &mut |_| {}).unwrap();
        let sentences = summary.sentences.into_iter();
        sentences.map(|sentence| sentence.text).collect()
    }

    fn of_length(length: SummaryLength) -> SummaryOptions {
        SummaryOptions {
            length,
            ..SummaryOptions::default()
        }
    }

    fn birds(count: usize) -> Vec<String> {
        (0..count)
            .map(|n| format!("The large bird number {n} was seen resting over the wide sea."))
            .collect()
    }

    fn strs(texts: &[String]) -> Vec<&str> {
        texts.iter().map(String::as_str).collect()
    }

    #[test]
    fn lengths_mean_something() {
        let texts = birds(60);
        let document = flow(&strs(&texts));
        let count = |length| chosen(&document, of_length(length)).len();
        assert_eq!(count(SummaryLength::Short), 3);
        assert_eq!(count(SummaryLength::Medium), 6);
        assert_eq!(count(SummaryLength::Long), 12);
    }

    #[test]
    fn section_by_section_every_long_enough_section_is_quoted() {
        let texts = birds(20);
        let texts = strs(&texts);
        let document = sectioned(&[
            ("One", 1, &texts[..9]),
            ("Two", 1, &texts[9..11]),
            ("Three", 1, &texts[11..]),
        ]);
        let long = summarize(
            &document,
            &of_length(SummaryLength::Long),
            &Arc::default(),
            &mut |_| {},
        )
        .unwrap();
        let sections: Vec<_> = long
            .sentences
            .iter()
            .map(|s| s.section.unwrap().0)
            .collect();
        assert_eq!(sections, [0, 0, 0, 2, 2, 2]);
        let short = SummaryOptions {
            sections: true,
            ..of_length(SummaryLength::Short)
        };
        assert_eq!(chosen(&document, short).len(), 2);
    }

    #[test]
    fn what_repeats_a_chosen_sentence_is_passed_over() {
        let document = flow(&[
            "The vaccine reduced severe malaria in young children by half.",
            "The vaccine reduced severe malaria in young children by one half.",
            "Costs of the vaccine were carried by the government of the country.",
            "Side effects of the vaccine were mild in nearly all of the children.",
            "The trial took place in two districts near the large lake.",
            "Nurses visited families of children in both districts every week.",
        ]);
        let found = chosen(&document, of_length(SummaryLength::Short));
        let reduced = found.iter().filter(|text| text.contains("reduced")).count();
        assert_eq!(reduced, 1, "{found:?}");
    }

    #[test]
    fn only_what_is_in_focus_is_quoted() {
        let texts = birds(12);
        let pages: Vec<(u32, &str)> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| (1 + at as u32 / 4, text.as_str()))
            .collect();
        let document = paged(&pages);
        let options = SummaryOptions {
            focus: Focus::Pages { first: 2, last: 2 },
            ..SummaryOptions::default()
        };
        let stop = Arc::default();
        let summary = summarize(&document, &options, &stop, &mut |_| {}).unwrap();
        assert!(
            summary
                .sentences
                .iter()
                .all(|s| s.evidence[0].page == Some(2))
        );
        let remark = Remark::AboutPages { first: 2, last: 2 };
        assert_eq!(summary.remarks, [remark]);
        let drawn: Vec<bool> = summary
            .coverage
            .iter()
            .map(|page| page.share > 0.0)
            .collect();
        assert_eq!(drawn, [false, true, false]);
        assert_ne!(recipe(&options), recipe(&SummaryOptions::default()));
    }

    /// 3,000 pages of 40 sentences. The time limit is generous; an algorithm of quadratic time exceeds it.
    #[test]
    fn three_thousand_pages_are_no_matter() {
        let texts: Vec<String> = (0..120_000)
            .map(|n| {
                format!(
                    "Measure {n} of basin {} was near to value {}.",
                    n % 97,
                    n % 31
                )
            })
            .collect();
        let pages: Vec<(u32, &str)> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| (1 + at as u32 / 40, text.as_str()))
            .collect();
        let document = paged(&pages);
        let found = chosen(&document, SummaryOptions::default());
        assert_eq!(found.len(), 6);
    }

    #[test]
    fn the_rows_of_a_form_are_no_key_sentences() {
        let sentence = "The form is sent to the office of the town before the end of the year.";
        let mut form = flow(&[
            sentence,
            "Name: Ada Placeholder",
            "Town: Bergen",
            "Born: 12 May",
        ]);
        for block in form.blocks.iter_mut().skip(1) {
            block.kind = BlockKind::Field;
        }
        let summary = |options: &SummaryOptions| {
            let made = summarize(&form, options, &Arc::default(), &mut |_| {});
            made.unwrap()
        };
        let whole = summary(&SummaryOptions::default());
        assert_eq!(whole.remarks, [Remark::NoRunningText]);
        assert_eq!(whole.sentences.len(), 4);
    }

    #[test]
    fn stopping_is_heard() {
        let document = flow(&["One sentence of many words is here to be read."]);
        let stopped = summarize(
            &document,
            &SummaryOptions::default(),
            &Arc::new(AtomicBool::new(true)),
            &mut |_| {},
        );
        assert!(matches!(stopped, Err(SummaryError::Cancelled)));
        let empty = summarize(
            &flow(&[]),
            &SummaryOptions::default(),
            &Arc::default(),
            &mut |_| {},
        );
        assert!(matches!(empty, Err(SummaryError::NoText)));
    }
}
