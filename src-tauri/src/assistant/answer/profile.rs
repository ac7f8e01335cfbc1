//! What is known about a reader besides its weights: the window it reads best, and the probability that its spans
//! are right, given their scores.
//!
//! Both are constants per kind of checkpoint, measured with `pagewing eval qa` on a trained reader. A folder may
//! bring its own. `docs/quality.md` describes the data and how well the constants hold.

use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::features::Features;
pub use super::judgement::{Judgement, Logits, MORE_LIKELY_RIGHT};
use crate::weights::{ReaderFolder, ReaderKind};

/// A folder may bring its own profile under this name:
/// `{"window": 4096, "passages": 20, "null": 1.0, "words": 0.3, "slope": 0.5, "bias": -4.0, "threshold": 0.35}`, and
/// optionally `"headings": true`, `"answer": 30`, `"features": {"fits": 1.0, ...}` and `"sentence": {"null": 1.0, ...}`.
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

/// How a reader is used, and how what it points at is judged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReaderProfile {
    /// Longest window in tokens.
    pub window: usize,
    /// Number of passages that are read per document.
    pub passages: usize,
    /// Whether the words of a span are right.
    #[serde(flatten)]
    pub span: Judgement,
    /// Whether the headings of a passage stand in front of it in the reader's input.
    #[serde(default)]
    pub headings: bool,
    /// Tokens of the longest answer.
    #[serde(default = "longest_span")]
    pub answer: usize,
    /// Whether the sentence of a span has the answer, in these or in other words: a reader that does not know the words
    /// may know the sentence. `None` if it was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Judgement>,
}

fn longest_span() -> usize {
    LONGEST_SPAN
}

/// What was measured of the prototype.
fn measured(null: f32) -> Judgement {
    Judgement {
        null,
        words: 0.3,
        slope: 0.419,
        bias: -3.86,
        threshold: 0.35,
        features: Features::default(),
    }
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
                span: measured(0.5),
                headings: false,
                answer: LONGEST_SPAN,
                sentence: None,
            },
            // no trained checkpoint of this kind was available; the windows are those of its summarizers
            ReaderKind::BigBirdPegasus => Self {
                window: LONGEST_WINDOW,
                passages: MOST_PASSAGES,
                span: measured(1.0),
                headings: false,
                answer: LONGEST_SPAN,
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
            && (1..=LONGEST_OF_ALL).contains(&self.answer)
            && self.span.is_sound()
            && self.sentence.is_none_or(|sentence| sentence.is_sound())
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> ReaderProfile {
        ReaderProfile::of_kind(ReaderKind::BigBird)
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
        assert_eq!(old.span.score(&logits, &features), 6.0);
        let new = r#"{"window": 512, "passages": 12, "null": 0.5, "words": 0.1, "slope": 0.3, "bias": -2.0, "threshold": 0.3,
            "headings": true, "answer": 80, "features": {"misfits": -2.0}, "sentence": {"null": 0.5, "words": 0.1, "slope": 0.3,
            "bias": -1.0, "threshold": 0.4}}"#;
        let new: ReaderProfile = serde_json::from_str(new).unwrap();
        assert!(new.is_sound() && new.headings && new.answer == 80);
        assert_eq!(new.span.score(&logits, &features), 3.0);
        assert_eq!(
            new.sentence
                .map(|sentence| sentence.score(&logits, &features)),
            Some(5.0)
        );
        let written = serde_json::to_string(&new).unwrap();
        assert_eq!(
            serde_json::from_str::<ReaderProfile>(&written).unwrap(),
            new
        );
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
                span: Judgement {
                    slope: -1.0,
                    ..measured(1.0)
                },
                ..profile()
            },
            ReaderProfile {
                sentence: Some(Judgement {
                    threshold: 7.0,
                    ..measured(1.0)
                }),
                ..profile()
            },
        ] {
            assert!(!wrong.is_sound(), "{wrong:?}");
        }
    }
}
