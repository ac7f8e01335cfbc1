//! The words around the first match of a search in a text, and which of them are meant.
//!
//! The page cannot tell by itself which words are meant: a search for "berries" finds "berry", one for "perez" finds "Pérez".
//!
//! FTS5 has a function for this, which weighs all matches of a document against each other: with a common word, a document of
//! some length takes it tens of milliseconds. A list that follows each letter cannot wait for that, so the first match is shown.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fulltext::{NO_WIDTH, spaced, words};
use super::words::is_joined;

/// Characters before and behind a match.
const BEFORE: usize = 50;
const BEHIND: usize = 90;

/// What a search found in a document, as words to read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Excerpt {
    /// A few words around the first match, as plain text; empty if only the title or an author matched.
    pub snippet: String,
    /// The words that match, as they stand in these words, in the title or in the names of the authors; each once.
    pub hits: Vec<String>,
}

/// What is looked for in texts.
pub(super) struct Excerpts {
    /// Words of scripts that write no spaces, as the index has them.
    joined: Vec<String>,
    /// How other words may begin, the longest first.
    beginnings: Vec<String>,
}

impl Excerpts {
    /// Of the words of a query, as a person types it.
    pub(super) fn of(query: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let (mut joined, mut beginnings) = (Vec::new(), Vec::new());
        for word in words(query) {
            if word.contains(is_joined) {
                joined.push(spaced(word).into_owned());
            } else {
                let word = folded(word);
                let stem = stemmer.stem(&word);
                // the stem of "berries" is "berri", and a text may have "berry"
                let stem = stem.strip_suffix('i').unwrap_or(&stem);
                let is_inside = !stem.is_empty() && word.starts_with(stem);
                let beginning: &str = if is_inside { stem } else { &word };
                beginnings.push(beginning.to_owned());
            }
        }
        beginnings.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self { joined, beginnings }
    }

    /// The words around a match in a text, on one line, and which words of it and of the document's names match.
    pub(super) fn from(&self, text: &str, names: &[String]) -> Excerpt {
        let snippet = self.snippet(text);
        let mut hits = Vec::new();
        for words in names.iter().chain([&snippet]) {
            self.add_hits(words, &mut hits);
        }
        Excerpt { snippet, hits }
    }

    /// The words around a match, on one line; empty if a text has none.
    fn snippet(&self, text: &str) -> String {
        let joined = self.joined.iter().find_map(|word| text.find(word.as_str()));
        let at = joined.or_else(|| {
            let mut beginnings = self.beginnings.iter();
            beginnings.find_map(|beginning| first(text, beginning))
        });
        at.map(|at| around(text, at)).unwrap_or_default()
    }

    /// Adds the words that match to those that do already.
    fn add_hits(&self, words: &str, hits: &mut Vec<String>) {
        let (seen, apart) = (without_spaces(words), spaced(words));
        let joined = self.joined.iter().map(|word| without_spaces(word));
        let joined = joined.filter(|word| seen.contains(word.as_str()));
        let begun = apart
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| {
                let word = folded(word);
                let mut beginnings = self.beginnings.iter();
                beginnings.any(|beginning| word.starts_with(beginning.as_str()))
            })
            .map(str::to_owned);
        for hit in joined.chain(begun) {
            if !hits.contains(&hit) {
                hits.push(hit);
            }
        }
    }
}

/// A text of the index as people see it.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| *c != NO_WIDTH).collect()
}

/// Where the first word stands that begins so.
fn first(text: &str, beginning: &str) -> Option<usize> {
    let sign = beginning.chars().next()?;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = text.get(from..at)?;
                let differs =
                    word.is_ascii() && !word.starts_with([sign, sign.to_ascii_uppercase()]);
                if !differs && folded(word).starts_with(beginning) {
                    return Some(from);
                }
            }
            _ => {}
        }
    }
    None
}

/// A word in small letters without accents.
fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() && !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return word.into();
    }
    let plain = word.nfkd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

/// The text around a place, within its paragraph and as far as whole words go.
fn around(text: &str, at: usize) -> String {
    let (before, behind) = (
        text.get(..at).unwrap_or_default(),
        text.get(at..).unwrap_or_default(),
    );
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map(|(at, _)| at);
    let (mut left, mut cut_before) = (before, false);
    if let Some(start) = start.filter(|start| *start > 0) {
        let rest = before.get(start..).unwrap_or_default();
        left = rest
            .split_once(char::is_whitespace)
            .map_or(rest, |(_, rest)| rest);
        cut_before = true;
    }
    let (mut right, mut cut_behind) = (behind, false);
    if let Some((end, _)) = behind.char_indices().nth(BEHIND) {
        let beginning = behind.get(..end).unwrap_or_default();
        right = beginning
            .rsplit_once(char::is_whitespace)
            .map_or(beginning, |(beginning, _)| beginning);
        cut_behind = true;
    }
    let words = without_spaces(left) + &without_spaces(right);
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let dots = |cut| if cut { "…" } else { "" };
    format!("{}{line}{}", dots(cut_before), dots(cut_behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> String {
        Excerpts::of(query).from(text, &[]).snippet
    }

    fn hits(query: &str, text: &str, names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Excerpts::of(query).from(text, &names).hits
    }

    #[test]
    fn the_words_that_are_meant_are_told_as_they_stand() {
        assert_eq!(
            hits("berries", "One berry, two Berries.", &[]),
            ["berry", "Berries"]
        );
        assert_eq!(hits("perez", "By Pérez, not by Perec.", &[]), ["Pérez"]);
        // a word in the middle of another is not meant, and each is told once
        assert_eq!(hits("wing", "Upwing wings, wings.", &[]), ["wings"]);
        assert_eq!(
            hits("数据 2019", &spaced("我们用2019年的数据研究。"), &[]),
            ["数据", "2019"]
        );
        assert!(hits("", "A berry.", &[]).is_empty());
    }

    #[test]
    fn words_of_the_names_are_told_where_the_text_has_none() {
        let joined = spaced("数据研究").into_owned();
        let names = ["On Wings", joined.as_str()];
        assert_eq!(hits("wing", "Fish.", &names), ["Wings"]);
        assert_eq!(hits("数据", "Fish.", &names), ["数据"]);
    }

    #[test]
    fn the_first_match_is_shown_within_its_paragraph() {
        let text = "Fins.\nLarge birds rest on their wings.\nWings again.";
        assert_eq!(found("wing", text), "Large birds rest on their wings.");
        assert_eq!(found("RESTS", text), "Large birds rest on their wings.");
        assert_eq!(found("zebra", text), "");
        assert_eq!(found("", text), "");
        // the longer word says more
        assert_eq!(found("on again", text), "Wings again.");
    }

    #[test]
    fn accents_and_endings_do_not_matter() {
        assert_eq!(found("perez", "By Pérez."), "By Pérez.");
        assert_eq!(found("Pérez", "By PEREZ."), "By PEREZ.");
        assert_eq!(found("berries", "A berry."), "A berry.");
        assert_eq!(
            found("数据", &spaced("我们用2019年的数据研究。")),
            "我们用2019年的数据研究。"
        );
    }

    #[test]
    fn long_paragraphs_are_cut_between_words() {
        let text = format!("{} keel {}", "before ".repeat(30), "behind ".repeat(30));
        let line = found("keel", &text);
        assert!(
            line.starts_with("…before ") && line.ends_with(" behind…"),
            "{line}"
        );
        assert!(
            line.contains(" keel ") && line.chars().count() < 150,
            "{line}"
        );
        // without spaces too
        let text = spaced(&"数".repeat(300)).into_owned() + &spaced("据");
        assert!(found("据", &text).chars().count() < 150);
    }
}
