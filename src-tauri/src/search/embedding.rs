//! Makes the vectors of passages, once per model, and stores them with the index: all of them while nobody waits, or
//! the likeliest for a question within a time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::{Question, SEARCHED_APART, Scope, quantized, search};
use crate::document::{Document, DocumentId};
use crate::library::{LibraryError, Shelf};
use crate::weights::{Embedder, EmbedderFolder, ModelError};

/// Number of vectors stored at a time. After a kill, the next run continues after the last batch.
const KEPT_TOGETHER: usize = 32;
/// Number of passages that are likely to answer a question: those that share words with it, and if these are fewer,
/// others from all parts of the documents.
const LIKELY: usize = 300;
/// Number of passages that are embedded to learn how fast the model is.
const TRIED: usize = 2;

/// An embedding model and its thread.
#[derive(Clone, Copy)]
pub struct WithEmbedder<'a> {
    /// The model's folder.
    pub folder: &'a EmbedderFolder,
    /// The thread that owns the model.
    pub embedder: &'a Embedder,
    /// Number of threads for the model; `None` for one per core.
    pub threads: Option<usize>,
}

/// Why passages have no vectors.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddingError {
    /// The model failed.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The index failed.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl WithEmbedder<'_> {
    /// The vector of a question.
    ///
    /// # Errors
    /// [`ModelError`] if the model cannot be loaded, fails or is stopped.
    pub fn question(&self, text: &str, stop: &Arc<AtomicBool>) -> Result<Vec<f32>, ModelError> {
        self.embedder
            .embed_question(self.folder, text, self.threads, stop)
    }

    /// Embeds the passages of documents that have no vector of this model yet; `progress` receives the share that is
    /// done.
    ///
    /// # Errors
    /// [`EmbeddingError`] if the model or the index fails. The vectors stored by then stay.
    pub fn index(
        &self,
        shelf: Shelf<'_>,
        documents: &[DocumentId],
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(f32),
    ) -> Result<(), EmbeddingError> {
        for (index, id) in documents.iter().enumerate() {
            let numbers = shelf.passages_without_vector(&self.folder.fingerprint, id)?;
            if numbers.is_empty() {
                continue;
            }
            let document = shelf.document(id)?;
            for (part, batch) in numbers.chunks(KEPT_TOGETHER).enumerate() {
                let mut passages = Vec::with_capacity(batch.len());
                for number in batch {
                    passages.extend(text(shelf, &document, *number)?);
                }
                self.put(shelf, passages, stop, &mut |done| {
                    let share = (part * KEPT_TOGETHER + done) as f32 / numbers.len() as f32;
                    progress((index as f32 + share) / documents.len() as f32);
                })?;
            }
        }
        Ok(())
    }

    /// Embeds passages that are likely to answer a question and have no vector of this model yet, the likeliest
    /// first, until the time is over. `progress` receives the share of the time or of the passages that is done.
    ///
    /// # Errors
    /// [`EmbeddingError`] if the model or the index fails. The vectors stored by then stay.
    pub fn index_likely(
        &self,
        shelf: Shelf<'_>,
        likely: &Likely<'_>,
        time: Duration,
        stop: &Arc<AtomicBool>,
        progress: &mut dyn FnMut(f32),
    ) -> Result<(), EmbeddingError> {
        let began = Instant::now();
        let order = likely.without_vector(shelf, &self.folder.fingerprint)?;
        let mut documents: BTreeMap<&DocumentId, Arc<Document>> = BTreeMap::new();
        let mut left: &[(DocumentId, i64)] = &order;
        let mut pace: Option<Duration> = None;
        while !left.is_empty() {
            let count = room(time.saturating_sub(began.elapsed()), pace).min(left.len());
            if count == 0 {
                break;
            }
            let (batch, rest) = left.split_at(count);
            left = rest;
            let mut passages = Vec::with_capacity(count);
            for (id, number) in batch {
                let document = match documents.get(id) {
                    Some(document) => document.clone(),
                    None => documents.entry(id).or_insert(shelf.document(id)?).clone(),
                };
                passages.extend(text(shelf, &document, *number)?);
            }
            let before = Instant::now();
            self.put(shelf, passages, stop, &mut |_| {})?;
            pace = Some(before.elapsed() / u32::try_from(count).unwrap_or(u32::MAX));
            let of_time = began.elapsed().as_secs_f32() / time.as_secs_f32();
            let of_passages = 1.0 - left.len() as f32 / order.len() as f32;
            progress(of_time.max(of_passages).min(1.0));
        }
        Ok(())
    }

    /// Embeds passages, which are numbers with texts, and stores their vectors; `embedded` receives the number of
    /// those embedded.
    fn put(
        &self,
        shelf: Shelf<'_>,
        passages: Vec<(i64, String)>,
        stop: &Arc<AtomicBool>,
        embedded: &mut dyn FnMut(usize),
    ) -> Result<(), EmbeddingError> {
        let (numbers, texts): (Vec<i64>, Vec<String>) = passages.into_iter().unzip();
        let vectors = self
            .embedder
            .embed(self.folder, &texts, self.threads, stop, embedded)?;
        let vectors = vectors.iter().map(|vector| quantized(vector));
        let kept: Vec<(i64, Vec<u8>)> = numbers.into_iter().zip(vectors).collect();
        shelf.put_passage_vectors(&self.folder.fingerprint, &kept)?;
        Ok(())
    }
}

/// The number of passages to embed next: as many as the time is enough for, given the time of one.
fn room(left: Duration, of_one: Option<Duration>) -> usize {
    if left.is_zero() {
        return 0;
    }
    match of_one {
        None => TRIED,
        Some(of_one) => {
            let fit = left.as_secs_f64() / of_one.as_secs_f64().max(1e-6);
            (fit as usize).min(KEPT_TOGETHER)
        }
    }
}

/// A question, whose likeliest passages are embedded first.
#[derive(Debug, Clone, Copy)]
pub struct Likely<'a> {
    /// The documents to search.
    pub scope: &'a Scope,
    /// The same documents by their identities.
    pub documents: &'a [DocumentId],
    /// The question in a person's words.
    pub question: &'a str,
}

impl Likely<'_> {
    /// Passages that have no vector of a model yet, the likeliest first: those that words find, and then, if there
    /// are few documents, others evenly spread.
    fn without_vector(
        &self,
        shelf: Shelf<'_>,
        model: &str,
    ) -> Result<Vec<(DocumentId, i64)>, LibraryError> {
        let question = Question {
            text: self.question,
            embedding: None,
        };
        let found = search(shelf, self.scope, question, self.documents.len(), LIKELY)?;
        let mut lacking: BTreeMap<&DocumentId, Vec<i64>> = BTreeMap::new();
        if self.documents.len() <= SEARCHED_APART {
            for id in self.documents {
                lacking.insert(id, shelf.passages_without_vector(model, id)?);
            }
        }
        for found in &found {
            let id = &found.passage.document;
            if !lacking.contains_key(id) {
                lacking.insert(id, shelf.passages_without_vector(model, id)?);
            }
        }
        let mut order: Vec<(DocumentId, i64)> = Vec::new();
        for found in &found {
            let (id, number) = (&found.passage.document, found.passage.number);
            if let Some(numbers) = lacking.get_mut(id)
                // the numbers are in order
                && let Ok(at) = numbers.binary_search(&number)
            {
                numbers.remove(at);
                order.push((id.clone(), number));
            }
        }
        if self.documents.len() <= SEARCHED_APART {
            let share = LIKELY.saturating_sub(order.len()) / self.documents.len().max(1);
            for (id, numbers) in lacking {
                order.extend(spread(&numbers, share).map(|number| (id.clone(), number)));
            }
        }
        Ok(order)
    }
}

/// At most `most` of the numbers, evenly spread. The first of them are spread as well: a half of them stands in all
/// parts, not in the first half.
fn spread(numbers: &[i64], most: usize) -> impl Iterator<Item = i64> {
    let most = most.min(numbers.len());
    // a step that shares no factor with the count visits each once
    let step = (1..=most)
        .filter(|step| greatest_common_divisor(*step, most) == 1)
        .min_by_key(|step| step.abs_diff(most * 382 / 1000))
        .unwrap_or(1);
    (0..most).filter_map(move |turn| {
        let slot = turn * step % most;
        numbers.get(slot * numbers.len() / most).copied()
    })
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    match b {
        0 => a,
        _ => greatest_common_divisor(b, a % b),
    }
}

/// The number and the text of a passage; `None` if it was removed meanwhile.
fn text(
    shelf: Shelf<'_>,
    document: &Document,
    number: i64,
) -> Result<Option<(i64, String)>, LibraryError> {
    let Some(passage) = shelf.passage(number)? else {
        return Ok(None);
    };
    let texts: Vec<&str> = passage
        .sentences
        .iter()
        .filter_map(|id| document.sentences.get(id.0 as usize))
        .map(|sentence| sentence.text.as_str())
        .collect();
    Ok(Some((number, texts.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_visits_each_once_and_its_first_half_is_everywhere() {
        let numbers: Vec<i64> = (100..1100).collect();
        for most in [0, 1, 2, 7, 300, 1000, 5000] {
            let mut spread: Vec<i64> = spread(&numbers, most).collect();
            assert_eq!(spread.len(), most.min(1000));
            let first_half = &spread[..spread.len() / 2];
            if most >= 300 {
                for part in 0..10 {
                    let part = 100 + part * 100..200 + part * 100;
                    assert!(first_half.iter().any(|number| part.contains(number)));
                }
            }
            spread.sort_unstable();
            spread.dedup();
            assert_eq!(spread.len(), most.min(1000));
        }
        assert_eq!(spread(&[], 5).count(), 0);
    }

    #[test]
    fn as_many_are_embedded_as_there_is_time_for() {
        let ms = Duration::from_millis;
        assert_eq!(room(ms(0), None), 0);
        assert_eq!(room(ms(500), None), TRIED);
        assert_eq!(room(ms(500), Some(ms(100))), 5);
        assert_eq!(room(ms(90), Some(ms(100))), 0);
        assert_eq!(room(ms(500), Some(ms(0))), KEPT_TOGETHER);
    }
}
