//! An answer's words or a sentence, quoted as it stands in its document.

use std::ops::Range;

use super::gather::Source;
use super::spans::Span;
use super::types::Quotation;
use crate::document::{Document, SentenceId};

/// Longer sentences, in bytes, are quoted in part: a list or a table that was read as one sentence would fill the panel.
const LONGEST: usize = 900;
/// Bytes of the part, about, if nothing but borders of words limits it.
const PART: usize = 500;

/// The sentences of a span, with the range of its words.
pub(super) fn of_span(source: &Source, span: &Span) -> Option<Quotation> {
    of_sentences(
        &source.document,
        &source.title,
        &span.sentences,
        span.bytes.clone(),
    )
}

/// Sentences with the range of the answering words, in bytes of the sentences joined by spaces. Of very long sentences
/// the part around the words is quoted. `None` if the document does not have one of the sentences.
pub(super) fn of_sentences(
    document: &Document,
    title: &str,
    ids: &[SentenceId],
    bytes: Range<usize>,
) -> Option<Quotation> {
    let sentences: Vec<_> = ids
        .iter()
        .map(|id| document.sentences.get(id.0 as usize))
        .collect::<Option<_>>()?;
    let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
    let joined = texts.join(" ");
    let part = part(&joined, &bytes);
    let text = joined.get(part.clone())?;
    let bytes = bytes.start.saturating_sub(part.start)..bytes.end.saturating_sub(part.start);
    let characters = |to: usize| {
        let count = text.get(..to).map_or(0, |before| before.chars().count());
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    Some(Quotation {
        document: document.id.clone(),
        title: title.to_owned(),
        start: characters(bytes.start),
        end: characters(bytes.end),
        sentences: ids.to_vec(),
        page: sentences.first().and_then(|sentence| sentence.page()),
        places: sentences
            .iter()
            .flat_map(|sentence| sentence.places.clone())
            .collect(),
        section: document
            .block_of(*ids.first()?)
            .and_then(|block| block.section)
            .and_then(|section| document.sections.get(section.0 as usize))
            .map(|section| section.title.clone()),
        text: text.to_owned(),
        recognized: document
            .block_of(*ids.first()?)
            .is_some_and(|block| block.ocr),
    })
}

/// What is quoted of a text: all of it, or, if it is very long, the part around `bytes` from one border to another, the
/// end of a line or a clause if there is one at a fitting place.
fn part(text: &str, bytes: &Range<usize>) -> Range<usize> {
    if text.len() <= LONGEST {
        return 0..text.len();
    }
    // what is marked may itself be long
    let beside = PART.saturating_sub(bytes.len()) / 2;
    let begin = bytes.start.saturating_sub(beside);
    // at the beginning, more follows
    let spare = beside.saturating_sub(bytes.start);
    let end = (bytes.end + beside + spare).min(text.len());
    let before = text
        .get(begin_of_character(text, begin)..bytes.start)
        .unwrap_or_default();
    let after = text
        .get(bytes.end..begin_of_character(text, end))
        .unwrap_or_default();
    let start = match begin {
        0 => 0,
        _ => bytes.start - before.len() + first_border(before),
    };
    let end = match end == text.len() {
        true => end,
        false => bytes.end + last_border(after),
    };
    start..end.max(bytes.end)
}

fn begin_of_character(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// Whether a clause, a line or an entry of a list ends with a character.
fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '\n' | ';' | ':' | ',' | '.' | '•' | '|' | '；' | '，' | '、' | '。' | '：'
    )
}

/// Where the first clause begins, in bytes; otherwise the first word.
fn first_border(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut words = None;
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if c.is_whitespace() {
            words = words.or(Some(at + c.len_utf8()));
        }
        let spaced = !c.is_ascii() || c == '\n' || next.is_some_and(char::is_whitespace);
        if ends_clause(c) && spaced {
            let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
            return text.len() - rest.trim_start().len();
        }
    }
    words.unwrap_or(0)
}

/// Where the last clause ends, in bytes; otherwise the last word.
fn last_border(text: &str) -> usize {
    let mut clause = None;
    let mut word = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if c.is_whitespace() {
            word = Some(at);
        }
        let spaced = !c.is_ascii() || c == '\n' || next.is_some_and(char::is_whitespace);
        if ends_clause(c) && spaced {
            clause = Some(
                at + if matches!(c, '\n' | ',' | ';' | ':') {
                    0
                } else {
                    c.len_utf8()
                },
            );
        }
    }
    // a clause that ends long before leaves out what was wanted
    clause
        .filter(|end| 2 * end >= text.len())
        .or(word)
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &str) -> (String, usize) {
        let start = text.find(words).expect("the words are there");
        let bytes = start..start + words.len();
        let part = part(text, &bytes);
        assert!(part.start <= bytes.start && bytes.end <= part.end);
        (text[part.clone()].to_owned(), part.len())
    }

    #[test]
    fn a_very_long_sentence_is_quoted_around_the_words() {
        let items: Vec<String> = (0..200)
            .map(|n| format!("item {n} costs {n} euros"))
            .collect();
        let text = items.join("; ");
        let (part, length) = quoted(&text, "117 euros");
        assert!(length <= PART && length > PART / 2, "{length}");
        assert!(
            part.starts_with("item ") && part.ends_with("euros"),
            "{part}"
        );
        let (part, _) = quoted(&text, "item 0");
        assert!(
            part.starts_with("item 0 costs") && part.ends_with("euros"),
            "{part}"
        );
        let (part, _) = quoted(&text, "item 199");
        assert!(part.ends_with("199 euros"), "{part}");
        // without clauses, words are the borders, and without spaces characters
        let (part, _) = quoted(&"wing feather ".repeat(200), "feather");
        assert!(
            part.ends_with("wing") || part.ends_with("feather"),
            "{part}"
        );
        assert!(quoted(&"水温".repeat(400), "水温").1 <= PART);
        assert_eq!(quoted("It is short.", "short").0, "It is short.");
    }
}
