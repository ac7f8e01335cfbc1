//! Where a written sentence comes from, and how well its sources support it.
//!
//! While the decoder writes, its cross-attention shows which source tokens it looks at: for each token a
//! distribution per layer and head, each adding up to 1, and their mean. [`Sources`] sums this over the tokens of
//! each source sentence and combines it with the words and numbers that the two sentences share. The support score
//! uses only words, numbers, names and negations: what a source does not contain lowers the score, however much
//! the model looked there.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::assistant::terms::{Vectors, cosine, fold, terms};

/// Most sources that are named.
const MOST_SOURCES: usize = 3;
/// A further source needs at least this share of the best source's score.
const NEAR_THE_BEST: f32 = 0.6;
/// The weight of attention beside overlap; `docs/quality.md` has the measurement.
const ATTENTION: f32 = 0.4;
/// Attention counts in full if the sentence with the most attention gets this many times what its length explains.
const CLEAR: f32 = 5.0;
/// The weight of shared numbers within overlap, for a sentence that contains numbers.
const NUMBERS: f32 = 0.25;

/// Attention that each source sentence gets while some tokens are written: the sums over `rows` (weights over
/// source tokens), using the byte `offsets` of the tokens and the byte `ranges` of the sentences. The sums are
/// divided by the number of rows and add up to at most 1.
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

/// The source sentences that a written sentence is compared with.
pub(crate) struct Sources<'t> {
    texts: Vec<&'t str>,
    lengths: Vec<usize>,
    pub(crate) vectors: Vectors,
}

impl<'t> Sources<'t> {
    /// Source sentences, each with its number of tokens.
    pub(crate) fn of(sentences: impl Iterator<Item = (&'t str, usize)>) -> Self {
        let (texts, lengths): (Vec<&str>, Vec<usize>) = sentences.unzip();
        Self {
            vectors: Vectors::of(texts.iter().copied()),
            texts,
            lengths,
        }
    }

    /// The sources of a written sentence: `(sentence, weight)`, best first, weights adding up to 1. `attention`
    /// holds one value per source sentence.
    pub(crate) fn named(&self, text: &str, attention: &[f32]) -> Vec<(usize, f32)> {
        self.weighed(text, attention, ATTENTION)
    }

    /// Like [`Sources::named`], with a given weight of attention, 0 to 1.
    pub(crate) fn weighed(&self, text: &str, attention: &[f32], weight: f32) -> Vec<(usize, f32)> {
        let looked = beyond_length(attention, &self.lengths);
        let overlap = self.overlap(text);
        let mut scored: Vec<(usize, f32)> = looked
            .iter()
            .zip(&overlap)
            .map(|(looked, overlap)| weight * looked + (1.0 - weight) * overlap)
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

    /// What each source shares with a written sentence, 0 to 1: words by their weight, and numbers.
    fn overlap(&self, text: &str) -> Vec<f32> {
        let written = self.vectors.vector(text);
        let figures = numbers(text);
        self.vectors
            .rows
            .iter()
            .zip(&self.texts)
            .map(|(row, source)| {
                let words = cosine(&written, row);
                if figures.is_empty() || words == 0.0 {
                    return words;
                }
                let theirs = numbers(source);
                let shared = figures.intersection(&theirs).count() as f32 / figures.len() as f32;
                (1.0 - NUMBERS) * words + NUMBERS * shared
            })
            .collect()
    }
}

/// Attention that a sentence gets beyond what its length explains, scaled so that the highest is 1. A model that
/// looks everywhere alike gives no information, so if nothing stands out, attention counts for little.
fn beyond_length(attention: &[f32], lengths: &[usize]) -> Vec<f32> {
    let all: f32 = attention.iter().sum();
    let tokens = lengths.iter().sum::<usize>().max(1) as f32;
    let (mut most, mut clear) = (f32::MIN_POSITIVE, 0.0);
    let mut lifts = Vec::with_capacity(attention.len());
    for (looked, length) in attention.iter().zip(lengths) {
        let share = looked / all.max(f32::MIN_POSITIVE);
        let expected = (*length).max(1) as f32 / tokens;
        let lift = (share - expected).max(0.0);
        if lift > most {
            most = lift;
            clear = ((share / expected - 1.0) / (CLEAR - 1.0)).min(1.0);
        }
        lifts.push(lift);
    }
    lifts.iter().map(|lift| clear * lift / most).collect()
}

/// How well `sources` (best first) support `text`, 0 to 1: the weighted share of the text's terms that the sources
/// contain, lowered for every number and name that they lack, and for a negation on one side only.
pub(crate) fn support(text: &str, sources: &[&str], vectors: &Vectors) -> f32 {
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
    let figures: HashSet<String> = sources.iter().flat_map(|source| numbers(source)).collect();
    for _ in numbers(text).difference(&figures) {
        support *= 0.45;
    }
    let words: HashSet<String> = sources
        .iter()
        .flat_map(|source| source.unicode_words())
        .map(|word| fold(word.to_lowercase()))
        .collect();
    for _ in names(text).difference(&words) {
        support *= 0.5;
    }
    let denied = if is_negated(text) {
        !sources.iter().any(|source| is_negated(source))
    } else {
        sources.first().is_some_and(|source| is_negated(source))
    };
    if denied {
        support *= 0.45;
    }
    support.clamp(0.0, 1.0)
}

/// Numbers in a comparable form: `1,000` becomes `1000`, `three` becomes `3`.
fn numbers(text: &str) -> HashSet<String> {
    const WORDS: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    text.unicode_words()
        .filter_map(|word| {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(word.replace(',', ""));
            }
            let word = word.to_lowercase();
            let place = WORDS.iter().position(|number| *number == word)?;
            Some((place + 2).to_string())
        })
        .collect()
}

/// Capitalized words, as terms, except those that are capitalized because they begin a sentence.
fn names(text: &str) -> HashSet<String> {
    text.unicode_words()
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(|word| fold(word.to_lowercase()))
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

    const TEXTS: [&str; 4] = [
        "The vaccine reduced infections by 42 percent in Lagos.",
        "No effect on mortality was found in the second year.",
        "Funding came from several public bodies over the years.",
        "Infections were counted in 1,200 children.",
    ];

    fn sources() -> Sources<'static> {
        Sources::of(TEXTS.into_iter().map(|text| (text, 10)))
    }

    fn support_of(text: &str, sources: &[&str]) -> f32 {
        support(text, sources, &super::tests::sources().vectors)
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
        let sources = sources();
        let by_words = sources.named("Infections fell by 42 percent.", &[0.3, 0.3, 0.3, 0.1]);
        assert_eq!(by_words[0].0, 0);
        let by_attention = sources.named("Zebras.", &[0.1, 0.1, 0.8, 0.0]);
        assert_eq!(by_attention, [(2, 1.0)]);
        let both = sources.named("No effect on mortality.", &[0.1, 0.5, 0.2, 0.2]);
        assert_eq!(both[0].0, 1);
        let sum: f32 = both.iter().map(|(_, weight)| weight).sum();
        assert!((sum - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_shared_number_decides_between_like_sentences() {
        let texts = [
            "The dose of 5 mg was given to the group.",
            "The dose of 80 mg was given to the group.",
        ];
        let sources = Sources::of(texts.into_iter().map(|text| (text, 10)));
        let found = sources.named("The group got a dose of 80 mg.", &[0.5, 0.5]);
        assert_eq!(found[0].0, 1);
    }

    #[test]
    fn attention_that_follows_length_says_nothing() {
        assert_eq!(beyond_length(&[0.1, 0.3], &[10, 30]), [0.0, 0.0]);
        assert_eq!(beyond_length(&[0.9, 0.1], &[10, 90]), [1.0, 0.0]);
        // attention that stands out only a little counts only a little
        let faint = beyond_length(&[0.28, 0.72], &[10, 30]);
        assert!(faint[0] > 0.0 && faint[0] < 0.1, "{faint:?}");
        assert_eq!(beyond_length(&[0.0, 0.0], &[10, 30]), [0.0, 0.0]);
    }

    #[test]
    fn what_the_source_says_is_supported() {
        assert!(support_of(TEXTS[0], &[TEXTS[0]]) > 0.99);
        assert!(support_of("Zebras graze.", &[TEXTS[0]]) < 0.01);
        assert_eq!(support_of("", &[TEXTS[0]]), 0.0);
        // the same number in another notation, and a name that begins the source
        assert!(support_of("Infections in 1200 children were counted.", &[TEXTS[3]]) > 0.99);
        let named = "Lagos was reached by the vaccine.";
        assert!(support_of("The vaccine reached Lagos.", &[named]) > 0.6);
    }

    #[test]
    fn a_number_that_the_source_does_not_have_lowers_support() {
        let right = support_of(TEXTS[0], &[TEXTS[0]]);
        let wrong = "The vaccine reduced infections by 97 percent in Lagos.";
        assert!(support_of(wrong, &[TEXTS[0]]) < 0.5 * right);
    }

    #[test]
    fn a_name_that_the_source_does_not_have_lowers_support() {
        let right = support_of(TEXTS[0], &[TEXTS[0]]);
        let wrong = "The vaccine reduced infections by 42 percent in Ohio.";
        assert!(support_of(wrong, &[TEXTS[0]]) < 0.7 * right);
    }

    #[test]
    fn a_negation_on_one_side_lowers_support() {
        let right = support_of(TEXTS[0], &[TEXTS[0]]);
        let denied = "The vaccine reduced no infections by 42 percent in Lagos.";
        assert!(support_of(denied, &[TEXTS[0]]) < 0.7 * right);
        let right = support_of(TEXTS[1], &[TEXTS[1]]);
        let affirmed = "An effect on mortality was found in the second year.";
        assert!(support_of(affirmed, &[TEXTS[1]]) < 0.7 * right);
        // a negation in another source is not a contradiction
        assert!(support_of(TEXTS[0], &[TEXTS[0], TEXTS[1]]) > 0.99);
    }
}
