//! Fits a reader's profile: the weights of its scores and features, the curve of its probabilities, and the threshold.
//!
//! A judgement takes two regressions by Newton's method with a weak prior. The first looks at the best spans of each
//! question: whether each is right, and which of them is the right one among the others, so that right ones come first.
//! The second looks at the first answer of each question alone, so that its probability holds. The words of spans and
//! their sentences are judged apart.

use super::row::{Candidate, Row};
use crate::assistant::answer::profile::{Judgement, Logits, MORE_LIKELY_RIGHT, ReaderProfile};
use crate::assistant::answer::{FEATURES, Features};
use crate::eval::calibration::{Calibration, Shown};

/// Number of weights of the first regression: span, null, words, the features and the bias.
const WEIGHTS: usize = FEATURES + 4;
/// The prior's strength, in questions.
const PRIOR: f64 = 1.0;
/// The weight of a question's choice among its spans, against that of one span by itself.
const CHOICE: f64 = 2.0;
/// The least share of right answers among those shown, if any threshold reaches it.
const PRECISION: f64 = 0.85;
/// The least share of right answers that are shown, if any threshold reaches it.
const KEPT: f64 = 0.8;
/// The least share of questions to other documents that are refused.
const REFUSED: f64 = 0.97;
/// The highest threshold.
const HIGHEST: f32 = 0.8;
/// The fewest questions that weights of features are fitted to; fewer give a curve alone.
const ENOUGH: usize = 100;

/// The profile that fits the rows, and what it shows of them. `None` if all first answers are right, or all wrong.
pub(super) fn fitted(profile: &ReaderProfile, rows: &[Row]) -> Option<(ReaderProfile, Shown)> {
    let span = judged(&profile.span, rows, Candidate::has_right_words)?;
    let answers: Vec<Calibration> = rows.iter().map(|row| of_words(&span, row)).collect();
    let shown = threshold(&answers);
    let span = Judgement {
        threshold: shown.threshold,
        ..span
    };
    let sentence = judged(&profile.span, rows, Candidate::has_right_sentence);
    let fitted = ReaderProfile {
        span,
        sentence: sentence.map(|sentence| {
            let answers: Vec<Calibration> = rows
                .iter()
                .map(|row| with_sentence(&span, &sentence, row))
                .collect();
            Judgement {
                threshold: as_good(&answers, &shown),
                ..sentence
            }
        }),
        ..*profile
    };
    Some((fitted, shown))
}

/// The words of a question that come first.
fn of_words(span: &Judgement, row: &Row) -> Calibration {
    // where the search finds nothing, nothing is shown
    let best = best_of(span, row);
    Calibration {
        probability: best.map_or(0.0, |(_, score)| span.probability(score)),
        right: best.is_some_and(|(best, _)| best.right),
        stranger: row.stranger,
    }
}

/// What a person sees first of a question if the probability suffices: words that are more likely right than wrong, or
/// else a whole sentence.
pub(super) fn with_sentence(span: &Judgement, sentence: &Judgement, row: &Row) -> Calibration {
    let words = of_words(span, row);
    if words.probability >= MORE_LIKELY_RIGHT {
        return words;
    }
    let best = best_of(sentence, row);
    let probability = best.map_or(0.0, |(_, score)| sentence.probability(score));
    Calibration {
        probability,
        right: best.is_some_and(|(best, _)| best.holds),
        stranger: row.stranger,
    }
}

/// The span that a judgement ranks first, and its score.
fn best_of<'r>(judgement: &Judgement, row: &'r Row) -> Option<(&'r Candidate, f32)> {
    let scores = row.candidates.iter().map(|candidate| {
        let score = judgement.score(&candidate.logits, &candidate.features);
        (candidate, score)
    });
    scores.max_by(|a, b| a.1.total_cmp(&b.1))
}

/// By how much what is wanted is missed: enough of the answers shown are right, enough of the right ones are shown, and
/// questions to other documents are refused.
fn missed(shown: &Shown) -> f64 {
    let refused = shown.strangers_refused.unwrap_or(1.0);
    let share = |value: f64, wanted: f64| (1.0 - value / wanted).max(0.0);
    share(shown.right, PRECISION) + share(shown.kept, KEPT) + share(refused, REFUSED)
}

/// The threshold, in steps of a hundredth, that misses what is wanted by least. The lowest of several.
fn threshold(answers: &[Calibration]) -> Shown {
    let all = steps(HIGHEST).map(|step| Shown::of(answers, step));
    all.min_by(|a, b| missed(a).total_cmp(&missed(b)))
        .unwrap_or_else(|| Shown::of(answers, HIGHEST))
}

/// The lowest threshold at which whole sentences are as good as `words` alone: as many of the answers shown are right, and
/// as many questions to other documents are refused.
fn as_good(answers: &[Calibration], words: &Shown) -> f32 {
    let mut all = steps(MORE_LIKELY_RIGHT);
    all.find(|step| {
        let shown = Shown::of(answers, *step);
        shown.right >= words.right && shown.strangers_refused >= words.strangers_refused
    })
    .unwrap_or(MORE_LIKELY_RIGHT)
}

/// Thresholds up to the `highest`.
fn steps(highest: f32) -> impl Iterator<Item = f32> {
    (5..=100)
        .map(|hundredth| hundredth as f32 / 100.0)
        .take_while(move |step| *step <= highest)
}

/// The weights and the curve for what `is_right` says of candidates. `None` if it says the same of all.
fn judged(
    judgement: &Judgement,
    rows: &[Row],
    is_right: fn(&Candidate) -> bool,
) -> Option<Judgement> {
    let read: Vec<&Row> = rows
        .iter()
        .filter(|row| !row.candidates.is_empty())
        .collect();
    let weighed = match read.len() >= ENOUGH {
        true => weighed(judgement, &read, is_right).unwrap_or(*judgement),
        false => *judgement,
    };
    let samples: Vec<(f32, bool)> = read
        .iter()
        .filter_map(|row| best_of(&weighed, row))
        .map(|(best, score)| (score, is_right(best)))
        .collect();
    weighed.fitted(&samples)
}

/// The judgement with fitted weights. `None` if the reader's scores say nothing about what is right.
fn weighed(
    judgement: &Judgement,
    rows: &[&Row],
    is_right: fn(&Candidate) -> bool,
) -> Option<Judgement> {
    let questions: Vec<Vec<Sample>> = rows
        .iter()
        .map(|row| {
            let samples = row.candidates.iter().map(|candidate| Sample {
                inputs: inputs(&candidate.logits, &candidate.features),
                right: is_right(candidate),
            });
            samples.collect()
        })
        .collect();
    let [span, null, words, features @ .., _bias] = regression(&questions)?;
    if span <= 0.0 {
        return None;
    }
    let points = |weight: f64| (weight / span) as f32;
    Some(Judgement {
        null: points(null),
        words: points(words),
        features: Features::from_numbers(features.map(points)),
        ..*judgement
    })
}

/// A span as the regression sees it.
struct Sample {
    inputs: [f64; WEIGHTS],
    right: bool,
}

fn inputs(logits: &Logits, features: &Features) -> [f64; WEIGHTS] {
    // the last is that of the bias
    let mut inputs = [1.0; WEIGHTS];
    let scores = [logits.span, -logits.null, logits.words];
    for (input, value) in inputs
        .iter_mut()
        .zip(scores.into_iter().chain(features.numbers()))
    {
        *input = f64::from(value);
    }
    inputs
}

/// The gradient of a likelihood, and the negative of its second derivatives.
struct Slopes {
    gradient: [f64; WEIGHTS],
    curves: [[f64; WEIGHTS]; WEIGHTS],
}

impl Slopes {
    /// Those of the prior.
    fn of_prior(weights: &[f64; WEIGHTS]) -> Self {
        let mut curves = [[0.0; WEIGHTS]; WEIGHTS];
        for (at, row) in curves.iter_mut().enumerate() {
            row[at] = PRIOR;
        }
        Self {
            gradient: weights.map(|weight| -PRIOR * weight),
            curves,
        }
    }

    /// Adds a sample with its error and its share of the curve.
    fn add(&mut self, inputs: &[f64; WEIGHTS], error: f64, curve: f64) {
        for ((slope, row), x) in self.gradient.iter_mut().zip(&mut self.curves).zip(inputs) {
            *slope += error * x;
            for (cell, y) in row.iter_mut().zip(inputs) {
                *cell += curve * x * y;
            }
        }
    }

    /// Adds the choice among the spans of a question that has right and wrong ones.
    fn add_choice(&mut self, samples: &[Sample], weights: &[f64; WEIGHTS]) {
        let rights = samples.iter().filter(|sample| sample.right).count();
        if rights == 0 || rights == samples.len() {
            return;
        }
        let scores: Vec<f64> = samples.iter().map(|sample| sample.score(weights)).collect();
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let chances: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
        let all: f64 = chances.iter().sum();
        let of_right: f64 = chances
            .iter()
            .zip(samples)
            .filter(|(_, sample)| sample.right)
            .map(|(chance, _)| chance)
            .sum();
        let mut mean = [0.0; WEIGHTS];
        for (sample, chance) in samples.iter().zip(&chances) {
            let p = chance / all;
            let target = if sample.right {
                chance / of_right.max(1e-300)
            } else {
                0.0
            };
            self.add(&sample.inputs, CHOICE * (target - p), CHOICE * p);
            for (mean, x) in mean.iter_mut().zip(sample.inputs) {
                *mean += p * x;
            }
        }
        self.add(&mean, 0.0, -CHOICE);
    }
}

impl Sample {
    fn score(&self, weights: &[f64; WEIGHTS]) -> f64 {
        let pairs = weights.iter().zip(&self.inputs);
        pairs.map(|(weight, x)| weight * x).sum()
    }
}

/// The weights of greatest likelihood, with a prior that keeps them near 0.
fn regression(questions: &[Vec<Sample>]) -> Option<[f64; WEIGHTS]> {
    let mut weights = [0.0; WEIGHTS];
    for _ in 0..50 {
        let mut slopes = Slopes::of_prior(&weights);
        for samples in questions {
            for sample in samples {
                let p = 1.0 / (1.0 + (-sample.score(&weights)).exp());
                let error = f64::from(u8::from(sample.right)) - p;
                slopes.add(&sample.inputs, error, p * (1.0 - p));
            }
            slopes.add_choice(samples, &weights);
        }
        let step = solved(slopes.curves, slopes.gradient)?;
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
        if step.iter().all(|step| step.abs() < 1e-8) {
            break;
        }
    }
    weights
        .iter()
        .all(|weight| weight.is_finite())
        .then_some(weights)
}

/// Solves a symmetric positive definite system by elimination; `None` if it is not one.
fn solved(
    mut matrix: [[f64; WEIGHTS]; WEIGHTS],
    mut right: [f64; WEIGHTS],
) -> Option<[f64; WEIGHTS]> {
    for at in 0..WEIGHTS {
        let pivot = matrix[at];
        if !(pivot[at].is_finite() && pivot[at] > 1e-12) {
            return None;
        }
        for below in at + 1..WEIGHTS {
            let factor = matrix[below][at] / pivot[at];
            for (cell, above) in matrix[below].iter_mut().zip(pivot) {
                *cell -= factor * above;
            }
            right[below] -= factor * right[at];
        }
    }
    for at in (0..WEIGHTS).rev() {
        let known: f64 = (at + 1..WEIGHTS).map(|j| matrix[at][j] * right[j]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> ReaderProfile {
        let json = r#"{"window": 384, "passages": 8, "null": 1.0, "words": 0.3, "slope": 0.3, "bias": -2.0,
            "threshold": 0.3}"#;
        serde_json::from_str(json).unwrap()
    }

    /// A question whose wrong answer often does not fit; the reader's scores say a little.
    fn row(number: u32) -> Row {
        let noise = |seed: u32| {
            let mixed = (number + 1).wrapping_mul(2_654_435_761).wrapping_mul(seed);
            f32::from((mixed >> 16) as u16) / 65_536.0
        };
        let candidate = |right: bool, seed: u32| Candidate {
            text: String::new(),
            right,
            holds: right,
            logits: Logits {
                span: 6.0 * noise(seed) + if right { 2.0 } else { 0.0 },
                null: 0.0,
                words: 0.0,
            },
            features: Features {
                misfits: f32::from(u8::from(!right && noise(seed + 8) > 0.3)),
                ..Features::default()
            },
        };
        Row {
            id: number.to_string(),
            source: "s".into(),
            document: "d".into(),
            answerable: true,
            stranger: false,
            rank: None,
            prediction: String::new(),
            score: None,
            probability: None,
            candidates: vec![candidate(true, 3), candidate(false, 99_991)],
            f1: 0.0,
            exact: 0.0,
            search_ms: 0.0,
            read_ms: 0.0,
        }
    }

    #[test]
    fn what_wrong_answers_have_gets_a_negative_weight() {
        let rows: Vec<Row> = (0..300).map(row).collect();
        let (fitted, shown) = super::fitted(&profile(), &rows).unwrap();
        let sentence = fitted.sentence.unwrap();
        assert!(sentence.threshold <= MORE_LIKELY_RIGHT && sentence.features.misfits < -1.0);
        assert!(fitted.span.features.misfits < -1.0, "{fitted:?}");
        assert!(fitted.span.slope > 0.0 && shown.error < 0.15, "{shown:?}");
        // too few rows give a curve alone
        let few = super::fitted(&profile(), &rows[..50]);
        assert!(few.is_none_or(|(few, _)| few.span.features == Features::default()));
    }

    #[test]
    fn a_system_is_solved() {
        let mut matrix = [[0.0; WEIGHTS]; WEIGHTS];
        for at in 0..WEIGHTS {
            matrix[at][at] = 2.0 + at as f64;
            if at > 0 {
                matrix[at][at - 1] = 0.5;
                matrix[at - 1][at] = 0.5;
            }
        }
        let wanted: Vec<f64> = (0..WEIGHTS).map(|at| at as f64 - 3.0).collect();
        let mut right = [0.0; WEIGHTS];
        for (value, row) in right.iter_mut().zip(&matrix) {
            *value = row.iter().zip(&wanted).map(|(a, x)| a * x).sum();
        }
        let found = solved(matrix, right).unwrap();
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-9);
        }
        assert!(solved([[0.0; WEIGHTS]; WEIGHTS], right).is_none());
    }
}
