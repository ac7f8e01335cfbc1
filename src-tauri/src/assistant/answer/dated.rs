//! Dates that are one phrase: "Saturday, 4 May", "the first Sunday in Advent", "the spring of 1571".

use std::ops::Range;

use super::names::{MONTHS, among, touched};
use super::numbers::{Word, is_digits};

const WEEKDAYS: &str = " monday tuesday wednesday thursday friday saturday sunday ";
const SHORT_MONTHS: &str = " jan feb mar apr jun jul aug sep sept oct nov dec ";
const ORDINALS: &str = " first second third fourth fifth last ";
/// Parts of a year or of another period: "the spring of 1571".
const SPANS: &str = " spring summer autumn fall winter beginning start middle end half quarter week weekend eve day days ";
/// What may follow a date that ends with a number.
const AFTER_NUMBERS: &str =
    " in at on from to until for and or by with between the we it they he she there ";

/// What a word is in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Weekday,
    Day,
    Month,
    Year,
}

/// A sentence with its words.
struct Dates<'a> {
    sentence: &'a str,
    words: &'a [Word],
}

/// The bytes of an answer with the whole of a date of which it has a part.
pub(super) fn whole(sentence: &str, words: &[Word], bytes: Range<usize>) -> Range<usize> {
    let Some(inside) = touched(words, &bytes) else {
        return bytes;
    };
    let dates = Dates { sentence, words };
    let mut run = inside.start..inside.end - 1;
    let mut known: Vec<Part> = inside.filter_map(|at| dates.part(at)).collect();
    while let Some(part) = dates.next(run.end).filter(|part| !known.contains(part)) {
        known.push(part);
        run.end += 1;
    }
    while let Some(part) = dates.before(run.start).filter(|part| !known.contains(part)) {
        known.push(part);
        run.start -= 1;
    }
    run.end = dates.of_a_feast(run.end).unwrap_or(run.end);
    run.start = dates.with_its_place(run.start);
    let start = words
        .get(run.start)
        .map_or(bytes.start, |word| word.bytes.start);
    let end = words.get(run.end).map_or(bytes.end, |word| word.bytes.end);
    bytes.start.min(start)..bytes.end.max(end)
}

/// Whether a word is a date in figures: `01/06/2025`, `11.09.1974`, `2025-06-01`.
pub(super) fn is_in_figures(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let up_to = |text: &str, most: u32| {
        let number = text.parse::<u32>().ok();
        let number = number.filter(|_| text.len() <= 2 && is_digits(text));
        number.is_some_and(|number| (1..=most).contains(&number))
    };
    let is_year = |text: &str| text.len() == 4 && is_digits(text);
    match parts.as_slice() {
        [one, two, year] if is_year(year) || (year.len() == 2 && word.contains('/')) => {
            let is_month = up_to(one, 12) || up_to(two, 12);
            is_digits(year) && up_to(one, 31) && up_to(two, 31) && is_month
        }
        [year, month, day] => is_year(year) && up_to(month, 12) && up_to(day, 31),
        _ => false,
    }
}

impl Dates<'_> {
    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    fn is_capital(&self, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| word.is_capital(self.sentence))
    }

    fn part(&self, at: usize) -> Option<Part> {
        let text = self.text(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = text.get(digits.len()..).unwrap_or_default();
        let number = |text: &str| -> Option<u32> { text.parse().ok().filter(|_| is_digits(text)) };
        match number(digits) {
            Some(1..=31) if matches!(suffix, "" | "st" | "nd" | "rd" | "th") => Some(Part::Day),
            Some(1000..=2100) if suffix.is_empty() => Some(Part::Year),
            _ if !self.is_capital(at) => None,
            _ if among(WEEKDAYS, text) => Some(Part::Weekday),
            _ if among(MONTHS, text) || among(SHORT_MONTHS, text) => Some(Part::Month),
            _ => None,
        }
    }

    /// Whether a word and the next stand together, with at most a comma or the dot of a number between them.
    fn joined(&self, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| matches!(word.after.as_str(), "" | "," | "."))
    }

    /// Whether a number behind a month is that of the day: "In May 12 birds came" has none.
    fn is_closed(&self, at: usize) -> bool {
        let ends = self.words.get(at).is_none_or(|word| {
            !word.after.is_empty() || word.text.ends_with(|c: char| c.is_ascii_alphabetic())
        });
        let next = self.text(at + 1);
        ends || next.is_empty()
            || self.part(at + 1) == Some(Part::Year)
            || among(AFTER_NUMBERS, next)
    }

    /// The part of the date behind a word of it.
    fn next(&self, at: usize) -> Option<Part> {
        let (own, next) = (self.part(at)?, self.part(at + 1)?);
        let fits = match (own, next) {
            (Part::Weekday | Part::Day, Part::Month) | (Part::Month, Part::Year) => true,
            (Part::Day, Part::Year) => {
                let before = at.checked_sub(1).and_then(|before| self.part(before));
                before == Some(Part::Month)
            }
            (Part::Weekday, Part::Day) => self.part(at + 2) == Some(Part::Month),
            (Part::Month, Part::Day) => self.is_closed(at + 1),
            _ => false,
        };
        (fits && self.joined(at)).then_some(next)
    }

    /// The part of the date before a word of it.
    fn before(&self, at: usize) -> Option<Part> {
        let before = at.checked_sub(1)?;
        let part = self.part(before)?;
        self.next(before).map(|_| part)
    }

    /// The last word of what says which Sunday or spring it is: "in Advent", "after Easter", "of 1571".
    fn of_a_feast(&self, at: usize) -> Option<usize> {
        let weekday = self.part(at) == Some(Part::Weekday);
        let span = among(SPANS, self.text(at));
        let counted = at
            .checked_sub(1)
            .is_some_and(|before| among(ORDINALS, self.text(before)));
        let fits = match self.text(at + 1) {
            "of" => weekday || span,
            "after" | "before" => weekday,
            "in" => (weekday || span) && counted,
            _ => false,
        };
        let name = match self.text(at + 2) {
            "the" => at + 3,
            _ => at + 2,
        };
        let closed = |at: usize| self.words.get(at).is_some_and(|word| word.after.is_empty());
        let named = self.is_capital(name) || self.part(name) == Some(Part::Year);
        (fits && named && (at..name).all(closed)).then_some(name)
    }

    /// The first word of the date with what says which part of the year or which Sunday it is.
    fn with_its_place(&self, at: usize) -> usize {
        let back = |steps: usize| at.checked_sub(steps);
        let closed = |at: usize| self.words.get(at).is_some_and(|word| word.after.is_empty());
        let timed = matches!(self.part(at), Some(Part::Year | Part::Month));
        if let (Some(of), Some(span)) = (back(1), back(2))
            && timed
            && self.text(of) == "of"
            && among(SPANS, self.text(span))
            && closed(of)
            && closed(span)
        {
            return span;
        }
        match back(1) {
            Some(ordinal)
                if self.part(at) == Some(Part::Weekday)
                    && among(ORDINALS, self.text(ordinal))
                    && closed(ordinal) =>
            {
                ordinal
            }
            _ => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::words;
    use super::*;

    fn date<'s>(sentence: &'s str, pointed: &str) -> &'s str {
        let start = sentence.find(pointed).expect("what is pointed at is there");
        let found = whole(sentence, &words(sentence), start..start + pointed.len());
        &sentence[found]
    }

    #[test]
    fn a_date_may_be_written_in_figures() {
        for word in [
            "01/06/2025",
            "11.09.1974",
            "2025-06-01",
            "6/13/2025",
            "1/6/25",
        ] {
            assert!(is_in_figures(word), "{word}");
        }
        for word in [
            "2.1.10",
            "2025-0817",
            "13/13/2025",
            "1/2",
            "2012-2020",
            "0/6/2025",
        ] {
            assert!(!is_in_figures(word), "{word}");
        }
    }

    #[test]
    fn dates_are_whole() {
        for (sentence, pointed, wanted) in [
            (
                "The band plays on Saturday, 4 May from seven to ten.",
                "Saturday",
                "Saturday, 4 May",
            ),
            (
                "The choir sings on the first Sunday in Advent.",
                "first Sunday",
                "first Sunday in Advent",
            ),
            (
                "They burned it on the Tuesday after Easter, at night.",
                "Tuesday",
                "Tuesday after Easter",
            ),
            (
                "They burned it in the spring of 1571 on his order.",
                "1571",
                "spring of 1571",
            ),
            ("It was signed on May 4, 2019 in Ghent.", "4", "May 4, 2019"),
            ("It was on 4th June 1998.", "1998", "4th June 1998"),
            (
                "The committee meets on the last Friday of January.",
                "Friday",
                "last Friday of January",
            ),
        ] {
            assert_eq!(date(sentence, pointed), wanted);
        }
    }

    #[test]
    fn what_stands_beside_a_date_is_not_a_part_of_it() {
        for (sentence, pointed) in [
            ("In May 12 birds were caught.", "May"),
            ("On Sunday, 12 patients came.", "Sunday"),
            ("They met on Friday in Paris.", "Friday"),
            ("It opens on Monday, Tuesday and Friday.", "Monday"),
            ("In March, April and May it rained.", "April"),
            ("He left on Friday after lunch.", "Friday"),
            ("Of the 12 May flies none lived in 1998.", "1998"),
        ] {
            assert_eq!(date(sentence, pointed), pointed);
        }
    }
}
