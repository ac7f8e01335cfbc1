//! Passages in the form a reader takes: runs of sentences, packed into windows.
//!
//! Overlapping passages become one run of sentences again. Runs stand in the window in document order, as many as
//! fit. A run that is longer than a window is cut into several that overlap, so that an answer at a cut is whole
//! in one of them. An answer never spans two runs.

use std::ops::Range;

use super::references::Citing;
use crate::document::{Document, SentenceId, headings_above};
use crate::search::FoundPassage;

/// Number of tokens that neighbouring windows of one run share.
const STRIDE: usize = 128;

/// Consecutive sentences, as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The sentences, joined by spaces.
    pub text: String,
    /// Each sentence with its byte range in `text`.
    pub sentences: Vec<(SentenceId, Range<usize>)>,
    /// The best BM25 score among its passages.
    pub words: f32,
    /// The place of the best of its passages in the search, from 0.
    pub place: usize,
    /// The titles of its section and of those that contain it, the outermost first; empty without sections.
    pub head: String,
    /// How its document points at its references.
    pub citing: Citing,
}

impl Run {
    /// The run of these sentences of a document.
    fn of(
        document: &Document,
        ids: &[SentenceId],
        words: f64,
        place: usize,
        citing: Citing,
    ) -> Self {
        let mut text = String::new();
        let mut sentences = Vec::new();
        for id in ids {
            let Some(sentence) = document.sentences.get(id.0 as usize) else {
                continue;
            };
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&sentence.text);
            sentences.push((*id, start..text.len()));
        }
        Self {
            text,
            sentences,
            words: words as f32,
            place,
            head: ids
                .first()
                .map_or_else(String::new, |id| headings_above(document, *id).join(" - ")),
            citing,
        }
    }
}

/// The matching passages of a document as runs, in document order. Overlapping passages are merged if they are
/// read `together`.
pub fn runs(document: &Document, found: &[FoundPassage], together: bool) -> Vec<Run> {
    let mut passages: Vec<(&[SentenceId], f64, usize)> = found
        .iter()
        .enumerate()
        .map(|(place, found)| (found.passage.sentences.as_slice(), found.words, place))
        .collect();
    passages.sort_by(|a, b| a.0.cmp(b.0));
    let mut joined: Vec<(Vec<SentenceId>, f64, usize)> = Vec::new();
    for (passage, words, place) in passages {
        match joined.last_mut() {
            // neighbours share the sentence where one ends and the other begins
            Some((last, best, first)) if together && last.last() == passage.first() => {
                last.extend(passage.iter().skip(1));
                *best = best.max(words);
                *first = place.min(*first);
            }
            _ => joined.push((passage.to_vec(), words, place)),
        }
    }
    let citing = Citing::of(document);
    joined
        .iter()
        .map(|(ids, words, place)| Run::of(document, ids, *words, *place, citing))
        .collect()
}

/// A stretch of tokens of one run within a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The run's index.
    pub(super) run: usize,
    /// The range of its tokens.
    pub(super) tokens: Range<usize>,
}

/// Packs runs with these token counts into windows of at most `budget` tokens, several runs into one only if
/// `together`.
pub(super) fn windows(lengths: &[usize], budget: usize, together: bool) -> Vec<Vec<Stretch>> {
    let stride = STRIDE.min(budget / 2);
    let mut windows: Vec<Vec<Stretch>> = Vec::new();
    let mut left = 0;
    for (run, &length) in lengths.iter().enumerate() {
        if length == 0 {
            continue;
        }
        if length <= budget {
            if length > left || !together {
                windows.push(Vec::new());
                left = budget;
            }
            left -= length;
            let tokens = 0..length;
            if let Some(window) = windows.last_mut() {
                window.push(Stretch { run, tokens });
            }
            continue;
        }
        let mut start = 0;
        loop {
            let end = (start + budget).min(length);
            windows.push(vec![Stretch {
                run,
                tokens: start..end,
            }]);
            if end == length {
                break;
            }
            start = end - stride;
        }
        left = 0;
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(lengths: &[usize], budget: usize) -> Vec<Vec<(usize, Range<usize>)>> {
        windows(lengths, budget, true)
            .into_iter()
            .map(|window| window.into_iter().map(|s| (s.run, s.tokens)).collect())
            .collect()
    }

    #[test]
    fn runs_share_a_window_while_they_fit() {
        assert_eq!(
            shown(&[40, 50, 0, 20], 100),
            [vec![(0, 0..40), (1, 0..50)], vec![(3, 0..20)]]
        );
        assert_eq!(shown(&[], 100), Vec::<Vec<_>>::new());
        assert_eq!(windows(&[40, 50, 0, 20], 100, false).len(), 3);
    }

    #[test]
    fn a_long_run_is_cut_into_windows_that_overlap() {
        assert_eq!(
            shown(&[700], 400),
            [vec![(0, 0..400)], vec![(0, 272..672)], vec![(0, 544..700)]]
        );
    }

    proptest! {
        #[test]
        fn every_token_is_read_and_no_window_is_too_long(
            lengths in prop::collection::vec(0usize..900, 0..20),
            budget in 1usize..600,
            together in any::<bool>(),
        ) {
            let mut read: Vec<Vec<bool>> = lengths.iter().map(|l| vec![false; *l]).collect();
            for window in windows(&lengths, budget, together) {
                let mut length = 0;
                for stretch in window {
                    length += stretch.tokens.len();
                    prop_assert!(together || length == stretch.tokens.len());
                    for token in stretch.tokens {
                        read[stretch.run][token] = true;
                    }
                }
                prop_assert!((1..=budget).contains(&length));
            }
            prop_assert!(read.iter().flatten().all(|token| *token));
        }
    }
}
