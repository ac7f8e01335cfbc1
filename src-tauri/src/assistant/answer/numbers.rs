//! The numbers of a sentence with their units: `2.3 °C`, `95 %`, `twenty-four`, `1.5 million euros`.
//!
//! An answer quotes a number with its unit, and a question that asks for a number is not answered by words alone.

use std::ops::Range;

pub(super) use super::units::{Dimension, NumberKind};
use super::units::{TEMPERATURES, among, unit};

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// The range of the number with its unit, in bytes.
    pub(super) whole: Range<usize>,
    /// The range of the number alone.
    pub(super) figure: Range<usize>,
    /// What it counts or measures.
    pub(super) kind: NumberKind,
}

const SMALL: &str = " zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety ";
const SCALES: &str =
    " hundred hundreds thousand thousands million millions billion billions trillion dozen ";
const SHARES: &str = " half third quarter fifth tenth thirds quarters fifths tenths halves ";

/// A word of a sentence, without the punctuation around it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) bytes: Range<usize>,
    /// In lower case.
    pub(super) text: String,
    /// The punctuation that follows it directly.
    pub(super) after: String,
}

impl Word {
    /// The word as it is written in its sentence.
    pub(super) fn written<'s>(&self, sentence: &'s str) -> &'s str {
        sentence.get(self.bytes.clone()).unwrap_or_default()
    }

    /// Whether it begins with a capital in its sentence.
    pub(super) fn is_capital(&self, sentence: &str) -> bool {
        self.written(sentence).starts_with(char::is_uppercase)
    }
}

/// The words of a sentence, in order.
pub(super) fn words(sentence: &str) -> Vec<Word> {
    let opening = |c: char| "([{\"'“‘«".contains(c);
    let closing = |c: char| ")]}\"'”’»,.;:!?".contains(c);
    let mut found = Vec::new();
    let mut start = 0;
    for raw in sentence.split_inclusive(char::is_whitespace) {
        let text = raw.trim_end();
        let core = text.trim_start_matches(opening);
        let from = start + text.len() - core.len();
        let end = start + text.len();
        start += raw.len();
        let core = core.trim_end_matches(closing);
        if core.is_empty() {
            continue;
        }
        let bytes = from..from + core.len();
        found.push(Word {
            after: sentence.get(bytes.end..end).unwrap_or_default().to_owned(),
            text: core.to_lowercase(),
            bytes,
        });
    }
    found
}

/// The words of a sentence in lower case, without their places.
pub(super) fn bare_words(sentence: &str) -> Vec<String> {
    words(sentence).into_iter().map(|word| word.text).collect()
}

/// Whether a text consists of digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text is a sum with its cents: `1,204.00`, `7,50`. `14.03.24` is a date.
pub(super) fn has_cents(text: &str) -> bool {
    text.rsplit_once(['.', ',']).is_some_and(|(whole, cents)| {
        let mut groups = whole.split(['.', ',']).enumerate();
        let grouped = groups.all(|(at, group)| is_digits(group) && (at == 0 || group.len() == 3));
        cents.len() == 2 && is_digits(cents) && grouped
    })
}

/// The places of the digits at the beginning of a word, after a sign: in `±95%` the bytes of `95`.
fn figures(word: &str) -> Option<Range<usize>> {
    let body = word.trim_start_matches(|c: char| "-–−+±<>≤≥~≈=$€£".contains(c));
    let from = word.len() - body.len();
    let pointed = body.strip_prefix('.').unwrap_or(body);
    if !pointed.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let inside = |c: char| c.is_ascii_digit() || ".,'’".contains(c);
    let end = body.find(|c: char| !inside(c)).unwrap_or(body.len());
    let digits = body.get(..end)?.trim_end_matches(['.', ',', '\'', '’']);
    Some(from..from + digits.len())
}

/// Whether a character is a part of a raised number: 10⁵ is neither 10 nor 105.
fn is_raised(c: char) -> bool {
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".contains(c)
}

fn is_number_word(word: &str) -> bool {
    let plain = |part: &str| among(SMALL, part) || among(SCALES, part);
    plain(word) || (word.contains('-') && word.split('-').all(plain))
}

/// Whether bytes point at a moment rather than at a length of time: "six months later", "two years ago".
pub(super) fn is_moment(words: &[Word], numbers: &[Number], bytes: &Range<usize>) -> bool {
    const BEHIND: &str =
        " later ago earlier old hence thereafter afterwards afterward previously beforehand ";
    let touches =
        |number: &&Number| number.whole.start < bytes.end && bytes.start < number.whole.end;
    let times = numbers.iter().filter(touches);
    let mut of_time = times
        .filter(|number| number.kind == NumberKind::Time)
        .peekable();
    let is_placed = |number: &Number| {
        let last = words
            .iter()
            .rposition(|word| word.bytes.start < number.whole.end);
        last.is_some_and(|last| {
            let goes_on = words.get(last).is_some_and(|word| word.after.is_empty());
            let next = words.get(last + 1);
            goes_on && next.is_some_and(|next| among(BEHIND, &next.text))
        })
    };
    of_time.peek().is_some() && of_time.all(is_placed)
}

/// The numbers of a sentence, in order.
pub(super) fn numbers(sentence: &str, words: &[Word]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((mut number, used)) = number_at(sentence, words, at) else {
            at += 1;
            continue;
        };
        at += used;
        // "two thirds": the share belongs to the number before it
        let share = words.get(at).filter(|word| among(SHARES, &word.text));
        if let Some(share) = share.filter(|_| number.kind == NumberKind::Bare) {
            number.kind = NumberKind::Share;
            number.whole.end = share.bytes.end;
            at += 1;
        }
        found.push(number);
    }
    found
}

/// The number that begins at a word, and the number of words in it.
fn number_at(sentence: &str, words: &[Word], at: usize) -> Option<(Number, usize)> {
    let word = words.get(at)?;
    let before = at.checked_sub(1).and_then(|at| words.get(at));
    let whole = word.bytes.clone();
    if let Some(digits) = figures(&word.text) {
        let rest = word.text.get(digits.end..)?;
        let money = word.text.get(..digits.start)?.contains(['$', '€', '£']);
        let figure = whole.start + digits.start..whole.start + digits.end;
        if rest.is_empty() {
            return Some(with_unit(sentence, words, at, figure, money));
        }
        let ordinal = ["st", "nd", "rd", "th"].contains(&rest);
        let kind = unit(rest, true).or(ordinal.then_some(NumberKind::Bare));
        return match kind {
            Some(kind) => {
                let number = Number {
                    whole,
                    figure,
                    kind,
                };
                Some((number, 1))
            }
            // 5-6, 3/4, 12:30, 10⁵
            None if rest.starts_with(['-', '–', '−', '/', ':', '×', '±', '^', '('])
                || rest.starts_with(is_raised) =>
            {
                Some(with_unit(sentence, words, at, whole, money))
            }
            None => None,
        };
    }
    if is_number_word(&word.text) {
        return Some(with_unit(sentence, words, at, whole, false));
    }
    let openers = ["a", "one", "nearly", "about"];
    let counted = before.is_some_and(|before| openers.contains(&before.text.as_str()));
    (among(SHARES, &word.text) && counted).then(|| {
        let number = Number {
            figure: whole.clone(),
            whole,
            kind: NumberKind::Share,
        };
        (number, 1)
    })
}

/// Whether a word ends a clause behind a preposition of time: "in 1344." is a year, and "in 1344 patients" counts them.
fn is_dated(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let ends = words.get(at + 1).is_none() || words.get(at).is_some_and(|it| !it.after.is_empty());
    ends && before.is_some_and(|word| {
        word.after.is_empty() && among(" in since until till before after year ", &word.text)
    })
}

/// The number of a word, extended to the scale and the unit that follow it.
fn with_unit(
    sentence: &str,
    words: &[Word],
    at: usize,
    mut figure: Range<usize>,
    money: bool,
) -> (Number, usize) {
    let begins = words.get(at).map_or(figure.start, |word| word.bytes.start);
    let ends = words.get(at).map_or(figure.end, |word| word.bytes.end);
    let mut whole = begins..ends;
    let joined = |at: usize| words.get(at).is_some_and(|word| word.after.is_empty());
    let mut used = 1;
    while joined(at + used - 1)
        && let Some(scale) = words.get(at + used)
        && (among(SCALES, &scale.text) || (used > 1 && among(SMALL, &scale.text)))
    {
        (whole.end, figure.end) = (scale.bytes.end, scale.bytes.end);
        used += 1;
    }
    let digits = sentence.get(figure.clone()).unwrap_or_default();
    let years = match is_dated(words, at) {
        true => 1000..=2100,
        false => 1500..=2100,
    };
    let year = digits.len() == 4 && digits.parse().is_ok_and(|year: u32| years.contains(&year));
    let mut kind = match (money, year) {
        (true, _) => NumberKind::Money,
        (_, true) => NumberKind::Year,
        _ => NumberKind::Bare,
    };
    let Some(next) = words.get(at + used).filter(|_| joined(at + used - 1)) else {
        return (
            Number {
                whole,
                figure,
                kind,
            },
            used,
        );
    };
    let second = words.get(at + used + 1);
    let per_cent = next.text == "per" && second.is_some_and(|word| word.text == "cent");
    let after_digits = digits.ends_with(|c: char| c.is_ascii_digit() || is_raised(c));
    let kelvin = after_digits && sentence.get(next.bytes.clone()) == Some("K");
    let found = match per_cent || next.text == "percentage" {
        true => Some(NumberKind::Share),
        false if kelvin => Some(NumberKind::Temperature),
        false => unit(&next.text, after_digits && !year),
    };
    // "2000 hours" lasts, "in 2016 second graders" does not
    let plural = next.text.len() > 1 && next.text.ends_with('s');
    if let Some(found) = found.filter(|found| !year || *found != NumberKind::Time || plural) {
        kind = found;
        used += 1;
        whole.end = next.bytes.end;
        let degrees = found == NumberKind::Temperature;
        let per = |at: usize| words.get(at).is_some_and(|word| word.text == "per");
        if let Some(more) = words.get(at + used).filter(|_| joined(at + used - 1))
            && (per_cent
                || next.text == "percentage"
                || (degrees && (among(TEMPERATURES, &more.text) || more.text == "c")))
        {
            whole.end = more.bytes.end;
            used += 1;
        } else if per(at + used)
            && joined(at + used)
            && let Some(what) = words.get(at + used + 1)
        {
            whole.end = what.bytes.end;
            used += 2;
            if let NumberKind::Measure(dimension) = &mut kind {
                let timed = matches!(unit(&what.text, false), Some(NumberKind::Time));
                *dimension = match (*dimension, timed) {
                    (Dimension::Length, true) => Dimension::Speed,
                    _ => Dimension::Other,
                };
            }
        }
    }
    (
        Number {
            whole,
            figure,
            kind,
        },
        used,
    )
}

/// A number as digits: `Twenty-four` and `24` are the same, and so are `1,057` and `1057`. `None` for other words.
pub(super) fn as_digits(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    if let Some(digits) = figures(&word) {
        let rest = word.get(digits.end..)?;
        let digits: String = word.get(digits)?.chars().filter(|c| *c != ',').collect();
        return Some(digits + rest);
    }
    let value = |part: &str| -> Option<usize> {
        let at = SMALL.split_whitespace().position(|small| small == part)?;
        Some(if at <= 20 { at } else { (at - 18) * 10 })
    };
    let parts: Vec<usize> = word.split('-').map(value).collect::<Option<_>>()?;
    match parts.as_slice() {
        [one] => Some(one.to_string()),
        [tens, ones] if *tens >= 20 && *ones < 10 => Some((tens + ones).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Vec<(&str, NumberKind)> {
        numbers(sentence, &words(sentence))
            .into_iter()
            .map(|number| (&sentence[number.whole], number.kind))
            .collect()
    }

    #[test]
    fn numbers_have_their_units() {
        use Dimension::{Frequency, Length, Speed};
        use NumberKind::{Bare, Measure, Money, Share, Temperature, Time, Year};
        let cases: &[(&str, &[(&str, NumberKind)])] = &[
            (
                "It fell by 2.3 °C (95% CI 1.9 to 2.7).",
                &[
                    ("2.3 °C", Temperature),
                    ("95%", Share),
                    ("1.9", Bare),
                    ("2.7", Bare),
                ],
            ),
            (
                "Twenty-four schools took 20 weeks.",
                &[("Twenty-four", Bare), ("20 weeks", Time)],
            ),
            (
                "Founded in 1344, it burnt in 1217; in 1344 houses nobody lived.",
                &[("1344", Year), ("1217", Year), ("1344", Bare)],
            ),
            (
                "In 1908 it cost $5, or 1.5 million euros.",
                &[("1908", Year), ("$5", Money), ("1.5 million euros", Money)],
            ),
            (
                "A cell of 5.5 Å, at 16 kHz and 14 µg/L.",
                &[
                    ("5.5 Å", Measure(Length)),
                    ("16 kHz", Measure(Frequency)),
                    ("14 µg/L", Measure(Dimension::Other)),
                ],
            ),
            (
                "At 300 K and 60 km per hour",
                &[("300 K", Temperature), ("60 km per hour", Measure(Speed))],
            ),
            (
                "Nearly a third of them, or two thirds.",
                &[("third", Share), ("two thirds", Share)],
            ),
            ("IC50 of the H1N1 strain", &[]),
            (
                "12 per cent and 3 percentage points",
                &[("12 per cent", Share), ("3 percentage points", Share)],
            ),
        ];
        for (sentence, wanted) in cases {
            assert_eq!(found(sentence), *wanted, "{sentence}");
        }
    }

    #[test]
    fn a_number_has_its_power() {
        use NumberKind::{Bare, Measure};
        let other = Measure(Dimension::Other);
        assert_eq!(
            found("In the 2¹³ case it took 10⁻⁵ mol, and 5×10⁶ before."),
            [("2¹³", Bare), ("10⁻⁵ mol", other), ("5×10⁶", Bare)]
        );
        assert_ne!(as_digits("2¹³"), as_digits("213"));
        assert_ne!(as_digits("10⁵"), as_digits("10"));
    }

    #[test]
    fn a_moment_is_not_a_length_of_time() {
        for (sentence, pointed, wanted) in [
            ("Six months later they came back.", "Six months", true),
            ("It began two years ago.", "two years", true),
            ("It took six months, later two.", "six months", false),
            ("They stayed for two years.", "two years", false),
            ("Later they counted 12 birds.", "12", false),
        ] {
            let words = words(sentence);
            let start = sentence.find(pointed).unwrap();
            let bytes = start..start + pointed.len();
            let found = is_moment(&words, &numbers(sentence, &words), &bytes);
            assert_eq!(found, wanted, "{sentence}");
        }
    }

    #[test]
    fn digits_and_words_are_the_same_numbers() {
        for (word, digits) in [
            ("24", "24"),
            ("Twenty-four", "24"),
            ("1,057", "1057"),
            ("nineteen", "19"),
            ("ninety", "90"),
        ] {
            assert_eq!(as_digits(word).as_deref(), Some(digits), "{word}");
        }
        assert_eq!(as_digits("schools"), None);
        assert_eq!(as_digits("four-leaf"), None);
    }
}
