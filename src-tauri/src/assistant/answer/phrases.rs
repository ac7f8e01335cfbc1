//! Makes an answer a whole phrase: a number with its unit, a range with both ends, a name with all its parts, an
//! identifier up to its last character.
//!
//! A reader points at the words that it finds most likely, and often leaves out what a person needs: `24` of `24
//! hours`, `Placeholder Foundation` of `Placeholder Foundation for Small Buildings`.

use std::ops::Range;

use super::asked::{Asked, Expected, is_plural, same_stem};
use super::names::{MONTHS, Name, among, touch, touched};
use super::numbers::{Number, NumberKind, Word, numbers, words};
use super::{compound, dated};

/// Words that an answer does not end with.
const LOOSE_ENDS: &str = " of the a an and or to in with by for from at on that which who was were is are as than but while \
because against into its their be been has have had ";
/// Words that an answer does not begin with.
const LOOSE_STARTS: &str =
    " of and or but was were is are that which who has have had be been as than ";
/// Most words between "from 204" and "to 57".
const LONGEST_GAP: usize = 8;

/// The whole phrase around the bytes of an answer in a sentence.
pub(super) fn whole(sentence: &str, bytes: Range<usize>, asked: &Asked) -> Range<usize> {
    let words = words(sentence);
    let numbers = numbers(sentence, &words);
    let phrase = trimmed(sentence, &words, bytes);
    let phrase = joined(sentence, with_brackets(sentence, phrase));
    let phrase = match asked.expected {
        Expected::Date => dated::whole(sentence, &words, phrase),
        _ => phrase,
    };
    let phrase = Name::of(sentence, &words).around(phrase);
    let phrase = measured(&words, &numbers, phrase, asked);
    let phrase = compound::whole(sentence, &numbers, phrase);
    let phrase = ranged(sentence, &words, &numbers, phrase);
    let change = asked.between && !matches!(asked.expected, Expected::Count | Expected::Date);
    let phrase = match change {
        true => changed(&words, &numbers, phrase),
        false => phrase,
    };
    with_brackets(sentence, phrase)
}

/// Without "of" and "the" at the end, and "was" at the beginning, if other words are left.
fn trimmed(sentence: &str, words: &[Word], mut bytes: Range<usize>) -> Range<usize> {
    // the A of vitamin A is not an article
    let is_lower = |word: &Word| {
        let text = sentence.get(word.bytes.clone());
        text.is_some_and(|text| text.starts_with(char::is_lowercase))
    };
    while let Some(inside) = touched(words, &bytes).filter(|inside| inside.len() > 1) {
        let part = words.get(inside).unwrap_or_default();
        match part {
            [.., before, last] if among(LOOSE_ENDS, &last.text) && is_lower(last) => {
                bytes.end = before.bytes.end.min(bytes.end);
            }
            [first, second, ..] if among(LOOSE_STARTS, &first.text) => {
                bytes.start = second.bytes.start.max(bytes.start);
            }
            _ => break,
        }
    }
    bytes
}

/// With the other half of a bracket that stands near.
fn with_brackets(sentence: &str, mut bytes: Range<usize>) -> Range<usize> {
    /// Bytes within which the other half is looked for.
    const NEAR: usize = 40;
    let part = sentence.get(bytes.clone()).unwrap_or_default();
    for (open, close) in [('(', ')'), ('[', ']')] {
        let (opened, closed) = (part.matches(open).count(), part.matches(close).count());
        let after = sentence.get(bytes.end..).and_then(|rest| rest.find(close));
        let before = sentence
            .get(..bytes.start)
            .and_then(|rest| rest.rfind(open));
        if opened > closed
            && let Some(at) = after.filter(|at| *at <= NEAR)
        {
            bytes.end += at + close.len_utf8();
        }
        if closed > opened
            && let Some(at) = before.filter(|at| bytes.start - at <= NEAR)
        {
            bytes.start = at;
        }
    }
    bytes
}

/// Up to the ends of words that hyphens or slashes join: `EXT-2016-0093`, `long-eared`.
fn joined(sentence: &str, mut bytes: Range<usize>) -> Range<usize> {
    let joins = |c: char| matches!(c, '-' | '‐' | '‑' | '/' | '_');
    while let Some(rest) = sentence.get(bytes.end..) {
        let mut next = rest.chars();
        let (Some(join), Some(after)) = (next.next(), next.next()) else {
            break;
        };
        if !joins(join) || !after.is_alphanumeric() {
            break;
        }
        let more = rest.get(join.len_utf8()..).unwrap_or_default();
        let length = more.find(|c: char| !c.is_alphanumeric());
        bytes.end += join.len_utf8() + length.unwrap_or(more.len());
    }
    while let Some(rest) = sentence.get(..bytes.start) {
        let mut last = rest.chars().rev();
        let (Some(join), Some(earlier)) = (last.next(), last.next()) else {
            break;
        };
        if !joins(join) || !earlier.is_alphanumeric() {
            break;
        }
        let less = rest.get(..rest.len() - join.len_utf8()).unwrap_or_default();
        let border = less
            .char_indices()
            .rev()
            .find(|(_, c)| !c.is_alphanumeric());
        bytes.start = border.map_or(0, |(at, c)| at + c.len_utf8());
    }
    bytes
}

/// Numbers with their units, with the noun that "how many" asks about, and years with their months.
fn measured(
    words: &[Word],
    numbers: &[Number],
    mut bytes: Range<usize>,
    asked: &Asked,
) -> Range<usize> {
    let dated = matches!(
        asked.expected,
        Expected::Date | Expected::Duration | Expected::Extent
    );
    for number in numbers {
        if !touch(&number.whole, &bytes) {
            continue;
        }
        bytes.start = bytes.start.min(number.whole.start);
        bytes.end = bytes.end.max(number.whole.end);
        let Some(inside) = touched(words, &number.whole) else {
            continue;
        };
        let joined = words
            .get(inside.end - 1)
            .is_some_and(|word| word.after.is_empty());
        let next = words.get(inside.end).filter(|_| joined);
        if let (Some(counted), Some(next)) = (&asked.counted, next)
            && number.kind == NumberKind::Bare
            && same_stem(counted, &next.text)
        {
            bytes.end = bytes.end.max(next.bytes.end);
        }
        // "nine crowns" of a question for a sum: no list has all currencies
        if let Some(next) = next.filter(|next| is_plural(&next.text))
            && asked.expected == Expected::Money
            && number.kind == NumberKind::Bare
        {
            bytes.end = bytes.end.max(next.bytes.end);
        }
        let before = inside.start.checked_sub(1).and_then(|at| words.get(at));
        let month = before.filter(|word| among(MONTHS, &word.text) && word.after.len() < 2);
        if let Some(month) = month.filter(|_| dated && number.kind == NumberKind::Year) {
            bytes.start = bytes.start.min(month.bytes.start);
        }
    }
    bytes
}

/// Ranges with both ends: `4.9 to 7.8`, `5 ± 2`, `June 2018 to May 2019`.
fn ranged(
    sentence: &str,
    words: &[Word],
    numbers: &[Number],
    mut bytes: Range<usize>,
) -> Range<usize> {
    let before = |range: &Range<usize>| {
        let at = words.iter().position(|word| word.bytes.end > range.start)?;
        words.get(at.checked_sub(1)?)
    };
    let signs = ["to", "–", "-", "−", "—", "±", "+/-", "×", "x", "by"];
    // in order, so that three numbers in a row come together
    for pair in numbers.windows(2) {
        let [one, next] = pair else { continue };
        if !touch(&one.whole, &bytes) && !touch(&next.whole, &bytes) {
            continue;
        }
        let Some(between) = sentence.get(one.whole.end..next.whole.start) else {
            continue;
        };
        let between = between.trim().to_lowercase();
        let month = between
            .strip_prefix("to ")
            .is_some_and(|rest| among(MONTHS, rest));
        let opener = before(&one.whole);
        let opens = |wanted: &str| opener.is_some_and(|word| word.text == wanted);
        let joins =
            signs.contains(&between.as_str()) || month || (between == "and" && opens("between"));
        if !joins {
            continue;
        }
        bytes.start = bytes.start.min(one.whole.start);
        bytes.end = bytes.end.max(next.whole.end);
        let whole = opens("from") || opens("between");
        let dated = month && opener.is_some_and(|word| among(MONTHS, &word.text));
        if let Some(word) = opener.filter(|_| whole || dated) {
            bytes.start = bytes.start.min(word.bytes.start);
        }
    }
    bytes
}

/// A change with words in between: `from 204 in the summer of 2016 to 57`.
fn changed(words: &[Word], numbers: &[Number], mut bytes: Range<usize>) -> Range<usize> {
    let number_of = |at: usize| {
        let word = words.get(at)?;
        numbers
            .iter()
            .find(|number| touch(&number.whole, &word.bytes))
    };
    for (at, from) in words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.text == "from")
    {
        let ends = |word: &Word| word.after.contains(['.', ';']);
        let to = (at + 1..=at + 1 + LONGEST_GAP)
            .take_while(|next| !words.get(next - 1).is_some_and(ends))
            .find(|next| words.get(*next).is_some_and(|word| word.text == "to"));
        let pair = to.and_then(|to| Some((number_of(at + 1)?, number_of(to + 1)?)));
        let Some((first, second)) = pair else {
            continue;
        };
        if touch(&first.whole, &bytes) || touch(&second.whole, &bytes) {
            bytes = bytes.start.min(from.bytes.start)..bytes.end.max(second.whole.end);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(question: &str, sentence: &str, pointed: &str) -> String {
        let start = sentence.find(pointed).expect("what is pointed at is there");
        let found = whole(sentence, start..start + pointed.len(), &Asked::of(question));
        sentence[found].to_owned()
    }

    #[test]
    fn numbers_come_with_their_units_and_ranges_with_both_ends() {
        let fell = "They fell from 204 in the summer of 2016 to 57 in 2017.";
        for (question, sentence, pointed, wanted) in [
            (
                "How long was it?",
                "They slept for 24 hours there.",
                "24",
                "24 hours",
            ),
            (
                "What is the distance?",
                "A distance of 5.5 Å was found.",
                "5.5",
                "5.5 Å",
            ),
            (
                "What is the interval?",
                "It was 4 (95 % CI 1.6 to 6.6).",
                "1.6",
                "1.6 to 6.6",
            ),
            (
                "What was its range?",
                "The pH ranged from 4.9 to 7.8.",
                "7.8",
                "from 4.9 to 7.8",
            ),
            (
                "What happened to the hours?",
                fell,
                "57",
                "from 204 in the summer of 2016 to 57",
            ),
            ("How many hours were there in 2016?", fell, "204", "204"),
            (
                "How long did it last?",
                "It lasted from June 2018 to May 2019, daily.",
                "2018",
                "June 2018 to May 2019",
            ),
            (
                "How many schools took part?",
                "In all 24 schools of 61 took part.",
                "24",
                "24 schools",
            ),
            ("How cold was it?", "It was kept at −20 °C.", "20", "−20 °C"),
        ] {
            assert_eq!(
                phrase(question, sentence, pointed),
                wanted,
                "{sentence}: {pointed}"
            );
        }
    }

    #[test]
    fn amounts_in_two_units_sums_and_dates_are_whole() {
        for (question, sentence, pointed, wanted) in [
            (
                "How long did they wait?",
                "They waited three hours and ten minutes for their mail.",
                "three",
                "three hours and ten minutes",
            ),
            (
                "What was the price of a block?",
                "The price fell to six øre a block.",
                "six",
                "six øre",
            ),
            (
                "How much does he earn?",
                "He earns eleven crowns a week.",
                "eleven",
                "eleven crowns",
            ),
            (
                "How many children came?",
                "Of the children 12 wore crowns, and 9 came.",
                "12",
                "12",
            ),
            (
                "When does the band play?",
                "It plays on Saturday, 4 May from seven to ten.",
                "Saturday",
                "Saturday, 4 May",
            ),
        ] {
            assert_eq!(
                phrase(question, sentence, pointed),
                wanted,
                "{sentence}: {pointed}"
            );
        }
    }

    #[test]
    fn names_and_identifiers_are_whole() {
        for (sentence, pointed, wanted) in [
            (
                "It was funded by the Placeholder Foundation for Small Buildings under grant 7.",
                "Placeholder Foundation",
                "Placeholder Foundation for Small Buildings",
            ),
            (
                "We thank Dr. Maria Okafor for help.",
                "Okafor",
                "Dr. Maria Okafor",
            ),
            (
                "It was registered as EXT-2016-0093 early.",
                "2016",
                "EXT-2016-0093",
            ),
            ("The long-eared owl came.", "eared owl", "long-eared owl"),
            ("The analysis was made with Stata 14.", "Stata", "Stata 14"),
            ("The effect of the", "effect of the", "effect"),
            (
                "Ada Lovelace and Charles Babbage met.",
                "Lovelace",
                "Ada Lovelace",
            ),
        ] {
            assert_eq!(
                phrase("Who?", sentence, pointed),
                wanted,
                "{sentence}: {pointed}"
            );
        }
    }
}
