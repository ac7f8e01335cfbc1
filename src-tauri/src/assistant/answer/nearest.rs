//! The sentences of the matching passages that share the most words with a question: what is shown if nothing is
//! known to be an answer.

use super::gather::Source;
use super::quotation;
use super::types::Quotation;
use crate::assistant::terms::{Vectors, cosine};
use crate::document::Sentence;

/// A sentence of the fifth passage must be nearer by this much to be shown before one of the first.
const RANK_WEIGHT: f32 = 0.05;

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
    let vectors = Vectors::of(candidates.iter().map(|(_, _, s)| s.text.as_str()));
    let asked = vectors.vector(question);
    let mut scored: Vec<(f32, usize, usize, &Sentence)> = candidates
        .iter()
        .zip(&vectors.rows)
        .map(|((index, rank, sentence), row)| {
            let near = cosine(&asked, row);
            (
                near / (1.0 + RANK_WEIGHT * *rank as f32),
                *index,
                *rank,
                *sentence,
            )
        })
        .filter(|(score, ..)| *score > 0.0)
        .collect();
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
