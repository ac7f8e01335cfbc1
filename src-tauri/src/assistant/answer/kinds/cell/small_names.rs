//! Names of rows that are words which search drops: "A", "I", "The", "May". "What is the price of A?" asks for the row A.

use crate::assistant::answer::numbers::words;
use crate::search::content_words;

/// In a question with this share of capitals, capitals say nothing.
const CAPITALS: f32 = 0.6;

/// A word that search drops and that may be a name.
pub(super) struct SmallName {
    /// As it stands in the question.
    pub(super) written: String,
    /// Whether it can be nothing but a name.
    pub(super) is_sure: bool,
}

impl SmallName {
    /// Whether one of the words of a label is this name: in the same capitals, or else alone.
    pub(super) fn is_among(&self, label: &[String]) -> bool {
        let capital = self.written.starts_with(char::is_uppercase);
        match label {
            [only] => only.to_lowercase() == self.written.to_lowercase(),
            several => capital && several.contains(&self.written),
        }
    }
}

/// The words of a question that search drops and that may be names: they have a capital within it, or they end it.
pub(super) fn small_names(question: &str) -> Vec<SmallName> {
    let content = content_words(question);
    let all = words(question);
    let count = all.len();
    let written = all.iter().map(|word| word.written(question));
    let written: Vec<&str> = written.collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let capitals = written.iter().skip(1).filter(|word| is_capital(word));
    let all_capitals = capitals.count() as f32 > CAPITALS * count as f32;
    let names = written.iter().enumerate().skip(1).filter(|(at, word)| {
        let is_last = at + 1 == count;
        let dropped = !content.contains(&word.to_lowercase());
        dropped
            && word.chars().all(char::is_alphabetic)
            && (is_last || (is_capital(word) && !all_capitals))
    });
    names
        .map(|(_, word)| SmallName {
            written: (*word).to_owned(),
            // no article has a capital within a sentence, and "may" has none
            is_sure: matches!(*word, "A" | "May") && !all_capitals,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(question: &str) -> Vec<(String, bool)> {
        let names = small_names(question).into_iter();
        names.map(|name| (name.written, name.is_sure)).collect()
    }

    #[test]
    fn a_dropped_word_with_a_capital_or_at_the_end_may_be_a_name() {
        assert_eq!(names("What is the price of A?"), [("A".to_owned(), true)]);
        assert_eq!(names("what is the price of a"), [("a".to_owned(), false)]);
        assert_eq!(
            names("When did I buy it?"),
            [("I".to_owned(), false), ("it".to_owned(), false)]
        );
        assert_eq!(
            names("How much rain fell in May?"),
            [("May".to_owned(), true)]
        );
        assert!(names("What is a price?").is_empty());
        assert!(names("What Is The Price Of B?").is_empty());
    }
}
