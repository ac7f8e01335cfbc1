//! How what a reader points at is judged: a score from the reader's logits and the [`Features`], and the probability that
//! follows from it.

use serde::{Deserialize, Serialize};

use super::features::Features;

/// From this probability on an answer is more likely right than wrong.
pub const MORE_LIKELY_RIGHT: f32 = 0.5;

/// What a reader's score of a span consists of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Logits {
    /// The logits of its start and its end.
    pub span: f32,
    /// The logits of "no answer" in its window.
    pub null: f32,
    /// The BM25 score of its passage.
    pub words: f32,
}

/// The weights of a score, and the probability at each score. A score is
/// `start + end - null * no answer + words * BM25 + features`: the span's own logits, the logits of "no answer", how well
/// its passage matches the question's words, and what its [`Features`] add. The probability is
/// `1 / (1 + exp(-(slope * score + bias)))`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The weight of the "no answer" logits: 1 for a reader that was trained to refuse.
    pub null: f32,
    /// The weight of the passage's BM25 score.
    pub words: f32,
    /// The change in log-odds per point of score.
    pub slope: f32,
    /// The log-odds at score 0.
    pub bias: f32,
    /// What has a probability below this is not an answer.
    pub threshold: f32,
    /// The weights of the features, in points of score.
    #[serde(default)]
    pub features: Features,
}

impl Judgement {
    /// The score of a span with these logits.
    pub fn score(&self, logits: &Logits, features: &Features) -> f32 {
        logits.span - self.null * logits.null
            + self.words * logits.words
            + self.features.weighed(features)
    }

    /// The probability at a score.
    pub fn probability(&self, score: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * score + self.bias)).exp())
    }

    /// Whether the numbers are possible ones.
    pub(super) fn is_sound(&self) -> bool {
        let weights = self.features.numbers();
        [self.null, self.words, self.slope, self.bias]
            .iter()
            .chain(&weights)
            .all(|number| number.is_finite())
            && self.slope > 0.0
            && (0.0..=1.0).contains(&self.threshold)
    }

    /// These weights with the probabilities of greatest likelihood for pairs of `(score, right)`, found by Newton's
    /// method. A weak prior keeps them finite if the two kinds separate cleanly. `None` without samples of both kinds.
    pub fn fitted(&self, samples: &[(f32, bool)]) -> Option<Self> {
        if !samples.iter().any(|(_, right)| *right) || samples.iter().all(|(_, right)| *right) {
            return None;
        }
        const PRIOR: f64 = 1e-3;
        let (mut slope, mut bias) = (0.0_f64, 0.0_f64);
        for _ in 0..100 {
            let (mut g0, mut g1) = (-PRIOR * slope, -PRIOR * bias);
            let (mut h00, mut h01, mut h11) = (PRIOR, 0.0, PRIOR);
            for (score, right) in samples {
                let x = f64::from(*score);
                let p = 1.0 / (1.0 + (-(slope * x + bias)).exp());
                let error = f64::from(u8::from(*right)) - p;
                let w = p * (1.0 - p);
                g0 += error * x;
                g1 += error;
                h00 += w * x * x;
                h01 += w * x;
                h11 += w;
            }
            let determinant = h00 * h11 - h01 * h01;
            if !determinant.is_finite() || determinant.abs() < 1e-12 {
                break;
            }
            let (d0, d1) = (
                (h11 * g0 - h01 * g1) / determinant,
                (h00 * g1 - h01 * g0) / determinant,
            );
            slope += d0;
            bias += d1;
            if d0.abs() + d1.abs() < 1e-9 {
                break;
            }
        }
        Some(Self {
            slope: slope as f32,
            bias: bias as f32,
            ..*self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgement() -> Judgement {
        Judgement {
            null: 1.0,
            words: 0.3,
            slope: 0.4,
            bias: -3.0,
            threshold: 0.35,
            features: Features::default(),
        }
    }

    #[test]
    fn a_fit_finds_the_curve_that_made_the_samples() {
        let made = Judgement {
            slope: 0.8,
            bias: -1.5,
            ..judgement()
        };
        // each score many times, right as often as the curve predicts
        let mut samples = Vec::new();
        for step in -20..=40 {
            let score = step as f32 * 0.25;
            let right = (made.probability(score) * 1000.0).round() as usize;
            samples.extend((0..1000).map(|n| (score, n < right)));
        }
        let found = judgement().fitted(&samples).unwrap();
        assert!((found.slope - made.slope).abs() < 0.01, "{found:?}");
        assert!((found.bias - made.bias).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn one_kind_of_sample_makes_no_curve_and_clean_ones_a_finite_one() {
        assert_eq!(judgement().fitted(&[(1.0, true), (2.0, true)]), None);
        let clean = judgement().fitted(&[(1.0, false), (2.0, true)]).unwrap();
        assert!(clean.slope.is_finite() && clean.slope > 0.0);
    }
}
