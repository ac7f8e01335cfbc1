//! Lines that are titles with a date: "Prices from 1 January". They say from when something holds, and answer no question for
//! the date of something else.

use std::ops::Range;

use super::coverage::{is_same, keys, parts};
use crate::assistant::answer::asked::{Asked, is_plural};
use crate::assistant::answer::expected::Expected;
use crate::assistant::answer::names::among;
use crate::assistant::answer::numbers::words;
use crate::document::{Document, SentenceId};

/// The most words of such a title.
const LONGEST: usize = 8;
/// What stands between the things and their date.
const FROM: &str = " from since ";

/// Whether words are the date in the title of things that a question does not name. `bytes` is their range in the sentence.
pub(super) fn only_dates_a_title(
    document: &Document,
    question: &str,
    sentences: &[SentenceId],
    bytes: &Range<usize>,
) -> bool {
    let [id] = sentences else {
        return false;
    };
    let sentence = document.sentences.get(id.0 as usize);
    let block = document.block_of(*id);
    let (Some(sentence), Some(block)) = (sentence, block) else {
        return false;
    };
    let alone = block.text.trim() == sentence.text.trim();
    alone
        && Asked::of(question).expected == Expected::Date
        && dates_others(question, &sentence.text, bytes)
}

/// Whether a line is a plural with a date, and a question has none of the words before the date.
fn dates_others(question: &str, line: &str, bytes: &Range<usize>) -> bool {
    let all = words(line);
    let ends = line.trim_end().ends_with(['.', '!', '?', ':', ';']);
    // "Minutes of 6 May" are those of a meeting, and "Prices as of 6 May" are from then on
    let opens = |at: usize| {
        let text = |at: usize| all.get(at).map_or("", |word| word.text.as_str());
        among(FROM, text(at)) || (text(at) == "as" && text(at + 1) == "of")
    };
    let Some(from) = (0..all.len()).find(|at| opens(*at)) else {
        return false;
    };
    let things = all.get(..from).unwrap_or_default();
    let dated = all
        .get(from)
        .is_some_and(|word| word.bytes.start <= bytes.start);
    let named = things.last().is_some_and(|word| is_plural(&word.text));
    let plain = things.iter().all(|word| word.after.is_empty());
    let keys = keys(question);
    let shares = things.iter().any(|word| {
        let own = parts(&word.text);
        keys.iter()
            .any(|(key, _)| own.iter().any(|own| is_same(key, own)))
    });
    !ends && dated && named && plain && !shares && all.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::sample::flow;

    fn only(question: &str, line: &str, date: &str) -> bool {
        let document = flow(&[line]);
        let at = line.find(date).expect("the date is there");
        only_dates_a_title(
            &document,
            question,
            &[SentenceId(0)],
            &(at..at + date.len()),
        )
    }

    #[test]
    fn the_date_of_a_title_is_that_of_its_things_alone() {
        let line = "Prices from 1 January";
        assert!(only("When does the ferry stop?", line, "1 January"));
        assert!(only(
            "When does the ferry stop?",
            "Opening hours as of May 2024",
            "May 2024"
        ));
        assert!(!only(
            "From when are these prices valid?",
            line,
            "1 January"
        ));
        assert!(!only("When do the prices change?", line, "1 January"));
        assert!(!only("What does the ferry cost?", line, "1 January"));
    }

    #[test]
    fn other_lines_with_dates_may_answer() {
        let when = "When can we visit the castle?";
        for (line, date) in [
            ("Open from 1 May", "1 May"),
            ("14 March 2025", "14 March"),
            ("Deadline: 5 May", "5 May"),
            ("Minutes of 6 May 2025", "6 May"),
            ("Visits: Mondays from 5 May", "5 May"),
            ("The old prices hold from 1 January.", "1 January"),
            ("Posted in Ghent on 7 May 2024", "7 May"),
        ] {
            assert!(!only(when, line, date), "{line}");
        }
    }
}
