//! Where a written sentence comes from, and how well its sources carry it.
//!
//! While the decoder wrote, its cross-attention told which source tokens it looked at. Summed over the
//! tokens of each source sentence and put together with the words both share, it names the sources. The
//! support score looks at words, numbers, names and negations alone: what a source does not say lowers
//! it, however much the model looked there.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::terms::{Vectors, cosine, terms};

/// At most this many sources are named.
const MOST_SOURCES: usize = 3;
/// A further source must be this near to the best.
const NEAR_THE_BEST: f32 = 0.6;

/// Attention paid to each source sentence while some tokens were written: sums over `rows` (weights over
/// source tokens), by the byte `offsets` of the tokens and the byte `ranges` of the sentences. Adds up to
/// at most 1 per row, divided by the rows.
pub(super) fn attention_by_sentence<'a>(
    rows: impl ExactSizeIterator<Item = &'a Vec<f32>>,
    offsets: &[(usize, usize)],
    ranges: &[Range<usize>],
) -> Vec<f32> {
    let mut sums = vec![0.0; ranges.len()];
    let count = rows.len().max(1) as f32;
    for row in rows {
        let mut sentence = 0;
        for (weight, (start, end)) in row.iter().zip(offsets) {
            // tokens and sentences are both in order
            while ranges
                .get(sentence)
                .is_some_and(|range| range.end <= *start)
            {
                sentence += 1;
            }
            let inside = start < end && ranges.get(sentence).is_some_and(|r| r.start < *end);
            if let Some(sum) = sums.get_mut(sentence).filter(|_| inside) {
                *sum += weight / count;
            }
        }
    }
    sums
}

/// The sources of a written sentence among source sentences `0..attention.len()`, whose vectors are the
/// rows of `vectors`: `(source, weight)`, best first, weights adding up to 1.
pub(super) fn sources(text: &str, attention: &[f32], vectors: &Vectors) -> Vec<(usize, f32)> {
    let written = vectors.vector(text);
    let most = attention.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let mut scored: Vec<(usize, f32)> = attention
        .iter()
        .zip(&vectors.rows)
        .map(|(looked, row)| 0.5 * looked / most + 0.5 * cosine(&written, row))
        .enumerate()
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let best = scored.first().map_or(0.0, |(_, score)| *score);
    scored.truncate(MOST_SOURCES);
    scored.retain(|(_, score)| *score > 0.0 && *score >= NEAR_THE_BEST * best);
    let sum: f32 = scored.iter().map(|(_, score)| score).sum();
    for (_, score) in &mut scored {
        *score /= sum;
    }
    scored
}

/// How well `sources` carry what `text` says, 0 to 1: the weighted share of its terms that they have,
/// lowered for every number and name they lack and for a negation on one side only.
pub(super) fn support(text: &str, sources: &[&str], vectors: &Vectors) -> f32 {
    let theirs: HashSet<String> = sources.iter().flat_map(|source| terms(source)).collect();
    let (mut all, mut shared) = (0.0, 0.0);
    for term in terms(text) {
        let weight = vectors.weight(&term);
        all += weight;
        if theirs.contains(&term) {
            shared += weight;
        }
    }
    if all <= 0.0 {
        return 0.0;
    }
    let mut support: f32 = shared / all;
    for _ in missing(numbers(text), sources, numbers) {
        support *= 0.6;
    }
    for _ in missing(names(text), sources, names) {
        support *= 0.8;
    }
    if is_negated(text) != sources.iter().any(|source| is_negated(source)) {
        support *= 0.7;
    }
    support.clamp(0.0, 1.0)
}

fn missing<'a>(
    said: HashSet<&'a str>,
    sources: &[&'a str],
    of: impl Fn(&'a str) -> HashSet<&'a str>,
) -> Vec<&'a str> {
    let known: HashSet<&str> = sources.iter().flat_map(|source| of(source)).collect();
    said.difference(&known).copied().collect()
}

fn numbers(text: &str) -> HashSet<&str> {
    text.unicode_words()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

/// Words with a capital that no sentence begin explains.
fn names(text: &str) -> HashSet<&str> {
    let first = text.unicode_words().next().unwrap_or_default();
    text.unicode_words()
        .filter(|word| *word != first && word.starts_with(char::is_uppercase))
        .collect()
}

fn is_negated(text: &str) -> bool {
    text.unicode_words().any(|word| {
        let word = word.to_lowercase();
        matches!(
            word.as_str(),
            "not" | "no" | "never" | "none" | "neither" | "nor" | "without" | "cannot"
        ) || word.ends_with("n't")
            || word.ends_with("n’t")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: [&str; 3] = [
        "The vaccine reduced infections by 42 percent in Lagos.",
        "No effect on mortality was found in the second year.",
        "Funding came from several public bodies over the years.",
    ];

    fn vectors() -> Vectors {
        Vectors::of(SOURCES.into_iter())
    }

    #[test]
    fn attention_is_summed_over_the_tokens_of_each_sentence() {
        // two sentences of bytes 0..4 and 5..10; the last token is the end mark, of no text
        let offsets = [(0, 2), (2, 4), (5, 10), (10, 10)];
        let rows = [vec![0.1, 0.2, 0.4, 0.3], vec![0.3, 0.2, 0.5, 0.0]];
        let sums = attention_by_sentence(rows.iter(), &offsets, &[0..4, 5..10]);
        assert!((sums[0] - 0.4).abs() < 1e-6, "{sums:?}");
        assert!((sums[1] - 0.45).abs() < 1e-6, "{sums:?}");
    }

    #[test]
    fn attention_without_words_and_words_without_attention_both_count() {
        let vectors = vectors();
        let by_words = sources("Infections fell by 42 percent.", &[0.3, 0.3, 0.3], &vectors);
        assert_eq!(by_words[0].0, 0);
        let by_attention = sources("Zebras.", &[0.1, 0.1, 0.8], &vectors);
        assert_eq!(by_attention, [(2, 1.0)]);
        let both = sources("No effect on mortality.", &[0.1, 0.5, 0.2], &vectors);
        assert_eq!(both[0].0, 1);
        let sum: f32 = both.iter().map(|(_, weight)| weight).sum();
        assert!((sum - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_the_source_says_is_supported() {
        assert!(support(SOURCES[0], &[SOURCES[0]], &vectors()) > 0.99);
        assert!(support("Zebras graze.", &[SOURCES[0]], &vectors()) < 0.01);
        assert_eq!(support("", &[SOURCES[0]], &vectors()), 0.0);
    }

    #[test]
    fn a_wrong_number_name_or_negation_is_seen() {
        let vectors = vectors();
        let right = support(
            "The vaccine reduced infections by 42 percent in Lagos.",
            &[SOURCES[0]],
            &vectors,
        );
        for wrong in [
            "The vaccine reduced infections by 97 percent in Lagos.",
            "The vaccine reduced infections by 42 percent in Ohio.",
            "The vaccine reduced no infections by 42 percent in Lagos.",
        ] {
            let score = support(wrong, &[SOURCES[0]], &vectors);
            assert!(score < 0.8 * right, "{wrong}: {score}");
        }
    }
}
