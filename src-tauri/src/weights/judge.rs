//! The starter model as a judge of sentences: what each of them means, and how likely a summary would be made
//! of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Embedder, EmbedderFolder, ModelError, starter};

/// With more sentences the model would keep a person waiting; they are chosen without it.
const MOST_SENTENCES: usize = 3000;

/// The starter model's sentence encoder. Clones share it.
#[derive(Clone)]
pub struct Judge {
    folder: EmbedderFolder,
    embedder: Embedder,
    threads: Option<usize>,
}

/// What the sentences of a document mean, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// Their vectors, of unit length.
    vectors: Vec<Vec<f32>>,
    /// The title's; empty where there is no title.
    title: Vec<f32>,
}

impl Judge {
    /// The starter model, where there is one; nothing is loaded yet. On `threads` threads, or one per core.
    ///
    /// # Errors
    /// Its folder, and [`ModelError`] saying what is wrong with it.
    pub fn of_starter(threads: Option<usize>) -> Result<Option<Self>, (PathBuf, ModelError)> {
        let Some(path) = starter::folder() else {
            return Ok(None);
        };
        match EmbedderFolder::open(&path) {
            Ok(folder) => Ok(Some(Self {
                folder,
                embedder: Embedder::start(),
                threads,
            })),
            Err(error) => Err((path, error)),
        }
    }

    /// What summaries that it had a hand in are kept under.
    pub fn fingerprint(&self) -> &str {
        &self.folder.fingerprint
    }

    /// What sentences mean; `None` for more of them than it reads.
    ///
    /// # Errors
    /// [`ModelError::Cancelled`] within a second of `stop`; otherwise what is wrong with the model.
    pub fn meaning(
        &self,
        title: &str,
        sentences: &[&str],
        stop: &Arc<AtomicBool>,
    ) -> Result<Option<Meaning>, ModelError> {
        if sentences.len() > MOST_SENTENCES {
            return Ok(None);
        }
        let texts: Vec<String> = sentences
            .iter()
            .chain(Some(&title).filter(|title| !title.is_empty()))
            .map(|text| (*text).to_owned())
            .collect();
        let mut vectors =
            self.embedder
                .embed(&self.folder, &texts, self.threads, stop, &mut |_| {})?;
        let title = match vectors.len() > sentences.len() {
            true => vectors.pop().unwrap_or_default(),
            false => Vec::new(),
        };
        Ok(Some(Meaning { vectors, title }))
    }
}

impl Meaning {
    /// Of each sentence its cosine with the mean of all and with the title, and the head's judgement.
    pub(crate) fn features(&self) -> Vec<[f32; 3]> {
        let width = self.vectors.first().map_or(0, Vec::len);
        let mut mean = vec![0f32; width];
        for vector in &self.vectors {
            mean.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        let length = product(&mean, &mean).sqrt().max(f32::MIN_POSITIVE);
        self.vectors
            .iter()
            .map(|vector| {
                [
                    product(vector, &mean) / length,
                    product(vector, &self.title),
                    0.0,
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
        };
        let features = meaning.features();
        assert!(features[1][0] > features[0][0] && features[1][0] > features[2][0]);
        assert_eq!(features[2][1], 1.0);
        let untitled = Meaning {
            title: Vec::new(),
            ..meaning
        };
        assert!(untitled.features().iter().all(|row| row[1] == 0.0));
        let empty = Meaning {
            vectors: Vec::new(),
            title: Vec::new(),
        };
        assert!(empty.features().is_empty());
    }
}
