//! Finds passages for a question: always by their words, and also by their meaning if there is an embedding model.
//! Both lists are fused, and every document in question gets its share.
//!
//! Words: BM25 over SQLite's FTS5. Meaning: cosine of sentence embeddings. Fusion: reciprocal ranks
//! (Cormack, Clarke and Büttcher 2009), which does not need scores on one scale.

mod embedding;
mod found;
mod fusion;
mod query;
mod share;

use std::collections::HashMap;

pub use embedding::{EmbeddingError, WithEmbedder};
pub use found::{FoundPassage, ONE_DOCUMENT};
pub use query::{all_of, content_words, has_function_word};

use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf, Within};
use query::fts_query;

/// Number of passages that are ranked before documents get their shares: enough for each of a few dozen documents to
/// be among them.
const MOST_RANKED: usize = 400;
/// Up to this number of documents, each is searched on its own, so that none is crowded out.
const SEARCHED_APART: usize = 24;

/// The documents that a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All documents.
    Everything,
    /// The named documents.
    Documents(Vec<DocumentId>),
}

/// A question to the index.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The question in a person's words.
    pub text: &'a str,
    /// The question's embedding, if there is an embedding model.
    pub embedding: Option<Embedding<'a>>,
}

/// A vector of unit length, and the model that made it.
#[derive(Debug, Clone, Copy)]
pub struct Embedding<'a> {
    /// The model's fingerprint.
    pub model: &'a str,
    /// The numbers of the vector.
    pub vector: &'a [f32],
}

/// The best passages for a question, best first: at most `wanted` passages from at most `documents` documents. Each
/// document gets its share, as `share` explains.
///
/// # Errors
/// [`LibraryError`] if the database fails.
pub fn search(
    shelf: Shelf<'_>,
    scope: &Scope,
    question: Question<'_>,
    documents: usize,
    wanted: usize,
) -> Result<Vec<FoundPassage>, LibraryError> {
    let apart: Vec<&DocumentId> = match scope {
        Scope::Documents(documents) if documents.len() <= SEARCHED_APART => {
            documents.iter().collect()
        }
        _ => Vec::new(),
    };
    let mut ranked: Vec<FoundPassage> = Vec::new();
    if apart.is_empty() {
        ranked = rank(shelf, Within::Everything, question)?;
        if let Scope::Documents(documents) = scope {
            ranked.retain(|found| documents.contains(&found.passage.document));
        }
    }
    for document in apart {
        ranked.extend(rank(shelf, Within::Document(document), question)?);
    }
    Ok(share::shared(ranked, documents, wanted))
}

/// The passages of a part of the index by words and meaning, fused, best first.
fn rank(
    shelf: Shelf<'_>,
    within: Within<'_>,
    question: Question<'_>,
) -> Result<Vec<FoundPassage>, LibraryError> {
    let mut lists: Vec<Vec<i64>> = Vec::new();
    let mut words: HashMap<i64, f64> = HashMap::new();
    if let Some(query) = fts_query(question.text) {
        let found = shelf.passages_by_words(&query, within, MOST_RANKED)?;
        lists.push(found.iter().map(|(number, _)| *number).collect());
        // A rare word weighs more if more passages lack it.
        let size = shelf.passage_numbers()?.max(ONE_DOCUMENT) as f64;
        let scale = (1.0 + ONE_DOCUMENT as f64).ln() / (1.0 + size).ln();
        words.extend(
            found
                .into_iter()
                .map(|(number, score)| (number, score * scale)),
        );
    }
    if let Some(embedding) = question.embedding {
        lists.push(by_meaning(shelf, within, embedding)?);
    }
    let mut found = Vec::new();
    for (number, score) in fusion::fused(&lists, MOST_RANKED) {
        // The passages of a removed document stay in the index until it is purged.
        if let Some(passage) = shelf.passage(number)? {
            let words = words.get(&number).copied().unwrap_or(0.0);
            found.push(FoundPassage {
                passage,
                score,
                words,
            });
        }
    }
    Ok(found)
}

/// The passages nearest to a vector, nearest first.
fn by_meaning(
    shelf: Shelf<'_>,
    within: Within<'_>,
    embedding: Embedding<'_>,
) -> Result<Vec<i64>, LibraryError> {
    let question = quantized(embedding.vector);
    let mut near: Vec<(i32, i64)> = Vec::new();
    shelf.passage_vectors(embedding.model, within, &mut |number, vector| {
        if vector.len() == question.len() {
            near.push((product(&question, vector), number));
        }
    })?;
    near.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(MOST_RANKED);
    Ok(near.into_iter().map(|(_, number)| number).collect())
}

/// A vector of unit length as the library stores it: a signed byte per dimension, where 127 stands for 1.
pub fn quantized(vector: &[f32]) -> Vec<u8> {
    vector
        .iter()
        .map(|value| (value * 127.0).round().clamp(-127.0, 127.0) as i8 as u8)
        .collect()
}

fn product(a: &[u8], b: &[u8]) -> i32 {
    a.iter()
        .zip(b)
        .map(|(a, b)| i32::from(*a as i8) * i32::from(*b as i8))
        .sum()
}

#[cfg(test)]
pub(crate) mod tests;
