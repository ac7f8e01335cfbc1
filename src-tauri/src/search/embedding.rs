//! Makes the vectors of passages, once per model, and stores them with the index.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::quantized;
use crate::document::{Document, DocumentId, SentenceId};
use crate::library::{LibraryError, Shelf};
use crate::weights::{Embedder, EmbedderFolder, ModelError};

/// Number of vectors stored at a time. After a kill, the next run continues after the last batch.
const KEPT_TOGETHER: usize = 32;

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
            for (part, numbers) in numbers.chunks(KEPT_TOGETHER).enumerate() {
                let mut texts = Vec::with_capacity(numbers.len());
                for number in numbers {
                    let sentences = shelf.passage(*number)?.map(|passage| passage.sentences);
                    texts.push(text(&document, &sentences.unwrap_or_default()));
                }
                let vectors =
                    self.embedder
                        .embed(self.folder, &texts, self.threads, stop, &mut |done| {
                            let done = (part * KEPT_TOGETHER + done) as f32;
                            let share = done / (numbers.len().max(1) as f32 + done);
                            progress((index as f32 + share) / documents.len() as f32);
                        })?;
                let kept: Vec<(i64, Vec<u8>)> = numbers
                    .iter()
                    .copied()
                    .zip(vectors.iter().map(|vector| quantized(vector)))
                    .collect();
                shelf.put_passage_vectors(&self.folder.fingerprint, &kept)?;
            }
        }
        Ok(())
    }
}

fn text(document: &Document, sentences: &[SentenceId]) -> String {
    let texts: Vec<&str> = sentences
        .iter()
        .filter_map(|id| document.sentences.get(id.0 as usize))
        .map(|sentence| sentence.text.as_str())
        .collect();
    texts.join(" ")
}
