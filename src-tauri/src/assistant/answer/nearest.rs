//! The sentences of the matching passages that share the most words with a question: what is shown if nothing is
//! known to be an answer.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::gather::Source;
use super::quotation;
use super::types::Quotation;
use crate::assistant::terms::{Vectors, cosine, terms};
use crate::document::{Sentence, headings_above};
use crate::search::without_asking;

/// A sentence of the fifth passage must be nearer by this much to be shown before one of the first.
const RANK_WEIGHT: f32 = 0.05;

/// What words of a heading count beside those of a sentence.
const UNDER_HEADING: f32 = 0.8;

/// One sentence of each passage, the nearest first, at most `most`. Each document contributes one sentence before
/// any contributes a second.
pub(super) fn sentences(question: &str, sources: &[Source], most: usize) -> Vec<Quotation> {
    let candidates: Vec<(usize, usize, &Sentence)> = sources
        .iter()
        .enumerate()
        .flat_map(|(index, source)| {
            source
                .found
                .iter()
                .enumerate()
                .flat_map(move |(rank, found)| {
                    found
                        .passage
                        .sentences
                        .iter()
                        .filter_map(|id| source.document.sentences.get(id.0 as usize))
                        .map(move |sentence| (index, rank, sentence))
                })
        })
        .collect();
    // what a sentence is about often stands above it
    let under_headings: Vec<String> = candidates
        .iter()
        .map(|(index, _, sentence)| {
            let document = sources.get(*index).map(|source| &source.document);
            let mut words: Vec<&str> = document
                .map(|document| headings_above(document, sentence.id))
                .unwrap_or_default();
            words.push(&sentence.text);
            in_words(&words.join(" ")).into_owned()
        })
        .collect();
    let vectors = Vectors::of(under_headings.iter().map(String::as_str));
    let asked = vectors.vector(&in_words(&without_asking(question)));
    let mut scored: Vec<(f32, usize, usize, &Sentence)> = candidates
        .iter()
        .zip(&vectors.rows)
        .map(|((index, rank, sentence), under_heading)| {
            let alone = vectors.vector(&in_words(&sentence.text));
            let near = cosine(&asked, &alone).max(UNDER_HEADING * cosine(&asked, under_heading));
            (
                near / (1.0 + RANK_WEIGHT * *rank as f32),
                *index,
                *rank,
                *sentence,
            )
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
    if scored.is_empty() {
        scored = by_common_words(question, &candidates);
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut best: Vec<(usize, usize, &Sentence)> = Vec::new();
    for (_, index, rank, sentence) in scored {
        let known = best
            .iter()
            .any(|(i, r, s)| *i == index && (*r == rank || s.id == sentence.id));
        if !known {
            best.push((index, rank, sentence));
        }
    }
    let turn = |at: usize| {
        let of = best.get(at).map(|(index, ..)| *index);
        best.iter()
            .take(at)
            .filter(|(index, ..)| Some(*index) == of)
            .count()
    };
    let mut turns: Vec<(usize, usize)> = (0..best.len()).map(|at| (turn(at), at)).collect();
    turns.sort_unstable();
    turns
        .into_iter()
        .take(most)
        .filter_map(|(_, at)| {
            let (index, _, sentence) = best.get(at)?;
            let source = sources.get(*index)?;
            quotation::of_sentences(&source.document, &source.title, &[sentence.id], 0..0)
        })
        .collect()
}

/// The sentences by the number of words that they share with a question: if most sentences have a word, it weighs
/// nothing, and a question may consist of such words.
fn by_common_words<'s>(
    question: &str,
    candidates: &[(usize, usize, &'s Sentence)],
) -> Vec<(f32, usize, usize, &'s Sentence)> {
    let words = |text: &str| -> BTreeSet<String> { terms(&in_words(text)).collect() };
    let asked = words(question);
    let counted = candidates.iter().map(|(index, rank, sentence)| {
        let shared = words(&sentence.text).intersection(&asked).count();
        let near = shared as f32 / (1.0 + RANK_WEIGHT * *rank as f32);
        (near, *index, *rank, *sentence)
    });
    counted.filter(|(near, ..)| *near > 0.0).collect()
}

/// A text whose words are comparable: scripts that put no spaces between words become pairs of neighbouring characters,
/// each written as a word of its own.
fn in_words(text: &str) -> Cow<'_, str> {
    if !text.chars().any(has_no_spaces) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(6 * text.len());
    let mut before = None;
    for c in text.chars() {
        if !has_no_spaces(c) {
            words.push(if before.is_some() { ' ' } else { c });
            if before.take().is_some() {
                words.push(c);
            }
            continue;
        }
        if let Some(before) = before {
            words += &format!(" u{:x}u{:x} ", u32::from(before), u32::from(c));
        } else {
            words.push(' ');
        }
        before = Some(c);
    }
    Cow::Owned(words)
}

/// Chinese characters, kana, Hangul (whose words change their endings), Thai, Lao, Burmese and Khmer.
fn has_no_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{SentenceId, of_sections};
    use crate::library::IndexedPassage;
    use crate::search::FoundPassage;

    #[test]
    fn a_heading_says_what_a_sentence_is_about() {
        let sections = [
            ("Methods", "Birds were weighed twice. The scale was new."),
            ("Limitations", "Only males were caught. It rained often."),
        ];
        let document = of_sections("aa", "On Wings", sections.into_iter());
        let passage = |number, sentences: &[u32]| FoundPassage {
            passage: IndexedPassage {
                number,
                document: document.id.clone(),
                sentences: sentences.iter().map(|id| SentenceId(*id)).collect(),
            },
            score: 1.0,
            words: 1.0,
        };
        let ids: Vec<u32> = document
            .sentences
            .iter()
            .map(|sentence| sentence.id.0)
            .collect();
        let at = |text: &str| {
            let found = document
                .sentences
                .iter()
                .position(|sentence| sentence.text == text);
            ids[found.expect("the sentence is there")]
        };
        let methods = [at("Birds were weighed twice."), at("The scale was new.")];
        let limits = [at("Only males were caught."), at("It rained often.")];
        let source = Source {
            title: "On Wings".into(),
            found: vec![passage(1, &methods), passage(2, &limits)],
            document: Arc::new(document.clone()),
        };
        let found = sentences("What are the limitations?", &[source], 1);
        assert_eq!(found[0].section.as_deref(), Some("Limitations"));
    }

    #[test]
    fn words_of_most_sentences_count_if_a_question_has_no_others() {
        let text = "This test was cheap. ".repeat(12);
        let document = of_sections("aa", "Prices", [("Results", text.as_str())].into_iter());
        let of_text = document.prose().map(|sentence| sentence.id).collect();
        let source = Source {
            title: "Prices".into(),
            found: vec![FoundPassage {
                passage: IndexedPassage {
                    number: 1,
                    document: document.id.clone(),
                    sentences: of_text,
                },
                score: 1.0,
                words: 1.0,
            }],
            document: Arc::new(document),
        };
        assert_eq!(sentences("Which test?", &[source], 3).len(), 1);
    }

    #[test]
    fn texts_without_spaces_are_compared_by_pairs_of_characters() {
        let shared = |a: &str, b: &str| {
            let of: Vec<String> = terms(&in_words(a)).collect();
            terms(&in_words(b)).filter(|term| of.contains(term)).count()
        };
        assert_eq!(shared("样品的温度", "测量了温度。"), 1);
        assert_eq!(shared("样品的温度", "没有结果。"), 0);
        assert_eq!(shared("温度 of BERT", "BERT的温度"), 2);
        assert_eq!(in_words("plain words"), "plain words");
    }
}
