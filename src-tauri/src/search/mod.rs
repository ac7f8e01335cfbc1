//! Finds passages for a question: always by their words, and also by their meaning if there is an embedding model.
//! Both are added up, and every document in question gets its share.
//!
//! Words: BM25 over SQLite's FTS5. Meaning: cosine of sentence embeddings. `fusion` adds the two. A question that
//! names a kind of section is looked up there first, see `sections`.

mod embedding;
mod found;
mod fusion;
mod neighbours;
mod query;
mod related;
mod sections;
mod share;
mod stop_words;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub use embedding::{EmbeddingError, Likely, WithEmbedder};
pub use found::{FoundPassage, ONE_DOCUMENT};
pub use neighbours::with_neighbours;
pub use query::{all_of, content_words, has_function_word};
pub use related::related;
pub use sections::{SectionTopic, Topic};
pub use stop_words::{english_share, function_words, without_asking};

use crate::document::DocumentId;
use crate::library::{LibraryError, Shelf, Within};
use query::words_query;
use sections::places;

/// Number of passages that are ranked before documents get their shares: enough for each of a few dozen documents to
/// be among them.
const MOST_RANKED: usize = 400;
/// The product of a quantized vector of unit length with itself.
const UNIT: f64 = 127.0 * 127.0;
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
    let words = by_words(shelf, within, question.text)?;
    let near = match question.embedding {
        Some(embedding) => by_meaning(shelf, within, embedding)?,
        None => HashMap::new(),
    };
    let mut found = Vec::new();
    for (number, score) in fusion::fused(&words, &near, MOST_RANKED) {
        // its document may have been removed this moment
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

/// The passages with words of the question, and those in the sections that it names, with their scores.
fn by_words(
    shelf: Shelf<'_>,
    within: Within<'_>,
    question: &str,
) -> Result<HashMap<i64, f64>, LibraryError> {
    let analyzers = shelf.analyzers(within)?;
    // A rare word weighs more if more passages lack it.
    let size = shelf.passage_numbers()?.max(ONE_DOCUMENT) as f64;
    let scale = (1.0 + ONE_DOCUMENT as f64).ln() / (1.0 + size).ln();
    let mut scores: HashMap<i64, f64> = HashMap::new();
    let everywhere = matches!(within, Within::Everything);
    if let Some(query) = words_query(question, &analyzers, everywhere) {
        for (number, score) in shelf.passages_by_words(&query.text, within, MOST_RANKED)? {
            scores.insert(number, score * scale / query.weight as f64);
        }
    }
    let Some(places) = places(question, &analyzers) else {
        return Ok(scores);
    };
    // in a library, the funding of every paper would otherwise come before the one that is asked about
    let mut add = |number: i64, score: f64| match scores.entry(number) {
        Entry::Occupied(mut entry) => *entry.get_mut() += score,
        Entry::Vacant(entry) if !everywhere => {
            entry.insert(score);
        }
        Entry::Vacant(_) => {}
    };
    if let Some(query) = &places.text {
        for (number, score) in shelf.passages_by_words(query, within, MOST_RANKED)? {
            add(number, score * scale);
        }
    }
    for (query, bonus) in &places.headings {
        for (number, _) in shelf.passages_by_words(query, within, MOST_RANKED)? {
            add(number, *bonus);
        }
    }
    Ok(scores)
}

/// The cosines of a vector and the passages that have one.
fn by_meaning(
    shelf: Shelf<'_>,
    within: Within<'_>,
    embedding: Embedding<'_>,
) -> Result<HashMap<i64, f64>, LibraryError> {
    let question = quantized(embedding.vector);
    let mut near: HashMap<i64, f64> = HashMap::new();
    shelf.passage_vectors(embedding.model, within, &mut |number, vector| {
        if vector.len() == question.len() {
            let cosine = f64::from(product(&question, vector)) / UNIT;
            near.insert(number, cosine);
        }
    })?;
    Ok(near)
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
mod places_tests;
#[cfg(test)]
pub(crate) mod tests;
