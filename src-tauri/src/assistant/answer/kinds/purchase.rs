//! When something was bought: a receipt says it in a line without a label, "14 March 2024 14:32 Till 3".
//!
//! The question names only the purchase, the shop and what was bought. The answer is the only time, or the only date, that
//! stands on the receipt; hours of opening and dates until which something may be returned are left out. If several stand
//! there, the reader decides.

use std::ops::Range;

use super::coverage::{is_same, keys, parts};
use super::quoted::{self, Named};
use super::tables::tables;
use crate::assistant::answer::names::{MONTHS, among};
use crate::assistant::answer::numbers::{Word, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{BlockKind, Document, Sentence};

/// The probability of such an answer: the receipt has no other time.
const FOUND: f32 = 0.7;
/// A document with more lines is no receipt.
const MOST_LINES: usize = 120;
/// What is asked about: the purchase itself.
const PURCHASE: &str = " purchase purchases purchased buy buys bought sale sold transaction receipt bill payment pay paid \
shopping order ordered checkout till issued printed dated ";
/// Words that ask, and that may stand nowhere.
const ASKING: &str = " when time date day hour o'clock made make take took taken place happen happened done exact item items \
thing things goods shop store customer card cash ";
/// Labels of rows that only receipts have.
const RECEIPT: &str = " total subtotal sum cash change card visa mastercard vat tax tendered balance summe gesamt bar mwst \
r\u{fc}ckgeld ";
/// Words of lines whose times and dates are others.
const OTHERS: &str = " open opens opening opened hours closed until till's return returns returned refund exchange valid expires \
expiry mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday mon-fri mon-sat mon-sun before best ";

/// What a question asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moment {
    Time,
    Date,
    Both,
}

impl Moment {
    fn of(question: &str) -> Option<Self> {
        let all = words(question);
        let words: Vec<&str> = all.iter().map(|word| word.text.as_str()).collect();
        let asks = |nouns: &[&str]| {
            words.windows(2).any(|pair| match pair {
                [asking, noun] => matches!(*asking, "what" | "which") && nouns.contains(noun),
                _ => false,
            }) || words.windows(4).any(|four| match four {
                ["what" | "which", "is" | "was", "the", noun] => nouns.contains(noun),
                _ => false,
            })
        };
        match words.first() {
            _ if asks(&["time", "hour"]) => Some(Self::Time),
            _ if asks(&["date", "day"]) => Some(Self::Date),
            Some(&"when") => Some(Self::Both),
            _ => None,
        }
    }
}

/// When what a receipt is about was bought; `None` if the document is no receipt, the question asks for something else, or
/// several times stand there.
pub(super) fn moment(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let asked = Moment::of(question)?;
    let document = of.document;
    if document.sentences.len() > MOST_LINES
        || !is_receipt(document)
        || !asks_about_purchase(question, document)
    {
        return None;
    }
    let mut found: Vec<(&Sentence, Range<usize>)> = Vec::new();
    for sentence in &document.sentences {
        let words = words(&sentence.text);
        if words.iter().any(|word| among(OTHERS, &word.text)) {
            continue;
        }
        let time = time(&sentence.text, &words);
        let date = date(&sentence.text, &words);
        let bytes = match (asked, date, time) {
            (Moment::Time, _, time) => time,
            (Moment::Date, date, _) => date,
            (Moment::Both, Some(date), Some(time)) => Some(joined(&sentence.text, date, time)),
            (Moment::Both, date, _) => date,
        };
        found.extend(bytes.map(|bytes| (sentence, bytes)));
    }
    let texts: Vec<&str> = found
        .iter()
        .filter_map(|(sentence, bytes)| sentence.text.get(bytes.clone()))
        .collect();
    let first = *texts.first()?;
    if texts.iter().any(|text| *text != first) {
        return None;
    }
    let (sentence, bytes) = found.into_iter().next()?;
    let quotation = quoted::of_sentence(of, sentence, bytes)?;
    Some(quoted::found(first.to_owned(), FOUND, quotation))
}

/// Whether rows have a sum, or what was given for it.
fn is_receipt(document: &Document) -> bool {
    tables(document).iter().any(|table| {
        table.rows.iter().any(|row| {
            let label = words(row.label(0));
            label.iter().any(|word| among(RECEIPT, &word.text))
        })
    })
}

/// Whether a question names the purchase, and nothing that does not stand on the receipt.
fn asks_about_purchase(question: &str, document: &Document) -> bool {
    let keys: Vec<String> = keys(question).into_iter().map(|(word, _)| word).collect();
    let printed: Vec<String> = document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture)
        .flat_map(|block| words(&block.text))
        .flat_map(|word| parts(&word.text))
        .collect();
    let stands = |word: &String| {
        among(PURCHASE, word)
            || among(ASKING, word)
            || printed.iter().any(|printed| is_same(word, printed))
    };
    keys.iter().any(|word| among(PURCHASE, word)) && keys.iter().all(stands)
}

/// A date and a time with nothing but a space or a sign between them, or else the date.
fn joined(text: &str, date: Range<usize>, time: Range<usize>) -> Range<usize> {
    let between = text.get(date.end..time.start);
    let near = between.is_some_and(|between| {
        between
            .chars()
            .all(|c| matches!(c, ' ' | ',' | '-' | '\u{2013}'))
    });
    match near {
        true => date.start..time.end,
        false => date,
    }
}

/// The bytes of the only time of the day in a text.
fn time(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let mut times = words.iter().enumerate().filter_map(|(at, word)| {
        let next = words.get(at + 1);
        let suffix = next.filter(|next| {
            matches!(
                next.text.as_str(),
                "am" | "pm" | "a.m" | "p.m" | "uhr" | "h"
            )
        });
        let written = text.get(word.bytes.clone())?;
        let bare = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let halves: Vec<&str> = bare.split(':').collect();
        let two = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit());
        let clock = match halves.as_slice() {
            [hours, minutes] | [hours, minutes, _] => {
                let rest = halves.get(2).is_none_or(|seconds| two(seconds));
                (1..=2).contains(&hours.len())
                    && hours.parse().is_ok_and(|hours: u32| hours < 25)
                    && two(minutes)
                    && minutes.parse().is_ok_and(|minutes: u32| minutes < 60)
                    && rest
            }
            _ => false,
        };
        let end = suffix.map_or(word.bytes.end, |suffix| suffix.bytes.end);
        clock.then_some(word.bytes.start..end)
    });
    let first = times.next()?;
    times.next().is_none().then_some(first)
}

/// The bytes of the only date in a text: `14/03/2024`, `2024-03-14`, `14 March 2024`, `March 14, 2024`.
fn date(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let mut dates: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if is_figures(&word.text) {
            dates.push(word.bytes.clone());
        }
        let is_year = |word: &Word| {
            word.text.len() == 4
                && word
                    .text
                    .parse()
                    .is_ok_and(|year: u32| (1900..2100).contains(&year))
        };
        let is_day = |word: &Word| {
            let day = word
                .text
                .trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
            day.parse().is_ok_and(|day: u32| (1..32).contains(&day))
        };
        let is_month = |word: &Word| {
            let bare = word.text.trim_end_matches('.');
            bare.len() >= 3
                && MONTHS
                    .split_whitespace()
                    .any(|month| month.starts_with(bare))
        };
        if let Some([first, second, third]) = words.get(at..at + 3)
            && is_year(third)
            && ((is_day(first) && is_month(second)) || (is_month(first) && is_day(second)))
        {
            dates.push(first.bytes.start..third.bytes.end);
        }
    }
    let [date] = dates.as_slice() else {
        return None;
    };
    text.get(date.clone())?;
    Some(date.clone())
}

/// Whether a word is a date in figures.
fn is_figures(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let numbers = parts
        .iter()
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    numbers
        && matches!(
            lengths.as_slice(),
            [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::flow;

    /// A receipt: lines, and rows with `|` between cells.
    fn answer(lines: &[&str], question: &str) -> Option<String> {
        let lines: Vec<String> = lines.iter().map(|line| line.replace(" | ", "\t")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let mut document = flow(&lines);
        for block in &mut document.blocks {
            if block.text.contains('\t') {
                block.kind = BlockKind::Table;
            }
        }
        said_in(moment, &document, question)
    }

    const RECEIPT: [&str; 5] = [
        "Corner Shop, 2 Harbour Lane",
        "14 March 2024 14:32 Till 3",
        "Rye loaf | 6.40",
        "TOTAL EUR | 6.40",
        "Open Mon-Fri 08:00 to 18:00",
    ];

    #[test]
    fn a_receipt_says_when_something_was_bought() {
        for (question, right) in [
            ("At what time was the purchase?", Some("14:32")),
            ("What time was the rye loaf bought?", Some("14:32")),
            ("On what date was the purchase?", Some("14 March 2024")),
            ("What was the date of the purchase?", Some("14 March 2024")),
            ("When was the rye loaf bought?", Some("14 March 2024 14:32")),
            ("When was the cheese bought?", None),
            ("When does the shop open?", None),
            ("How much was the purchase?", None),
        ] {
            assert_eq!(answer(&RECEIPT, question).as_deref(), right, "{question}");
        }
    }

    #[test]
    fn a_date_and_a_time_may_stand_in_cells() {
        let rows = ["14/03/2024 | 2:32 pm", "Rye loaf | 6.40", "Total | 6.40"];
        let asked = "At what time was the purchase made?";
        assert_eq!(answer(&rows, asked).as_deref(), Some("2:32 pm"));
        let asked = "When was the purchase?";
        assert_eq!(answer(&rows, asked).as_deref(), Some("14/03/2024"));
    }

    #[test]
    fn several_times_and_other_documents_are_left_to_the_reader() {
        let asked = "At what time was the purchase?";
        let several = ["14 March 2024 14:32", "Card 14:31", "Total | 6.40"];
        assert_eq!(answer(&several, asked), None);
        let letter = ["The purchase was made at 14:32 on 3 May 2024."];
        assert_eq!(answer(&letter, asked), None);
    }
}
