//! The full text of whole documents, by which the list of the library is searched.
//!
//! SQLite's tokenizer takes a run of Chinese characters for one word. So a space of no width stands between the
//! characters of scripts that write no spaces, in the index and in a query, and a word becomes the phrase of its
//! characters. The index keeps the text, so that a match can be shown in its sentence.

use std::borrow::Cow;

use rusqlite::{Connection, params};

use super::LibraryError;
use super::words::is_joined;
use crate::document::{BlockKind, Document};

/// Separates tokens and is not seen.
pub(super) const NO_WIDTH: char = '\u{200b}';

/// What the index receives of a document.
pub(super) struct Indexed {
    title: String,
    authors: String,
    text: String,
}

impl Indexed {
    /// The text alone; see [`Indexed::call`].
    pub(super) fn of(document: &Document) -> Self {
        Self {
            title: String::new(),
            authors: String::new(),
            text: spaced(&text(document)).into_owned(),
        }
    }

    /// The title and the authors that the document has in the list.
    pub(super) fn call(&mut self, title: &str, authors: &[String]) {
        (self.title, self.authors) = named(title, authors);
    }

    /// Indexes the document in row `number`, replacing its earlier index.
    pub(super) fn put(&self, connection: &Connection, number: i64) -> Result<(), LibraryError> {
        connection.execute("DELETE FROM fulltext WHERE rowid = ?1", [number])?;
        connection.execute(
            "INSERT INTO fulltext (rowid, title, authors, text) VALUES (?1, ?2, ?3, ?4)",
            params![number, self.title, self.authors, self.text],
        )?;
        Ok(())
    }
}

/// Changes the title and the authors by which the document in row `number` is found.
pub(super) fn call(
    connection: &Connection,
    number: i64,
    title: &str,
    authors: &[String],
) -> rusqlite::Result<()> {
    let (title, authors) = named(title, authors);
    connection.execute(
        "UPDATE fulltext SET title = ?2, authors = ?3 WHERE rowid = ?1",
        params![number, title, authors],
    )?;
    Ok(())
}

fn named(title: &str, authors: &[String]) -> (String, String) {
    let authors = authors.join(", ");
    (spaced(title).into_owned(), spaced(&authors).into_owned())
}

/// A text in which the characters of scripts without spaces are apart.
pub(super) fn spaced(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_joined) {
        return text.into();
    }
    let mut spaced = String::with_capacity(text.len() * 2);
    let mut before: Option<char> = None;
    for c in text.chars() {
        let glued = |before: char| {
            (is_joined(before) || is_joined(c)) && !before.is_whitespace() && !c.is_whitespace()
        };
        if before.is_some_and(glued) {
            spaced.push(NO_WIDTH);
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced.into()
}

/// The words of what a person types.
pub(super) fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(|c: char| !c.is_alphanumeric() && !is_joined(c))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// A query for texts that contain every word of `query`, the last word perhaps as the beginning of a word; `None` without
/// a word. Quotes every word, so that no character acts as an operator of FTS5's query language.
pub(super) fn query(query: &str) -> Option<String> {
    of_words(&words(query).collect::<Vec<_>>())
}

/// [`query`] while it is being typed. A single letter begins too many words of a text: it is looked for as a word, or as the
/// beginning of one in titles and authors.
pub(super) fn typed(query: &str) -> Option<String> {
    let words: Vec<_> = words(query).collect();
    let is_letter = |word: &str| word.len() == 1 && query.ends_with(word);
    match words.as_slice() {
        [word] if is_letter(word) => Some(begins_name(word)),
        [others @ .., word] if is_letter(word) => {
            let others = quoted(others);
            Some(format!(
                "{others} AND (\"{word}\" OR {})",
                begins_name(word)
            ))
        }
        all => of_words(all),
    }
}

/// A query for titles and authors with a word that begins so.
fn begins_name(beginning: &str) -> String {
    format!("{{title authors}} : \"{beginning}\" *")
}

fn of_words(words: &[&str]) -> Option<String> {
    (!words.is_empty()).then(|| quoted(words) + "*")
}

fn quoted(words: &[&str]) -> String {
    let words = words.iter().map(|word| format!("\"{}\"", spaced(word)));
    words.collect::<Vec<_>>().join(" ")
}

/// Everything that a person might remember about a document, without what is printed on every page.
fn text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if block.kind != BlockKind::Furniture {
            text.push_str(&block.text);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_without_spaces_are_taken_apart() {
        assert_eq!(spaced("Zinc, 5 µg/L"), "Zinc, 5 µg/L");
        assert_eq!(spaced("2019年度 x"), "2019\u{200b}年\u{200b}度 x");
        assert_eq!(
            query("机器 rain-wa").as_deref(),
            Some("\"机\u{200b}器\" \"rain\" \"wa\"*")
        );
        assert_eq!(query(" \"*- "), None);
    }

    #[test]
    fn a_single_letter_is_no_search_in_texts() {
        assert_eq!(typed("w").as_deref(), Some("{title authors} : \"w\" *"));
        assert_eq!(
            typed("rain w").as_deref(),
            Some("\"rain\" AND (\"w\" OR {title authors} : \"w\" *)")
        );
        // a person has gone on
        assert_eq!(typed("rain w ").as_deref(), Some("\"rain\" \"w\"*"));
        assert_eq!(typed("机").as_deref(), Some("\"机\"*"));
        assert_eq!(typed("-"), None);
    }
}
