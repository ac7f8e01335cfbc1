//! Where an answer may begin and end: at the borders of words, and within one sentence.
//!
//! A reader points at tokens, and tokens are pieces of words: `sativ` of `sativum`. A reader also knows nothing of
//! sentences: `27]. Many` is the end of one and the beginning of the next, which is not a quotation of either.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// If at least this number of letters stands before a dot, the letters are a word and the dot ends a sentence
/// whose space was lost; fewer are an abbreviation (`U.S`, `Ph.D`).
const LETTERS_OF_A_WORD: usize = 3;

/// What is quoted from `text` for the bytes that a reader points at: whole words, without punctuation that belongs
/// to the surrounding text. `sentences` are the text's, in order. `None` if the bytes cut across several
/// sentences; several whole sentences may be quoted.
pub(super) fn quotable(
    text: &str,
    sentences: impl Iterator<Item = Range<usize>>,
    bytes: Range<usize>,
) -> Option<Range<usize>> {
    let pointed = stripped(text, bytes)?;
    let touched: Vec<Range<usize>> = sentences
        .filter(|sentence| sentence.start < pointed.end && pointed.start < sentence.end)
        .collect();
    let (first, last) = (touched.first()?, touched.last()?);
    let has_words = |part: Range<usize>| {
        text.get(part)
            .is_some_and(|part| part.contains(char::is_alphanumeric))
    };
    if touched.len() > 1 {
        let cut = has_words(first.start..pointed.start) || has_words(pointed.end..last.end);
        return (!cut).then_some(first.start..last.end);
    }
    let inside = text.get(first.clone())?;
    let from = pointed.start.max(first.start) - first.start;
    let to = pointed.end.min(first.end) - first.start;
    let whole = whole_words(inside, from..to);
    Some(first.start + whole.start..first.start + whole.end)
}

/// The range without white space and punctuation that an answer neither begins nor ends with, and without a
/// bracket at either end whose other half is outside. `None` if nothing meaningful is left.
fn stripped(text: &str, mut bytes: Range<usize>) -> Option<Range<usize>> {
    loop {
        let part = text.get(bytes.clone())?;
        let lonely = lonely_brackets(part);
        let mut characters = part.chars();
        let (first, second) = (characters.next()?, characters.next());
        let last = part.chars().next_back()?;
        // a number may begin with a sign or a decimal point
        let number = second.is_some_and(|c| c.is_ascii_digit()) && is_one_of(first, ".-–−");
        let end = part.len() - last.len_utf8();
        let sentence = part.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if first.is_whitespace()
            || lonely.contains(&0)
            || (!number && is_one_of(first, ".,;:!?-–−—"))
        {
            bytes.start += first.len_utf8();
        } else if last.is_whitespace() || lonely.contains(&end) || is_one_of(last, ",;:-–−—")
        {
            bytes.end -= last.len_utf8();
        } else if lonely.iter().any(|at| at + 1 == sentence.len()) {
            // an unpaired bracket, as in `27].`
            bytes.end = bytes.start + sentence.len() - 1;
        } else if part.contains(char::is_alphanumeric) {
            return Some(bytes);
        } else {
            return None;
        }
    }
}

fn is_one_of(c: char, those: &str) -> bool {
    those.contains(c)
}

/// The places of brackets whose other half is missing.
fn lonely_brackets(text: &str) -> Vec<usize> {
    let mut opened: Vec<(usize, char)> = Vec::new();
    let mut lonely = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => opened.push((at, ')')),
            '[' => opened.push((at, ']')),
            '{' => opened.push((at, '}')),
            ')' | ']' | '}' if opened.pop_if(|(_, wanted)| *wanted == c).is_none() => {
                lonely.push(at);
            }
            _ => {}
        }
    }
    lonely.extend(opened.iter().map(|(at, _)| *at));
    lonely
}

/// The bytes extended to whole words by Unicode's word borders (UAX 29), with two exceptions: an answer may end
/// before an apostrophe (`Darwin` of `Darwin's`), and two sentences without a space between them stay apart.
fn whole_words(text: &str, bytes: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (bytes.start, bytes.end);
    for (at, word) in text.split_word_bound_indices() {
        let after = at + word.len();
        if at >= bytes.end {
            break;
        }
        if at < bytes.start && bytes.start < after {
            start = at + begin_of_part(word, bytes.start - at);
        }
        if at < bytes.end && bytes.end < after {
            end = at + end_of_part(word, bytes.end - at);
        }
    }
    start..end
}

/// The beginning of the part of a word that contains the byte `at`.
fn begin_of_part(word: &str, at: usize) -> usize {
    lost_spaces(word)
        .filter(|dot| *dot < at)
        .last()
        .map_or(0, |dot| dot + 1)
}

/// The end of the part of a word that contains the byte before `at`.
fn end_of_part(word: &str, at: usize) -> usize {
    let apostrophes = word
        .char_indices()
        .filter(|(_, c)| matches!(c, '\'' | '’'))
        .map(|(place, _)| place);
    lost_spaces(word)
        .chain(apostrophes)
        .filter(|place| *place >= at)
        .min()
        .unwrap_or(word.len())
}

/// The dots inside a word that end a sentence: `found.The`.
fn lost_spaces(word: &str) -> impl Iterator<Item = usize> {
    word.match_indices('.').filter_map(|(at, _)| {
        let (before, after) = (word.get(..at)?, word.get(at + 1..)?);
        let letters = before
            .chars()
            .rev()
            .take_while(|c| c.is_lowercase())
            .count();
        let begins = after.chars().next().is_some_and(char::is_uppercase);
        (begins && letters >= LETTERS_OF_A_WORD).then_some(at)
    })
}

/// Whether bytes are the number of a reference, as in `[24]` or `[6–8, 11]`, which answers nothing.
pub(super) fn is_citation(text: &str, bytes: &Range<usize>) -> bool {
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | '[' | ']');
    let inside =
        |part: Option<&str>| part.is_some_and(|part| !part.is_empty() && part.chars().all(is_mark));
    let opened = text
        .get(..bytes.start)
        .and_then(|before| before.rfind('['))
        .filter(|at| {
            text.get(at + 1..bytes.start)
                .is_some_and(|part| part.chars().all(is_mark))
        });
    let closed = text
        .get(bytes.end..)
        .and_then(|after| after.find(']').and_then(|at| after.get(..at)))
        .is_some_and(|part| part.chars().all(is_mark));
    opened.is_some() && closed && inside(text.get(bytes.clone()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is quoted if the reader points at `pointed`; `|` divides the sentences.
    fn quoted(text: &str, pointed: &str) -> Option<String> {
        let mut sentences = Vec::new();
        let mut joined = String::new();
        for sentence in text.split('|') {
            if !joined.is_empty() {
                joined.push(' ');
            }
            let start = joined.len();
            joined.push_str(sentence);
            sentences.push(start..joined.len());
        }
        let start = joined.find(pointed).expect("what is pointed at is there");
        let bytes = start..start + pointed.len();
        let found = quotable(&joined, sentences.into_iter(), bytes)?;
        Some(joined[found].to_owned())
    }

    #[test]
    fn words_are_quoted_whole() {
        for (text, pointed, wanted) in [
            (
                "It was Allium sativum there.",
                "Allium sativ",
                "Allium sativum",
            ),
            ("It was Allium sativum there.", "ivum", "sativum"),
            ("It costs 3.50 dollars.", "50", "3.50"),
            ("It costs 10,000 dollars.", "10", "10,000"),
            ("An IC50 of 2 µM.", "50", "IC50"),
            ("Darwin's finches", "Darwin", "Darwin"),
            ("Darwin’s finches", "Darw", "Darwin"),
            ("They don't sing", "t sing", "don't sing"),
            ("in the U.S. army", "S", "U.S"),
            ("It was found.The rest", "fou", "found"),
            ("It was found.The rest", "he rest", "The rest"),
            ("Gram-negative rods", "Gram", "Gram"),
            ("naïve cells", "na", "naïve"),
            ("東京は日本の首都です", "東京", "東京"),
        ] {
            assert_eq!(
                quoted(text, pointed).as_deref(),
                Some(wanted),
                "{text}: {pointed}"
            );
        }
    }

    #[test]
    fn what_belongs_to_the_words_around_is_left_out() {
        for (text, pointed, wanted) in [
            ("as shown [27]. ", "27].", "27"),
            ("as shown (in rats), too", "(in rats", "in rats"),
            ("as shown (in rats), too", "in rats),", "in rats"),
            (
                "as shown (in rats), too",
                "shown (in rats),",
                "shown (in rats)",
            ),
            ("by 42, at most", ", at most", "at most"),
            ("a change of -5 points", "-5 points", "-5 points"),
            ("p was .05 here", ".05", ".05"),
            ("in May.", "in May.", "in May."),
            ("two - or three", "two -", "two"),
        ] {
            assert_eq!(
                quoted(text, pointed).as_deref(),
                Some(wanted),
                "{text}: {pointed}"
            );
        }
        assert_eq!(quoted("so it is ... then", "..."), None);
    }

    #[test]
    fn pieces_of_two_sentences_are_no_quotation() {
        let text = "It is old [27].|Many think so.|We do not.";
        assert_eq!(quoted(text, "27]. Many"), None);
        assert_eq!(quoted(text, "think so. We do not."), None);
        // of the first sentence only the dot is pointed at, and none of its words
        assert_eq!(quoted(text, ". Many think").as_deref(), Some("Many think"));
        assert_eq!(
            quoted(text, "Many think so. We do not").as_deref(),
            Some("Many think so. We do not.")
        );
    }

    #[test]
    fn the_number_of_a_reference_answers_nothing() {
        for (text, pointed, is) in [
            ("ChipSort sorts [24] quickly.", "24", true),
            ("as others found [6–8, 11].", "6–8", true),
            ("as others found [6–8, 11].", "11", true),
            ("It took 24 hours [3].", "24", false),
            ("a range [in 2019] of years", "2019", false),
            ("as others [3] found 24 and [4]", "24", false),
        ] {
            let start = text.find(pointed).expect("what is pointed at is there");
            assert_eq!(
                is_citation(text, &(start..start + pointed.len())),
                is,
                "{text}: {pointed}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_quotation_begins_or_ends_between_letters(
            text in "([a-zA-Zé0-9]{1,6}[ .,()'-]{1,2}){1,12}",
            from in 0usize..60,
            length in 1usize..30,
        ) {
            let border = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at));
            let start = border(from.min(text.len())).unwrap_or(0);
            let end = border((start + length).min(text.len())).unwrap_or(start);
            let sentences = std::iter::once(0..text.len());
            if let Some(found) = quotable(&text, sentences, start..end) {
                let letters = |at: usize| {
                    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
                    before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
                };
                prop_assert!(!letters(found.start) && !letters(found.end));
                prop_assert!(text[found].contains(char::is_alphanumeric));
            }
        }
    }
}
