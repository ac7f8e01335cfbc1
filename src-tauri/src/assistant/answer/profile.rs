//! What is known about a reader besides its weights: the window it reads best, and the probability that its spans
//! are right, given their scores.
//!
//! Both are constants per kind of checkpoint, measured with `pagewing eval qa` on a trained reader. A folder may
//! bring its own. `docs/quality.md` describes the data and how well the constants hold.

use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::features::Features;
use crate::weights::{ReaderFolder, ReaderKind};

/// A folder may bring its own profile under this name:
/// `{"window": 4096, "passages": 20, "null": 1.0, "words": 0.3, "slope": 0.5, "bias": -4.0, "threshold": 0.35}`, and
/// optionally `"headings": true`, `"answer": 30` and `"features": {"fits": 1.0, ...}`.
pub const FILE: &str = "reader_profile.json";

/// The longest window in tokens, whatever a profile asks for: the length that BigBird was made for.
const LONGEST_WINDOW: usize = 4096;
/// The number of passages that fill it.
const MOST_PASSAGES: usize = 20;
/// The shortest window in tokens: room for a passage and its question.
const SHORTEST_WINDOW: usize = 64;

/// If a window has at least this number of tokens, passages are read together; otherwise each is read alone.
const TOGETHER: usize = 1024;

/// Tokens of the longest span, as in the reference's scripts. A longer span is a paragraph rather than an answer:
/// it joins the right start of one answer to the right end of another.
const LONGEST_SPAN: usize = 30;
/// The longest that a profile may ask for.
const LONGEST_OF_ALL: usize = 256;

/// How a reader is used. A span's score is `start + end - null * no answer + words * BM25 + features`: the span's own
/// logits, the logits of "no answer", how well its passage matches the question's words, and what its [`Features`] add.
/// Its probability is `1 / (1 + exp(-(slope * score + bias)))`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReaderProfile {
    /// Longest window in tokens.
    pub window: usize,
    /// Number of passages that are read per document.
    pub passages: usize,
    /// The weight of the "no answer" logits: 1 for a reader that was trained to refuse.
    pub null: f32,
    /// The weight of the passage's BM25 score.
    pub words: f32,
    /// The change in log-odds per point of score.
    pub slope: f32,
    /// The log-odds at score 0.
    pub bias: f32,
    /// A span with a probability below this is not an answer.
    pub threshold: f32,
    /// Whether the headings of a passage stand in front of it in the reader's input.
    #[serde(default)]
    pub headings: bool,
    /// Tokens of the longest answer.
    #[serde(default = "longest_span")]
    pub answer: usize,
    /// The weights of the features, in points of score.
    #[serde(default)]
    pub features: Features,
    /// How likely the sentence of a span has the answer; `None` if it was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Curve>,
}

/// The probability that the sentence of a span has the answer, whether or not the span is right: a reader that does not
/// know the words may know the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The change in log-odds per point of the span's score.
    pub slope: f32,
    /// The log-odds at score 0.
    pub bias: f32,
}

impl Curve {
    /// The curve of greatest likelihood for pairs of `(score, right)`, found by Newton's method. A weak prior keeps it
    /// finite if the two kinds separate cleanly. `None` without samples of both kinds.
    pub fn fitted(samples: &[(f32, bool)]) -> Option<Self> {
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
        })
    }

    /// The probability at a score.
    pub fn probability(&self, score: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * score + self.bias)).exp())
    }

    fn is_sound(&self) -> bool {
        self.slope.is_finite() && self.bias.is_finite()
    }
}

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

fn longest_span() -> usize {
    LONGEST_SPAN
}

impl ReaderProfile {
    /// The folder's own profile, or the one of its kind. A file with impossible values is ignored.
    pub fn of(folder: &ReaderFolder) -> Self {
        fs::read(folder.path.join(FILE))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(Self::is_sound)
            .unwrap_or_else(|| Self::of_kind(folder.kind))
    }

    fn of_kind(kind: ReaderKind) -> Self {
        match kind {
            ReaderKind::BigBird => Self {
                window: 384,
                passages: 8,
                null: 0.5,
                words: 0.3,
                slope: 0.419,
                bias: -3.86,
                threshold: 0.35,
                headings: false,
                answer: LONGEST_SPAN,
                features: Features::default(),
                sentence: None,
            },
            // no trained checkpoint of this kind was available; the windows are those of its summarizers
            ReaderKind::BigBirdPegasus => Self {
                window: LONGEST_WINDOW,
                passages: MOST_PASSAGES,
                null: 1.0,
                words: 0.3,
                slope: 0.419,
                bias: -3.86,
                threshold: 0.35,
                headings: false,
                answer: LONGEST_SPAN,
                features: Features::default(),
                sentence: None,
            },
        }
    }

    /// Whether passages share a window.
    pub fn together(&self) -> bool {
        self.window >= TOGETHER
    }

    fn is_sound(&self) -> bool {
        (SHORTEST_WINDOW..=LONGEST_WINDOW).contains(&self.window)
            && (1..=MOST_PASSAGES).contains(&self.passages)
            && self.null.is_finite()
            && self.words.is_finite()
            && self.slope.is_finite()
            && self.slope > 0.0
            && self.bias.is_finite()
            && (0.0..=1.0).contains(&self.threshold)
            && (1..=LONGEST_OF_ALL).contains(&self.answer)
            && self
                .features
                .numbers()
                .iter()
                .all(|weight| weight.is_finite())
            && self.sentence.is_none_or(|curve| curve.is_sound())
    }

    /// The score of a span with these logits.
    pub fn score(&self, logits: &Logits, features: &Features) -> f32 {
        logits.span - self.null * logits.null
            + self.words * logits.words
            + self.features.weighed(features)
    }

    /// The profile of a file.
    ///
    /// # Errors
    /// [`io::Error`] if the file cannot be read, is not a profile, or has impossible values.
    pub fn read(file: &Path) -> io::Result<Self> {
        let profile: Self = serde_json::from_slice(&fs::read(file)?)?;
        match profile.is_sound() {
            true => Ok(profile),
            false => Err(io::Error::other("the profile has impossible values")),
        }
    }

    /// The probability that a span with this score is right.
    pub fn probability(&self, score: f32) -> f32 {
        let curve = Curve {
            slope: self.slope,
            bias: self.bias,
        };
        curve.probability(score)
    }

    /// This profile with the curve of greatest likelihood for pairs of `(score, right)`. `None` without samples of both
    /// kinds.
    pub fn fitted(&self, samples: &[(f32, bool)]) -> Option<Self> {
        let Curve { slope, bias } = Curve::fitted(samples)?;
        Some(Self {
            slope,
            bias,
            ..*self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> ReaderProfile {
        ReaderProfile::of_kind(ReaderKind::BigBird)
    }

    #[test]
    fn a_fit_finds_the_curve_that_made_the_samples() {
        let made = ReaderProfile {
            slope: 0.8,
            bias: -1.5,
            ..profile()
        };
        // each score many times, right as often as the curve predicts
        let mut samples = Vec::new();
        for step in -20..=40 {
            let score = step as f32 * 0.25;
            let right = (made.probability(score) * 1000.0).round() as usize;
            samples.extend((0..1000).map(|n| (score, n < right)));
        }
        let found = profile().fitted(&samples).unwrap();
        assert!((found.slope - made.slope).abs() < 0.01, "{found:?}");
        assert!((found.bias - made.bias).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn one_kind_of_sample_makes_no_curve_and_clean_ones_a_finite_one() {
        assert_eq!(profile().fitted(&[(1.0, true), (2.0, true)]), None);
        let clean = profile().fitted(&[(1.0, false), (2.0, true)]).unwrap();
        assert!(clean.slope.is_finite() && clean.slope > 0.0);
    }

    #[test]
    fn a_profile_of_the_old_kind_has_no_headings_and_no_weights() {
        let old = r#"{"window": 384, "passages": 8, "null": 1.0, "words": 0.3, "slope": 0.3, "bias": -2.0, "threshold": 0.3}"#;
        let old: ReaderProfile = serde_json::from_str(old).unwrap();
        assert!(old.is_sound() && !old.headings && old.answer == 30);
        let logits = Logits {
            span: 5.0,
            null: 2.0,
            words: 10.0,
        };
        let features = Features {
            misfits: 1.0,
            ..Features::default()
        };
        assert_eq!(old.score(&logits, &features), 6.0);
        let new = r#"{"window": 512, "passages": 12, "null": 0.5, "words": 0.1, "slope": 0.3, "bias": -2.0, "threshold": 0.3,
            "headings": true, "answer": 80, "features": {"misfits": -2.0}}"#;
        let new: ReaderProfile = serde_json::from_str(new).unwrap();
        assert!(new.is_sound() && new.headings && new.answer == 80);
        assert_eq!(new.score(&logits, &features), 3.0);
    }

    #[test]
    fn a_profile_that_makes_no_sense_is_not_sound() {
        assert!(profile().is_sound());
        for wrong in [
            ReaderProfile {
                window: 0,
                ..profile()
            },
            ReaderProfile {
                slope: -1.0,
                ..profile()
            },
            ReaderProfile {
                threshold: 7.0,
                ..profile()
            },
        ] {
            assert!(!wrong.is_sound(), "{wrong:?}");
        }
    }
}
