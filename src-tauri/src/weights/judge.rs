//! The starter model as a judge of sentences: what each one means, and how likely it is to be part of a summary.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use pagewing_models::SalienceHead;
use pagewing_models::salience::PLACES;

use super::folder::checkpoint;
use super::{Embedder, EmbedderFolder, ModelError, starter};

/// Most sentences that the model judges. More would keep a person waiting, so they are chosen without it.
const MOST_SENTENCES: usize = 3000;

/// The starter model's sentence encoder. Clones share it.
#[derive(Clone)]
pub struct Judge {
    folder: EmbedderFolder,
    embedder: Embedder,
    head: Option<Arc<SalienceHead>>,
    threads: Option<usize>,
}

/// A sentence with its section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The sentence's text.
    pub text: &'a str,
    /// The section's number in the document, from 0. Sentences of a section are consecutive.
    pub section: usize,
}

/// The meaning of a document's sentences, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// One vector per sentence, of unit length.
    vectors: Vec<Vec<f32>>,
    /// The title's vector; empty if there is no title.
    title: Vec<f32>,
    /// One score per sentence: how likely it is to be part of a summary. Empty without a head.
    judged: Vec<f32>,
}

impl Judge {
    /// Opens the starter model, if there is one, without loading it. It will run on `threads` threads, or one per
    /// core.
    ///
    /// # Errors
    /// The starter's folder and a [`ModelError`], if the folder is incomplete or damaged.
    pub fn of_starter(threads: Option<usize>) -> Result<Option<Self>, (PathBuf, ModelError)> {
        let Some(path) = starter::folder() else {
            return Ok(None);
        };
        let open = || {
            let folder = EmbedderFolder::open(&path)?;
            let head = SalienceHead::load(&checkpoint(&path)?, folder.width())?;
            Ok(Self {
                folder,
                embedder: Embedder::start(),
                head: head.map(Arc::new),
                threads,
            })
        };
        open().map(Some).map_err(|error| (path.clone(), error))
    }

    /// The meaning of sentences; `None` if there are more than it judges.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second after `stop` is set; any other [`ModelError`] if the model cannot be
    /// loaded or fails.
    pub fn meaning(
        &self,
        title: &str,
        sentences: &[Placed<'_>],
        stop: &Arc<AtomicBool>,
    ) -> Result<Option<Meaning>, ModelError> {
        if sentences.len() > MOST_SENTENCES {
            return Ok(None);
        }
        let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text).collect();
        let section = |at: usize| sentences.get(at).map(|sentence| sentence.section);
        let begins = |at: usize| at == 0 || section(at) != section(at - 1);
        let mut windows = self.folder.windows(&texts, begins)?;
        let titled = !title.is_empty();
        if titled {
            windows.extend(self.folder.windows(&[title], |_| true)?);
        }
        let (folder, threads) = (&self.folder, self.threads);
        let embedded = self
            .embedder
            .embed_windows(folder, windows, threads, stop, &mut |_| {})?;
        let mut vectors: Vec<Vec<f32>> = embedded.into_iter().flatten().collect();
        let title = match titled {
            true => vectors.pop().unwrap_or_default(),
            false => Vec::new(),
        };
        let judged = match &self.head {
            Some(head) => head.scores(&vectors, &places(sentences))?,
            None => Vec::new(),
        };
        Ok(Some(Meaning {
            vectors,
            title,
            judged,
        }))
    }
}

/// The places of sentences, as the head takes them.
fn places(sentences: &[Placed<'_>]) -> Vec<[f32; PLACES - 1]> {
    let last = |count: usize| count.saturating_sub(1).max(1) as f32;
    let runs: Vec<&[Placed<'_>]> = sentences
        .chunk_by(|one, next| one.section == next.section)
        .collect();
    let mut all = Vec::with_capacity(sentences.len());
    for (run, part) in runs.iter().enumerate() {
        for (at, sentence) in part.iter().enumerate() {
            let words = sentence.text.split_whitespace().count() as f32;
            all.push([
                all.len() as f32 / last(sentences.len()),
                at as f32 / last(part.len()),
                f32::from(u8::from(at == 0)),
                run as f32 / last(runs.len()),
                words.ln_1p() / 4.0,
            ]);
        }
    }
    all
}

impl Meaning {
    /// For each sentence, its cosine with the mean of all sentences and with the title, and the head's score.
    pub(crate) fn features(&self) -> Vec<[f32; 3]> {
        let width = self.vectors.first().map_or(0, Vec::len);
        let mut mean = vec![0f32; width];
        for vector in &self.vectors {
            mean.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        let length = product(&mean, &mean).sqrt().max(f32::MIN_POSITIVE);
        let judged = self.judged.iter().copied().chain(std::iter::repeat(0.0));
        self.vectors
            .iter()
            .zip(judged)
            .map(|(vector, judged)| {
                [
                    product(vector, &mean) / length,
                    product(vector, &self.title),
                    judged,
                ]
            })
            .collect()
    }
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_title_are_near() {
        let meaning = Meaning {
            vectors: vec![vec![1.0, 0.0], vec![0.8, 0.6], vec![0.0, 1.0]],
            title: vec![0.0, 1.0],
            judged: vec![0.5, 0.25, 2.0],
        };
        let features = meaning.features();
        assert!(features[1][0] > features[0][0] && features[1][0] > features[2][0]);
        assert_eq!(features[2][1..], [1.0, 2.0]);
        let untitled = Meaning {
            title: Vec::new(),
            ..meaning
        };
        assert!(untitled.features().iter().all(|row| row[1] == 0.0));
        let empty = Meaning {
            vectors: Vec::new(),
            title: Vec::new(),
            judged: Vec::new(),
        };
        assert!(empty.features().is_empty());
    }

    #[test]
    fn places_are_those_that_the_head_was_trained_on() {
        let placed = |text, section| Placed { text, section };
        let sentences = [
            placed("One two three", 0),
            placed("One", 0),
            placed("One", 0),
            placed("", 2),
        ];
        let places = places(&sentences);
        assert_eq!(places[0][..4], [0.0, 0.0, 1.0, 0.0]);
        assert_eq!(places[1][..4], [1.0 / 3.0, 0.5, 0.0, 0.0]);
        assert_eq!(places[3], [1.0, 0.0, 1.0, 1.0, 0.0]);
        assert!((places[0][4] - 4f32.ln() / 4.0).abs() < 1e-6);
    }
}
