//! Whether a number counts what "how many" asks about: the number that stands directly before the noun, and not the
//! one next door. "62 barrels below 14 roofs" has 62 barrels.

use std::ops::Range;

use super::asked::{Asked, Expected, is_plural, same_stem};
use super::numbers::{Number, NumberKind, Word, numbers, words};
use super::references::{Citing, without_marks};

/// What a number of a sentence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// What is asked about.
    Asked,
    /// Something else, which is named.
    Other,
    /// The sentence does not say it in a way that is understood.
    Unsaid,
}

/// Most words between a number and its noun: `62 old rain barrels`.
const MOST_BETWEEN: usize = 4;
/// Words for people, each of which may count those that another names, and for works.
const ALIKE: [&str; 2] = [
    " participants patients people persons subjects individuals children pupils students adults women men volunteers \
respondents visitors cases users workers residents ",
    " papers studies articles publications reports works texts documents records ",
];
/// Words that say a number without being one.
const AMOUNTS: &str = " no none neither both once twice thrice dozen dozens hundreds thousands millions single pair couple double half all every ";
const STOPS: &str = " in for at on by with below above under among from to as that which who is was are were had have has \
and or but while whereas than per during after before between against did do does took take were ";
const CONNECTS: &str = " n was were is are reached totalled totaled numbered a total of about only ( = the around nearly almost ";

fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

/// Whether words may answer "how many": they have a number, and where numbers of the sentence stand before the counted
/// noun, it is one of these. Other questions take any words.
pub(super) fn may_answer(asked: &Asked, sentence: &str, bytes: &Range<usize>) -> bool {
    if asked.expected != Expected::Count {
        return true;
    }
    let Some(answer) = sentence.get(bytes.clone()) else {
        return true;
    };
    let in_answer = words(answer);
    let in_words = in_answer.iter().any(|word| among(AMOUNTS, &word.text));
    let has_number = answer.contains(|c: char| c.is_numeric())
        || !numbers(answer, &in_answer).is_empty()
        || in_words;
    if !has_number {
        return false;
    }
    let words = words(sentence);
    let all = counting(sentence, &words);
    let is_inside =
        |number: &Number| number.whole.start < bytes.end && bytes.start < number.whole.end;
    // the only number is that of a reference
    let counted = all.iter().any(is_inside);
    if !counted && !in_words && numbers(sentence, &words).iter().any(is_inside) {
        return false;
    }
    let mut of_asked = all
        .iter()
        .filter(|number| counts(asked, &words, &all, number) == Counts::Asked)
        .peekable();
    of_asked.peek().is_none() || of_asked.any(is_inside) || !counted
}

/// Whether the only numbers of an answer count something that the question does not ask about.
pub(super) fn counts_another(asked: &Asked, sentence: &str, bytes: &Range<usize>) -> bool {
    if asked.expected != Expected::Count {
        return false;
    }
    let words = words(sentence);
    let all = counting(sentence, &words);
    let inside: Vec<&Number> = all
        .iter()
        .filter(|number| number.whole.start < bytes.end && bytes.start < number.whole.end)
        .collect();
    !inside.is_empty()
        && inside
            .iter()
            .all(|number| counts(asked, &words, &all, number) == Counts::Other)
}

/// The numbers of a sentence that count or measure: not those of references.
fn counting(sentence: &str, words: &[Word]) -> Vec<Number> {
    without_marks(sentence, words, numbers(sentence, words), Citing::default())
}

/// What a number counts.
fn counts(asked: &Asked, words: &[Word], all: &[Number], number: &Number) -> Counts {
    let Some(noun) = &asked.counted else {
        return Counts::Unsaid;
    };
    if !matches!(number.kind, NumberKind::Bare | NumberKind::Year) {
        return Counts::Unsaid;
    }
    let is_noun = |word: &Word| same_stem(noun, &word.text);
    let first = words
        .iter()
        .position(|word| word.bytes.end > number.whole.start)
        .unwrap_or(words.len());
    let after = words
        .iter()
        .position(|word| word.bytes.start >= number.whole.end)
        .unwrap_or(words.len());
    let closed = |at: usize| {
        let word = at.checked_sub(1).and_then(|at| words.get(at));
        word.is_some_and(|word| !word.after.is_empty())
    };
    let is_number = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| {
            all.iter()
                .any(|number| number.whole.contains(&word.bytes.start))
        })
    };
    let mut last: Option<&Word> = None;
    let mut at = after;
    // "12 of the 62 barrels" are barrels too
    if words.get(at).is_some_and(|word| word.text == "of") && !closed(at) {
        at += 1;
        while words
            .get(at)
            .is_some_and(|word| among(" the these those all our its ", &word.text))
            || is_number(at)
        {
            at += 1;
        }
    }
    for at in at..at + MOST_BETWEEN {
        let Some(word) = words.get(at).filter(|_| !closed(at)) else {
            break;
        };
        if is_noun(word) {
            return Counts::Asked;
        }
        if among(STOPS, &word.text) || is_number(at) {
            break;
        }
        last = Some(word);
    }
    // "the number of barrels was 62", "barrels (n = 62)"
    let mut before = first;
    while let Some(word) = before.checked_sub(1).and_then(|at| words.get(at)) {
        if is_noun(word) {
            return Counts::Asked;
        }
        if !among(CONNECTS, word.text.trim_start_matches('(')) || first - before >= MOST_BETWEEN {
            break;
        }
        before -= 1;
    }
    let alike = |word: &Word| {
        ALIKE.iter().any(|list| {
            among(list, &word.text) && (among(list, noun) || among(list, &format!("{noun}s")))
        })
    };
    match last {
        Some(word) if is_plural(&word.text) && !alike(word) => Counts::Other,
        _ => Counts::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(sentence: &str, answer: &str) -> Range<usize> {
        let start = sentence.find(answer).expect("the answer is there");
        start..start + answer.len()
    }

    #[test]
    fn a_number_before_the_noun_answers_and_the_one_next_door_does_not() {
        for (question, sentence, right, wrong) in [
            (
                "How many barrels were sampled?",
                "We sampled 62 old rain barrels below 14 roofs.",
                "62",
                "14",
            ),
            (
                "How many controls were there?",
                "There were 45 patients and 12 controls.",
                "12",
                "45",
            ),
            (
                "How many sites were visited?",
                "Sites (n = 38) were visited by 3 people.",
                "38",
                "3 people",
            ),
            (
                "How many deaths were there?",
                "There were 353 deaths (4).",
                "353",
                "4",
            ),
            (
                "How many ferries failed the test?",
                "Of 20 ships, 7 of the 9 ferries failed.",
                "7",
                "20",
            ),
        ] {
            let asked = Asked::of(question);
            assert!(
                may_answer(&asked, sentence, &at(sentence, right)),
                "{sentence}: {right}"
            );
            assert!(
                !may_answer(&asked, sentence, &at(sentence, wrong)),
                "{sentence}: {wrong}"
            );
        }
    }

    #[test]
    fn words_without_a_number_do_not_count() {
        let asked = Asked::of("How many barrels were sampled?");
        for (sentence, answer, wanted) in [
            ("We sampled rain barrels.", "rain barrels", false),
            ("None was sampled.", "None", true),
            ("Sixty-two were sampled.", "Sixty-two", true),
            ("There were dozens of them.", "dozens", true),
        ] {
            assert_eq!(
                may_answer(&asked, sentence, &at(sentence, answer)),
                wanted,
                "{sentence}"
            );
        }
        let other = Asked::of("Which barrels were sampled?");
        let sentence = "We sampled rain barrels.";
        assert!(may_answer(&other, sentence, &at(sentence, "rain barrels")));
    }

    #[test]
    fn a_number_of_other_things_is_known_as_such() {
        let asked = Asked::of("How many people died?");
        for (sentence, answer, wanted) in [
            ("There were 14 roofs.", "14", true),
            ("In all 23 patients died.", "23", false),
            ("In all 23 died.", "23", false),
        ] {
            assert_eq!(
                counts_another(&asked, sentence, &at(sentence, answer)),
                wanted,
                "{sentence}"
            );
        }
    }
}
