//! How likely a span is right, given the reader's score: a logistic curve per kind of checkpoint, fitted on
//! questions with known answers.
//!
//! `pagewing eval qa --calibrate` makes the fit; `docs/quality.md` says on what and how well it holds.

use std::fs;

use serde::{Deserialize, Serialize};

use crate::weights::{ReaderFolder, ReaderKind};

/// A folder may bring its own curve under this name: `{"slope": .., "bias": .., "threshold": ..}`.
pub const FILE: &str = "calibration.json";

/// `1 / (1 + exp(-(slope * score + bias)))`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// How much a point of score changes.
    pub slope: f32,
    /// The log-odds at score 0.
    pub bias: f32,
    /// Below this probability a span is no answer.
    pub threshold: f32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self::of_kind(ReaderKind::BigBird)
    }
}

impl Calibration {
    fn of_kind(kind: ReaderKind) -> Self {
        match kind {
            ReaderKind::BigBird => Self {
                slope: 0.25,
                bias: -1.0,
                threshold: 0.25,
            },
            // no trained checkpoint of this kind was at hand
            ReaderKind::BigBirdPegasus => Self {
                slope: 0.25,
                bias: -1.0,
                threshold: 0.25,
            },
        }
    }

    /// The folder's own, or that of its kind. A file that makes no sense is passed over.
    pub fn of(folder: &ReaderFolder) -> Self {
        fs::read(folder.path.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|own| {
                own.slope.is_finite()
                    && own.slope > 0.0
                    && own.bias.is_finite()
                    && (0.0..=1.0).contains(&own.threshold)
            })
            .unwrap_or_else(|| Self::of_kind(folder.kind))
    }

    /// The probability that a span of this score is right.
    pub fn probability(&self, score: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * score + self.bias)).exp())
    }

    /// The curve of greatest likelihood for `(score, right)`, with a trace of a prior that keeps it finite
    /// where both are cleanly apart. `None` without samples of both kinds. Newton's method.
    pub fn fit(samples: &[(f32, bool)], threshold: f32) -> Option<Self> {
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
            if determinant.abs() < 1e-12 {
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
            threshold,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_finds_the_curve_that_made_the_samples() {
        let made = Calibration {
            slope: 0.8,
            bias: -1.5,
            threshold: 0.5,
        };
        // every score many times, right as often as the curve says
        let mut samples = Vec::new();
        for step in -20..=40 {
            let score = step as f32 * 0.25;
            let right = (made.probability(score) * 1000.0).round() as usize;
            samples.extend((0..1000).map(|n| (score, n < right)));
        }
        let found = Calibration::fit(&samples, 0.5).unwrap();
        assert!((found.slope - made.slope).abs() < 0.01, "{found:?}");
        assert!((found.bias - made.bias).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn one_kind_of_sample_makes_no_curve_and_clean_ones_a_finite_one() {
        assert_eq!(Calibration::fit(&[(1.0, true), (2.0, true)], 0.5), None);
        let clean = Calibration::fit(&[(1.0, false), (2.0, true)], 0.5).unwrap();
        assert!(clean.slope.is_finite() && clean.slope > 0.0);
    }
}
