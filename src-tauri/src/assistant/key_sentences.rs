//! Without a model: the document's own most central sentences, quoted.
//!
//! Sentences are nodes, their TF-IDF cosines are edges, and a random walk tells which ones the others
//! speak of (LexRank; Erkan and Radev 2004, <https://arxiv.org/abs/1109.2128>). Place in the document and
//! nearness to the title weigh in; sentences that repeat a chosen one are passed over (maximal marginal
//! relevance; Carbonell and Goldstein 1998). Each is its own evidence.

use std::sync::atomic::{AtomicBool, Ordering};

use super::terms::{Vector, Vectors, cosine};
use super::{SummaryError, nothing_to_read, quotable, remarks};
use crate::document::{Document, SectionKind, Sentence};
use crate::views::{
    Evidence, SummaryLength, SummaryOptions, SummaryOrigin, SummarySentence, SummaryView,
};

/// Of more sentences than this, those nearest to the document's centre are compared.
const MOST_CANDIDATES: usize = 2000;
/// Edges below this are noise.
const LEAST_SIMILARITY: f32 = 0.08;
const DAMPING: f32 = 0.85;
/// A sentence this near to the title is the title.
const SAME: f32 = 0.85;
/// How much nearness to an already chosen sentence costs.
const REDUNDANCY: f32 = 0.7;

/// What this summary is kept under.
pub(crate) fn recipe(options: &SummaryOptions) -> String {
    format!("key_sentences 1 {:?}", options.length)
}

/// Chooses key sentences.
///
/// # Errors
/// [`SummaryError::Scanned`] or [`SummaryError::NoText`] where there is nothing to choose from.
pub fn summarize(
    document: &Document,
    options: &SummaryOptions,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<SummaryView, SummaryError> {
    let mut candidates: Vec<(&Sentence, f32)> = document
        .prose()
        .filter_map(|sentence| Some((sentence, quotable::weight(document, sentence)?)))
        .collect();
    if candidates.is_empty() {
        // a note of three words is still better quoted than refused
        candidates = document.prose().map(|sentence| (sentence, 1.0)).collect();
    }
    if candidates.is_empty() {
        return Err(nothing_to_read(document));
    }
    let vectors = Vectors::of(
        candidates
            .iter()
            .map(|(sentence, _)| sentence.text.as_str()),
    );
    let title = vectors.vector(document.title.as_deref().unwrap_or_default());
    let (candidates, rows) = nearest_to_centre(candidates, vectors);
    let centrality = walk(&rows, stop, progress)?;
    let scores: Vec<f32> = candidates
        .iter()
        .zip(&rows)
        .zip(&centrality)
        .map(|(((sentence, quotable), row), central)| {
            let title = cosine(row, &title);
            // the title once more, as text
            let repeats = if title > SAME { 0.0 } else { 1.0 };
            repeats * central * quotable * place_weight(document, sentence) * (1.0 + 0.5 * title)
        })
        .collect();
    let mut chosen = choose(&rows, &scores, wanted(options.length, candidates.len()));
    chosen.sort_unstable();
    let sentences = chosen
        .into_iter()
        .filter_map(|index| candidates.get(index))
        .map(|(sentence, _)| SummarySentence {
            text: sentence.text.clone(),
            evidence: vec![Evidence {
                sentence: sentence.id,
                page: sentence.page(),
                weight: 1.0,
            }],
            support: None,
        })
        .collect();
    Ok(SummaryView {
        document: document.id.clone(),
        origin: SummaryOrigin::KeySentences,
        sentences,
        draft: String::new(),
        complete: true,
        remarks: remarks(document),
    })
}

/// How many: a third of a short text, a handful of a long one.
fn wanted(length: SummaryLength, available: usize) -> usize {
    let most = match length {
        SummaryLength::Short => 3,
        SummaryLength::Medium => 6,
        SummaryLength::Long => 12,
    };
    most.min(available.div_ceil(3))
}

/// The abstract says it best; beginnings and ends of the text say it better than its middle.
fn place_weight(document: &Document, sentence: &Sentence) -> f32 {
    let section = document
        .block_of(sentence.id)
        .and_then(|block| block.section)
        .and_then(|section| document.sections.get(section.0 as usize));
    let by_section = match section {
        Some(section) if section.kind == SectionKind::Abstract => 1.6,
        Some(section) if section.kind == SectionKind::Appendix => 0.6,
        Some(section) => by_title(&section.title),
        None => 1.0,
    };
    let position = sentence.id.0 as f32 / document.sentences.len().max(1) as f32;
    let by_position = if position < 0.15 { 1.2 } else { 1.0 };
    by_section * by_position
}

fn by_title(title: &str) -> f32 {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if says(&["conclu", "summary", "discussion", "introduction"]) {
        1.25
    } else if says(&[
        "method",
        "material",
        "related work",
        "statistical",
        "acknowledg",
    ]) {
        0.7
    } else {
        1.0
    }
}

fn nearest_to_centre<T>(candidates: Vec<T>, vectors: Vectors) -> (Vec<T>, Vec<Vector>) {
    if candidates.len() <= MOST_CANDIDATES {
        return (candidates, vectors.rows);
    }
    let centre = vectors.centroid();
    let mut ranked: Vec<(f32, usize)> = vectors
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| (cosine(row, &centre), index))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept = vec![false; candidates.len()];
    for (_, index) in ranked.into_iter().take(MOST_CANDIDATES) {
        if let Some(kept) = kept.get_mut(index) {
            *kept = true;
        }
    }
    candidates
        .into_iter()
        .zip(vectors.rows)
        .zip(kept)
        .filter_map(|(pair, kept)| kept.then_some(pair))
        .unzip()
}

/// Share of time a random walk over similar sentences spends at each, times their number.
fn walk(
    rows: &[Vector],
    stop: &AtomicBool,
    progress: &mut dyn FnMut(f32),
) -> Result<Vec<f32>, SummaryError> {
    let mut edges: Vec<Vec<(usize, f32)>> = vec![Vec::new(); rows.len()];
    for (i, row) in rows.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Err(SummaryError::Cancelled);
        }
        progress(i as f32 / rows.len() as f32);
        for (j, other) in rows.iter().enumerate() {
            let similarity = cosine(row, other);
            if i != j && similarity >= LEAST_SIMILARITY {
                edges[i].push((j, similarity));
            }
        }
    }
    let mut rank = vec![1.0f32; rows.len()];
    for _ in 0..60 {
        let mut next = vec![1.0 - DAMPING; rows.len()];
        for (i, edges) in edges.iter().enumerate() {
            let total: f32 = edges.iter().map(|(_, weight)| weight).sum();
            for (j, weight) in edges {
                next[*j] += DAMPING * rank[i] * weight / total;
            }
        }
        let moved: f32 = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if moved < 1e-4 * rows.len() as f32 {
            break;
        }
    }
    Ok(rank)
}

/// The best by score, each paying for what it repeats.
fn choose(rows: &[Vector], scores: &[f32], wanted: usize) -> Vec<usize> {
    let best = scores.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let mut nearness = vec![0.0f32; rows.len()];
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < wanted {
        let next = (0..rows.len())
            .filter(|index| !chosen.contains(index))
            .map(|index| (scores[index] / best - REDUNDANCY * nearness[index], index))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, next)) = next else { break };
        for (near, row) in nearness.iter_mut().zip(rows) {
            *near = near.max(cosine(row, &rows[next]));
        }
        chosen.push(next);
    }
    chosen
}
