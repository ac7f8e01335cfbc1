//! Packs passages into windows and has the model read them.
//!
//! The reader determines the length of a window: a model spreads its attention over all of it, and one that was
//! trained on short windows works badly on long ones, see [`super::profile`].

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::error::AskError;
use super::profile::ReaderProfile;
use super::request::WithReader;
use super::runs::{Run, Stretch, windows};
use super::spans::{self, Span};
use crate::document::SentenceId;
use crate::search::WithEmbedder;
use crate::stage::Stage;
use crate::weights::{ReaderFolder, Reading};

/// Most tokens of the headings in front of a passage, as in the reader's training.
const HEAD_TOKENS: usize = 24;

/// The share of the progress bar that loading takes.
const LOADING: f32 = 0.2;

/// A question as the model understands it that finds passages by meaning.
#[derive(Clone, Copy)]
pub struct Meant<'a> {
    /// The model.
    pub with: WithEmbedder<'a>,
    /// The question's vector.
    pub vector: &'a [f32],
}

/// Settings of the reading.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The reader's profile.
    pub profile: ReaderProfile,
    /// What answering sentences are compared with; `None` if no model does.
    pub meant: Option<Meant<'a>>,
    /// Threads for the model; `None` for one per core.
    pub threads: Option<usize>,
}

/// Reads runs of one document and returns the answers in them, best first; `progress` receives the share done, 0
/// to 1.
///
/// # Errors
/// Errors of the model, or [`AskError::Cancelled`].
pub fn read(
    with: WithReader<'_>,
    question: &str,
    runs: &[Run],
    options: Options<'_>,
    stop: &Arc<AtomicBool>,
    progress: &mut dyn FnMut(Stage, f32),
) -> Result<Vec<Span>, AskError> {
    let folder = with.folder;
    let limit = options.profile.window.min(folder.positions);
    let mut asked = folder.encode(question)?.ids;
    // half of the window stays for the text, even if the question consists of rare characters
    asked.truncate((limit / 2).saturating_sub(folder.markers()));
    let heads = heads(folder, runs, options.profile)?;
    let longest = heads.iter().map(Vec::len).max().unwrap_or(0);
    let budget = limit
        .saturating_sub(asked.len() + folder.markers() + longest)
        .max(1);
    let encoded = encode(folder, runs)?;
    let lengths: Vec<usize> = encoded.iter().map(|run| run.ids.len()).collect();
    let windows = windows(&lengths, budget, options.profile.together());
    let inputs = windows
        .iter()
        .map(|window| {
            let text = window
                .iter()
                .filter_map(|stretch| encoded.get(stretch.run)?.ids.get(stretch.tokens.clone()))
                .flatten();
            let text: Vec<u32> = head_of(&heads, window)
                .iter()
                .chain(text)
                .copied()
                .collect();
            folder.input(&asked, &text)
        })
        .collect();
    let mut scores =
        with.reader.read(
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
    // no answer stands in a heading
    for (window, scores) in windows.iter().zip(&mut scores) {
        let head = head_of(&heads, window).len();
        scores.start.drain(..head.min(scores.start.len()));
        scores.end.drain(..head.min(scores.end.len()));
    }
    let mut spans = spans::best(
        question,
        runs,
        &encoded,
        &windows,
        &scores,
        &options.profile,
    );
    if let Some(meant) = options.meant {
        compare(&mut spans, runs, meant, stop)?;
        spans::rank(&mut spans, &options.profile);
    }
    Ok(spans)
}

/// Compares the question with the sentence of each span by meaning.
fn compare(
    spans: &mut [Span],
    runs: &[Run],
    meant: Meant<'_>,
    stop: &Arc<AtomicBool>,
) -> Result<(), AskError> {
    let mut ids: Vec<SentenceId> = spans
        .iter()
        .filter_map(|span| span.sentences.first().copied())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let text = |id: &SentenceId| {
        runs.iter().find_map(|run| {
            let (_, range) = run.sentences.iter().find(|(of_run, _)| of_run == id)?;
            run.text.get(range.clone())
        })
    };
    let texts: Vec<String> = ids
        .iter()
        .map(|id| text(id).unwrap_or_default().to_owned())
        .collect();
    let with = meant.with;
    let vectors = with
        .embedder
        .embed(with.folder, &texts, with.threads, stop, &mut |_| {})?;
    let cosines: Vec<f32> = vectors
        .iter()
        .map(|vector| vector.iter().zip(meant.vector).map(|(a, b)| a * b).sum())
        .collect();
    for span in spans {
        let at = span
            .sentences
            .first()
            .and_then(|id| ids.binary_search(id).ok());
        if let Some(cosine) = at.and_then(|at| cosines.get(at)) {
            span.features.alike = *cosine;
        }
    }
    Ok(())
}

/// What stands in front of each run: its headings, if the reader was trained with them and runs have windows of their
/// own.
fn heads(
    folder: &ReaderFolder,
    runs: &[Run],
    profile: ReaderProfile,
) -> Result<Vec<Vec<u32>>, AskError> {
    let mut heads = Vec::with_capacity(runs.len());
    for run in runs {
        let mut head = Vec::new();
        if profile.headings && !profile.together() && !run.head.is_empty() {
            head = folder.encode(&format!("{}: ", run.head))?.ids;
            head.truncate(HEAD_TOKENS);
        }
        heads.push(head);
    }
    Ok(heads)
}

/// The tokens in front of a window.
fn head_of<'a>(heads: &'a [Vec<u32>], window: &[Stretch]) -> &'a [u32] {
    let head = window.first().and_then(|stretch| heads.get(stretch.run));
    head.map_or(&[], Vec::as_slice)
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
