//! Where a name begins and ends: words with capital letters in a row, and the small words inside a name.

use std::ops::Range;

use super::numbers::Word;

/// Words inside a name.
const IN_NAMES: &str = " of for the de la le du des von van der den di da ";
/// Words that begin a sentence with a capital letter and are part of no name.
const OPENERS: &str = " the a an in on at of for from by with to and or but as if when while after before during since \
although however we our it its they their this that these those he she his her all both each some most many no not \
one two three four five six seven eight nine ten here there what which who how why where under over between ";
pub(super) const MONTHS: &str =
    " january february march april may june july august september october november december ";

pub(super) fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.contains(&format!(" {word} "))
}

pub(super) fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The indexes of the words that a range touches.
pub(super) fn touched(words: &[Word], bytes: &Range<usize>) -> Option<Range<usize>> {
    let first = words.iter().position(|word| touch(&word.bytes, bytes))?;
    let last = words.iter().rposition(|word| touch(&word.bytes, bytes))?;
    Some(first..last + 1)
}

/// The names of a sentence: words with capital letters in a row.
pub(super) struct Name<'a> {
    words: &'a [Word],
    /// Whether each word can be a part of a name.
    capital: Vec<bool>,
}

impl<'a> Name<'a> {
    pub(super) fn of(sentence: &str, words: &'a [Word]) -> Self {
        let capital = words
            .iter()
            .map(|word| word.is_capital(sentence) && !among(OPENERS, &word.text))
            .collect();
        Self { words, capital }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.capital.get(at).copied().unwrap_or(false)
    }

    /// Whether a name may go on after a word: a dot after an initial or a title does not end it.
    fn goes_on(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.after.is_empty() || (word.after == "." && word.text.chars().count() <= 2)
        })
    }

    fn connects(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| among(IN_NAMES, &word.text))
    }

    /// The next word of the name after a word, over at most two words such as "of the".
    fn next(&self, at: usize) -> Option<usize> {
        (at + 1..at + 4)
            .take_while(|next| {
                self.goes_on(next - 1) && (*next == at + 1 || self.connects(next - 1))
            })
            .find(|next| self.is_capital(*next))
    }

    /// A phrase with the whole names at its beginning and its end.
    pub(super) fn around(&self, mut bytes: Range<usize>) -> Range<usize> {
        let Some(inside) = touched(self.words, &bytes) else {
            return bytes;
        };
        let mut last = inside.end - 1;
        if self.is_capital(last) {
            while let Some(next) = self.next(last) {
                last = next;
            }
            // the number of a version or a phase: Stata 14
            let version = |word: &Word| {
                let month = self
                    .words
                    .get(last)
                    .is_some_and(|word| among(MONTHS, &word.text));
                let text = &word.text;
                !month
                    && text.len() <= 5
                    && text.chars().all(|c| c.is_ascii_digit() || c == '.')
                    && (text.len() < 4 || text.contains('.'))
            };
            if self.goes_on(last) && self.words.get(last + 1).is_some_and(version) {
                last += 1;
            }
            bytes.end = bytes
                .end
                .max(self.words.get(last).map_or(0, |word| word.bytes.end));
        }
        let mut first = inside.start;
        while self.is_capital(first)
            && let Some(before) = (1..4)
                .filter_map(|steps| first.checked_sub(steps))
                .find(|at| self.is_capital(*at) && self.next(*at) == Some(first))
        {
            first = before;
        }
        let start = self
            .words
            .get(first)
            .map_or(bytes.start, |word| word.bytes.start);
        bytes.start.min(start)..bytes.end
    }
}
