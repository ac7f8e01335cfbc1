//! The words that a document writes inside its lines: they show how it writes the words that its line ends divide.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

/// Shortest word, in characters, that shows that a beginning before it is written without a hyphen.
const SHORTEST_REST: usize = 4;

/// Words in small letters, with their hyphens.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: BTreeSet<String>,
    /// How many words end in a hyphen and these letters.
    lasts: HashMap<String, usize>,
}

impl Words {
    pub(super) fn add(&mut self, word: &str) {
        let word = word.to_lowercase();
        if word.is_empty() || self.all.contains(&word) {
            return;
        }
        if let Some((_, last)) = word.rsplit_once('-') {
            *self.lasts.entry(last.to_owned()).or_default() += 1;
        }
        self.all.insert(word);
    }

    pub(super) fn have(&self, word: &str) -> bool {
        match word.chars().any(char::is_uppercase) {
            true => self.all.contains(&word.to_lowercase()),
            false => self.all.contains(word),
        }
    }

    fn with_beginning<'w>(&'w self, letters: &'w str) -> impl Iterator<Item = &'w str> {
        let from = (Bound::Included(letters), Bound::Unbounded);
        let words = self.all.range::<str, _>(from);
        words
            .map(String::as_str)
            .take_while(move |word| word.starts_with(letters))
    }

    /// Whether a word begins with these letters.
    pub(super) fn begin_with(&self, letters: &str) -> bool {
        self.with_beginning(letters).next().is_some()
    }

    /// The number of words that begin with this part and a hyphen.
    pub(super) fn hyphened_behind(&self, part: &str) -> usize {
        self.with_beginning(&format!("{part}-")).count()
    }

    /// The number of words that end in a hyphen and this part.
    pub(super) fn hyphened_before(&self, part: &str) -> usize {
        self.lasts.get(part).copied().unwrap_or(0)
    }

    /// The number of words that this part begins, without a hyphen before another word.
    pub(super) fn solid_behind(&self, part: &str) -> usize {
        let words = self.with_beginning(part);
        let rests = words.filter_map(|word| word.strip_prefix(part));
        rests
            .filter(|rest| rest.chars().count() >= SHORTEST_REST && self.have(rest))
            .count()
    }
}

#[cfg(test)]
impl Words {
    /// The words of a text that spaces separate.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        text.split(' ').for_each(|word| words.add(word));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_show_how_their_parts_are_joined() {
        let words =
            Words::of("pre-trained pre-Existing prefixed fixed present Graph-based rule-based");
        assert_eq!(words.hyphened_behind("pre"), 2);
        assert_eq!(words.solid_behind("pre"), 1);
        assert_eq!(words.hyphened_before("based"), 2);
        assert_eq!(words.hyphened_before("fixed"), 0);
        assert!(words.have("Present") && words.begin_with("gra") && !words.begin_with("grap-"));
    }
}
