//! Passages are laid into windows and read.
//!
//! How long a window may be is the reader's to say: a model spreads its attention over all of it, and one
//! that was trained on short windows loses its way in long ones, see [`super::profile`].
//!
//! Passages that overlap become one run of sentences again. Runs stand in the window in document order,
//! as many as fit; a run that fits into no window is cut into several that overlap, so that an answer at a
//! cut is whole in one of them. No answer reaches from one run into another.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::profile::ReaderProfile;
use super::spans::{self, Span};
use super::{AskError, WithReader};
use crate::document::{Document, SentenceId};
use crate::search::FoundPassage;
use crate::views::Stage;
use crate::weights::{ReaderFolder, Reading};

/// Tokens that neighbouring windows of one run share.
const STRIDE: usize = 128;
/// Loading is this share of the bar.
const LOADING: f32 = 0.2;

/// How is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How the reader is used.
    pub profile: ReaderProfile,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
}

/// Consecutive sentences, as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The sentences, joined by spaces.
    pub text: String,
    /// Each sentence and its bytes in `text`.
    pub sentences: Vec<(SentenceId, Range<usize>)>,
    /// The best BM25 score of its passages.
    pub words: f32,
}

impl Run {
    /// Of these sentences of a document.
    fn of(document: &Document, ids: &[SentenceId], words: f64) -> Self {
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
        }
    }
}

/// The found passages of a document as runs, in document order; those that overlap become one where they
/// are read `together`.
pub fn runs(document: &Document, found: &[FoundPassage], together: bool) -> Vec<Run> {
    let mut passages: Vec<(&[SentenceId], f64)> = found
        .iter()
        .map(|found| (found.passage.sentences.as_slice(), found.words))
        .collect();
    passages.sort_by(|a, b| a.0.cmp(b.0));
    let mut joined: Vec<(Vec<SentenceId>, f64)> = Vec::new();
    for (passage, words) in passages {
        match joined.last_mut() {
            // neighbours share the sentence where one ends and the other begins
            Some((last, best)) if together && last.last() == passage.first() => {
                last.extend(passage.iter().skip(1));
                *best = best.max(words);
            }
            _ => joined.push((passage.to_vec(), words)),
        }
    }
    joined
        .iter()
        .map(|(ids, words)| Run::of(document, ids, *words))
        .collect()
}

/// Tokens of a run that stand together in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which run.
    pub(super) run: usize,
    /// Which of its tokens.
    pub(super) tokens: Range<usize>,
}

/// Reads runs of one document and tells the answers they hold, best first; `progress` hears the share done.
///
/// # Errors
/// Of the model, or [`AskError::Cancelled`].
pub fn read(
    with: WithReader<'_>,
    question: &str,
    runs: &[Run],
    options: Options,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Span>, AskError> {
    let folder = with.folder;
    let limit = options.profile.window.min(folder.positions);
    let mut asked = folder.encode(question)?.ids;
    // half of the window is left for the text, however the question is made of rare characters
    asked.truncate((limit / 2).saturating_sub(folder.markers()));
    let budget = limit.saturating_sub(asked.len() + folder.markers()).max(1);
    let encoded = encode(folder, runs)?;
    let lengths: Vec<usize> = encoded.iter().map(|run| run.ids.len()).collect();
    let windows = windows(&lengths, budget, options.profile.together());
    let inputs = windows
        .iter()
        .map(|window| {
            let text: Vec<u32> = window
                .iter()
                .filter_map(|stretch| encoded.get(stretch.run)?.ids.get(stretch.tokens.clone()))
                .flatten()
                .copied()
                .collect();
            folder.input(&asked, &text)
        })
        .collect();
    let scores = with.reader.read(
        folder,
        inputs,
        options.threads,
        stop,
        &mut |event| match event {
            Reading::Loading => progress(Stage::LoadingModel, 0.0),
            Reading::Read(done) => {
                let done = done as f32 / windows.len().max(1) as f32;
                progress(Stage::Encoding, LOADING + (1.0 - LOADING) * done);
            }
        },
    )?;
    Ok(spans::best(
        runs,
        &encoded,
        &windows,
        &scores,
        &options.profile,
    ))
}

fn encode(
    folder: &ReaderFolder,
    runs: &[Run],
) -> Result<Vec<bigbird_pegasus::tokenizer::Encoding>, AskError> {
    let mut encoded = Vec::with_capacity(runs.len());
    for run in runs {
        encoded.push(folder.encode(&run.text)?);
    }
    Ok(encoded)
}

/// Packs runs of so many tokens into windows of at most `budget`, several into one only if `together`.
fn windows(lengths: &[usize], budget: usize, together: bool) -> Vec<Vec<Stretch>> {
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
