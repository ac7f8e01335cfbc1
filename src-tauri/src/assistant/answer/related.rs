//! What other documents say about the subject of a sentence: their nearest passages, by meaning, and in each the nearest
//! sentence, quoted with its place.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::error::AskError;
use super::gather::Source;
use super::nearest;
use super::quotation;
use super::types::Quotation;
use crate::document::{Document, DocumentId, SentenceId};
use crate::library::{Shelf, ShelvedDocument};
use crate::search::{self, Embedding, EmbeddingError, FoundPassage, Question, Scope, WithEmbedder};

/// Most passages that are shown, and most documents that they come from.
const MOST: usize = 8;
/// Most passages of the sentence's own document that a search by words may find too.
const OWN: usize = 24;
/// The least cosine of a passage about the same subject, and of the sentence that is quoted from it. With a lower limit, every
/// sentence would have related passages.
const LEAST: f64 = 0.3;
/// Words from which on a line without a mark at its end may be a sentence, as in verse and on slides.
const WORDS: usize = 8;

/// How related passages were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelatedBy {
    /// By what they mean.
    Meaning,
    /// By the words that they share, because there is no usable model for finding passages.
    Words,
}

/// A passage of another document about the same subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RelatedPassage {
    /// The nearest sentence of the passage, with its place.
    pub quotation: Quotation,
    /// How near its passage is, 0 to 1; `None` if it was found by words.
    pub nearness: Option<f32>,
}

/// What other documents say about the same subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RelatedPassages {
    /// How the passages were found.
    pub by: RelatedBy,
    /// The passages, the nearest first.
    pub passages: Vec<RelatedPassage>,
    /// Number of passages of the library that have no vector yet, so that they could not be found by meaning.
    pub unseen: u32,
}

/// The passages of other documents that are nearest to a text by meaning.
///
/// # Errors
/// [`AskError`].
pub(crate) fn by_meaning(
    shelf: Shelf<'_>,
    own: &DocumentId,
    text: &str,
    with: WithEmbedder<'_>,
    stop: &Arc<AtomicBool>,
) -> Result<Vec<RelatedPassage>, AskError> {
    let vectors = |texts: &[String]| {
        let made = with
            .embedder
            .embed(with.folder, texts, with.threads, stop, &mut |_| {});
        made.map_err(EmbeddingError::from)
    };
    let Some(wanted) = vectors(&[text.to_owned()])?.into_iter().next() else {
        return Ok(Vec::new());
    };
    let embedding = Embedding {
        model: &with.folder.fingerprint,
        vector: &wanted,
    };
    let mut found = search::related(shelf, own, embedding, MOST, MOST)?;
    found.retain(|found| found.score >= LEAST);
    let named = shelf.documents()?;
    let mut related = Vec::new();
    for found in found {
        let document = shelf.document(&found.passage.document)?;
        let candidates = sentences(&document, &found);
        if candidates.is_empty() {
            continue;
        }
        let texts: Vec<String> = candidates.iter().map(|(_, text)| text.clone()).collect();
        let near = vectors(&texts)?;
        let ids = candidates.iter().map(|(id, _)| *id);
        let scores = near.iter().map(|vector| product(vector, &wanted));
        let quotation = nearest_of(ids.zip(scores)).and_then(|id| {
            let title = title(&named, &document.id);
            quotation::of_sentences(&document, title, &[id], 0..0)
        });
        related.extend(quotation.map(|quotation| RelatedPassage {
            quotation,
            nearness: Some((found.score as f32).clamp(0.0, 1.0)),
        }));
    }
    Ok(related)
}

/// The passages of other documents that share the most words with a text.
///
/// # Errors
/// [`AskError`].
pub(crate) fn by_words(
    shelf: Shelf<'_>,
    own: &DocumentId,
    text: &str,
) -> Result<Vec<RelatedPassage>, AskError> {
    let question = Question {
        text,
        embedding: None,
    };
    let mut found = search::search(shelf, &Scope::Everything, question, MOST + 1, MOST + OWN)?;
    found.retain(|found| found.passage.document != *own && found.words > 0.0);
    found.truncate(MOST);
    let named = shelf.documents()?;
    let mut sources: Vec<Source> = Vec::new();
    for found in found {
        let id = &found.passage.document;
        match sources.iter_mut().find(|source| source.document.id == *id) {
            Some(source) => source.found.push(found),
            None => sources.push(Source {
                document: shelf.document(id)?,
                title: title(&named, id).to_owned(),
                found: vec![found],
            }),
        }
    }
    let quotations = nearest::sentences(text, &sources, MOST).into_iter();
    let said = quotations.filter(|quotation| says_something(&quotation.text));
    let passages = said.map(|quotation| RelatedPassage {
        quotation,
        nearness: None,
    });
    Ok(passages.collect())
}

/// The nearest of some sentences, unless none is near: a passage can be near by its other words.
fn nearest_of(scored: impl Iterator<Item = (SentenceId, f32)>) -> Option<SentenceId> {
    let near = scored.filter(|(_, score)| f64::from(*score) >= LEAST);
    let nearest = near.max_by(|(_, one), (_, other)| one.total_cmp(other));
    nearest.map(|(id, _)| id)
}

/// Whether words say something about a subject. The items of a list, and what a drawing or a form is labelled with, name one.
fn says_something(text: &str) -> bool {
    let mut ending = text.chars().rev();
    let last = ending.find(|character| {
        !matches!(
            character,
            '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | ' '
        )
    });
    last.is_some_and(|last| {
        matches!(
            last,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' | '۔'
        )
    }) || text.split_whitespace().count() >= WORDS
}

/// The sentences of a passage that say something, with their texts.
fn sentences(document: &Document, found: &FoundPassage) -> Vec<(SentenceId, String)> {
    let ids = found.passage.sentences.iter();
    ids.filter_map(|id| {
        let sentence = document.sentences.get(id.0 as usize)?;
        says_something(&sentence.text).then(|| (*id, sentence.text.clone()))
    })
    .collect()
}

fn title<'n>(named: &'n [ShelvedDocument], id: &DocumentId) -> &'n str {
    let found = named.iter().find(|document| document.id == *id);
    found.map_or("", |document| document.title.as_str())
}

fn product(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::LooseDocuments;
    use crate::search::tests::document;

    #[test]
    fn by_words_other_documents_are_quoted_where_they_share_them_and_the_own_is_not() {
        let mut loose = LooseDocuments::new().unwrap();
        let put = [
            ("aa", "The albatross rests on the wing for many days."),
            (
                "bb",
                "Nobody spoke. An albatross can rest on its wing. It rained.",
            ),
            ("cc", "The budget of the council was approved in spring."),
        ];
        for (id, text) in put {
            loose.add(document(id, id, &[text]), id).unwrap();
        }
        let own = DocumentId("aa".into());
        let found = by_words(Shelf::Loose(&loose), &own, put[0].1).unwrap();
        let quoted: Vec<(&str, &str)> = found
            .iter()
            .map(|found| {
                let quotation = &found.quotation;
                (quotation.document.0.as_str(), quotation.text.as_str())
            })
            .collect();
        assert_eq!(quoted, [("bb", "An albatross can rest on its wing.")]);
        assert_eq!(found[0].nearness, None);
        assert_eq!(found[0].quotation.title, "bb");
        assert_eq!(by_words(Shelf::Loose(&loose), &own, "zebras").unwrap(), []);
    }

    #[test]
    fn a_sentence_that_is_not_near_is_not_quoted_however_near_its_passage_is() {
        let of = |scores: &[f32]| {
            let ids = (0..).map(SentenceId);
            nearest_of(ids.zip(scores.iter().copied()))
        };
        assert_eq!(of(&[0.31, 0.7, 0.5]), Some(SentenceId(1)));
        assert_eq!(of(&[0.1, 0.29]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn items_of_a_list_say_nothing_and_sentences_do() {
        for item in [
            "Water meters Hearing aids",
            "Applications",
            "Supply voltage (V)",
            "",
        ] {
            assert!(!says_something(item), "{item}");
        }
        for sentence in [
            "It rained.",
            "“It rained.”",
            "Who heard the rain?",
            "我们听见了雨。",
            "the rain came down on the tin roof all night",
        ] {
            assert!(says_something(sentence), "{sentence}");
        }
    }
}
