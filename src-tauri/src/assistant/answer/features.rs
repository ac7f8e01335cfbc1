//! What speaks for an answer besides the reader's scores: whether it is of the kind that the question asks for, and
//! whether the sentences around it speak of what the question names.
//!
//! A reader that finds a number near the right words is often sure of the number next door. The features are small
//! numbers whose weights a fit chooses, see [`super::profile`]; a profile without weights ignores them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::asked::{Asked, same_stem};
use super::counts;
use super::numbers::{Word, numbers, words};

/// Number of features.
pub const COUNT: usize = 9;

/// The features of an answer, or their weights in points of score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Features {
    /// 1 if the answer is of the expected kind.
    pub fits: f32,
    /// 1 if it is of another kind.
    pub misfits: f32,
    /// The share of the question's words that its own sentence has.
    pub said: f32,
    /// The share of the question's words that neither its sentence nor the neighbours nor the heading have.
    pub missing: f32,
    /// The share of the answer's words that the question has.
    pub echo: f32,
    /// The logarithm of the number of its words, if the question asks for a number, a date or a name.
    pub short_length: f32,
    /// The same for other questions.
    pub length: f32,
    /// 1 for the first passage of the search, less for later ones.
    pub place: f32,
    /// The cosine of the question and its sentence, by the model that finds passages by meaning.
    pub alike: f32,
}

/// The cosine of a question and a sentence if no model compares them: that of a sentence which is about the same thing.
pub(super) const NOT_COMPARED: f32 = 0.5;

impl Features {
    /// As numbers, in the order of the fields.
    pub fn numbers(&self) -> [f32; COUNT] {
        [
            self.fits,
            self.misfits,
            self.said,
            self.missing,
            self.echo,
            self.short_length,
            self.length,
            self.place,
            self.alike,
        ]
    }

    /// The reverse of [`Self::numbers`].
    pub fn from_numbers(numbers: [f32; COUNT]) -> Self {
        let [
            fits,
            misfits,
            said,
            missing,
            echo,
            short_length,
            length,
            place,
            alike,
        ] = numbers;
        Self {
            fits,
            misfits,
            said,
            missing,
            echo,
            short_length,
            length,
            place,
            alike,
        }
    }

    /// What features add to a score if these are their weights.
    pub fn weighed(&self, features: &Self) -> f32 {
        let pairs = self.numbers().into_iter().zip(features.numbers());
        pairs.map(|(weight, value)| weight * value).sum()
    }
}

/// Where an answer stands.
pub(super) struct Surroundings<'a> {
    /// The sentence of the answer, or the first of several.
    pub(super) sentence: &'a str,
    /// The bytes of the answer in `sentence`.
    pub(super) bytes: Range<usize>,
    /// The sentences before and after, with the answer's own.
    pub(super) around: &'a str,
    /// The titles of its sections.
    pub(super) head: &'a str,
    /// The place of its passage in the search, from 0.
    pub(super) place: usize,
}

/// The features of an answer that its words and the words around it show.
pub(super) fn of(asked: &Asked, answer: &str, at: &Surroundings<'_>) -> Features {
    let in_answer = words(answer);
    let fits = match counts::counts_another(asked, at.sentence, &at.bytes) {
        true => Some(false),
        false => asked.expected.fits(answer, &numbers(answer, &in_answer)),
    };
    let (own, around, head) = (words(at.sentence), words(at.around), words(at.head));
    let all: f32 = asked.keys.iter().map(|(_, weight)| weight).sum();
    let share = |those: &dyn Fn(&str) -> bool| -> f32 {
        let keys = asked.keys.iter().filter(|(key, _)| those(key));
        let sum: f32 = keys.map(|(_, weight)| weight).sum();
        if all > 0.0 { sum / all } else { 0.0 }
    };
    let has = |words: &[Word], key: &str| words.iter().any(|word| is_form(key, &word.text));
    let echoes = in_answer
        .iter()
        .filter(|word| asked.keys.iter().any(|(key, _)| is_form(key, &word.text)))
        .count();
    let count = in_answer.len().max(1) as f32;
    let short = asked.expected.is_short();
    Features {
        fits: f32::from(u8::from(fits == Some(true))),
        misfits: f32::from(u8::from(fits == Some(false))),
        said: share(&|key| has(&own, key)),
        missing: share(&|key| !has(&around, key) && !has(&head, key)),
        echo: echoes as f32 / count,
        short_length: if short { count.ln() } else { 0.0 },
        length: if short { 0.0 } else { count.ln() },
        place: 1.0 / (1.0 + at.place as f32),
        alike: NOT_COMPARED,
    }
}

/// Whether a word, or a part of one with hyphens, is a form of a question's word.
fn is_form(key: &str, word: &str) -> bool {
    same_stem(key, word)
        || word.contains(['-', '/', '–'])
            && word.split(['-', '/', '–']).any(|part| same_stem(key, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_other_things_does_not_fit() {
        let asked = Asked::of("How many ferries sailed?");
        let sentence = "It rained on 14 roofs.";
        let at = Surroundings {
            sentence,
            bytes: 13..15,
            around: sentence,
            head: "",
            place: 0,
        };
        let found = of(&asked, "14", &at);
        assert_eq!((found.fits, found.misfits), (0.0, 1.0));
    }

    #[test]
    fn an_answer_is_compared_with_what_stands_around_it() {
        let asked = Asked::of("How many ferries sailed to Exampletown in 1998?");
        fn at<'a>(sentence: &'a str, answer: &str) -> Surroundings<'a> {
            let start = sentence.find(answer).unwrap();
            Surroundings {
                sentence,
                bytes: start..start + answer.len(),
                around: sentence,
                head: "",
                place: 0,
            }
        }
        let sentence = "In 1998 twelve ferries sailed to Exampletown.";
        let right = of(&asked, "twelve ferries", &at(sentence, "twelve ferries"));
        assert_eq!((right.fits, right.misfits), (1.0, 0.0));
        assert_eq!((right.said, right.missing), (1.0, 0.0));
        let other = "A third of the guests came by train.";
        let wrong = of(&asked, "train", &at(other, "train"));
        assert_eq!((wrong.fits, wrong.misfits, wrong.missing), (0.0, 1.0, 1.0));
        let weights = Features {
            fits: 2.0,
            missing: -4.0,
            ..Features::default()
        };
        assert!(weights.weighed(&right) > 1.9 && weights.weighed(&wrong) < -3.9);
        assert_eq!(Features::from_numbers(right.numbers()), right);
    }
}
