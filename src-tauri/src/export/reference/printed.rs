//! Where a document prints an author's family name alone: in its citation ("Ford Versypt AN"), its running head ("Ford
//! Versypt et al."), references to the author's own works, or behind a title. This shows which words of a name belong
//! to the family name, which the name itself does not.

use crate::document::Document;

/// Titles before a family name.
const TITLES: [&str; 6] = ["dr", "drs", "prof", "professor", "mr", "ms"];
/// Initials behind a family name, at most.
const MOST_INITIALS: usize = 4;

/// The words of a document, as they are printed.
#[derive(Debug, Default)]
pub(super) struct Printed {
    words: Vec<String>,
    /// The last words of the authors' names, in small letters.
    lasts: Vec<String>,
}

impl Printed {
    pub(super) fn of(document: &Document, authors: &[String]) -> Self {
        let texts = document.blocks.iter().map(|block| block.text.as_str());
        Self::from_texts(texts, authors)
    }

    pub(super) fn from_texts<'t>(texts: impl Iterator<Item = &'t str>, authors: &[String]) -> Self {
        let last = |name: &String| name.split_whitespace().last().map(bare);
        Self {
            words: texts
                .flat_map(str::split_whitespace)
                .map(str::to_owned)
                .collect(),
            lasts: authors.iter().filter_map(last).collect(),
        }
    }

    /// How often these words stand alone as the family name of somebody with this name; `given` is the rest of it.
    pub(super) fn family(&self, family: &[&str], given: &[&str]) -> usize {
        let family: Vec<String> = family.iter().copied().map(bare).collect();
        let given: Vec<String> = given.iter().copied().map(bare).collect();
        let initial = given.first().and_then(|word| word.chars().next());
        let (Some(initial), false) = (initial, family.is_empty()) else {
            return 0;
        };
        let starts = (0..self.words.len()).filter(|at| {
            let own = self.words.get(*at..at + family.len()).unwrap_or_default();
            own.len() == family.len()
                && own
                    .iter()
                    .zip(&family)
                    .all(|(word, wanted)| bare(word) == *wanted)
        });
        starts
            .filter(|at| {
                self.is_alone(*at, &given, &family) && self.is_cited(*at, family.len(), initial)
            })
            .count()
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// Whether no other word of the name, and no initial, stands before.
    fn is_alone(&self, at: usize, given: &[String], family: &[String]) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| self.word(before)) else {
            return true;
        };
        // the end of a clause is no part of the name
        let ends = before.ends_with([',', ';', ':', '(', ')', '&']);
        let own = bare(before);
        ends || !(given.contains(&own) || family.contains(&own) || is_initials(before, None))
    }

    /// Whether initials, a year, "et al." or another author follows, or a title stands before.
    fn is_cited(&self, at: usize, length: usize, initial: char) -> bool {
        let title = at
            .checked_sub(1)
            .is_some_and(|before| TITLES.contains(&bare(self.word(before)).as_str()));
        let (last, next, then) = (
            self.word(at + length - 1),
            self.word(at + length),
            self.word(at + length + 1),
        );
        let goes_on = last.ends_with(',') || last.ends_with(char::is_alphanumeric);
        let year = next.trim_matches(['(', ')', ',', ';', '.']);
        let year = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_year = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
        let other = matches!(next, "&" | "and") && self.lasts.contains(&bare(then));
        let others = bare(next) == "et" && bare(then) == "al";
        title || (goes_on && (is_year || other || others || is_initials(next, Some(initial))))
    }
}

/// Small letters without the signs around them, and without a possessive.
fn bare(word: &str) -> String {
    let word = word.trim_end_matches("\u{2019}s").trim_end_matches("'s");
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Whether a word is initials, of which the first is given in a small letter: `AN`, `A.`, `A.-N.,`.
fn is_initials(word: &str, first: Option<char>) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let signs = word
        .chars()
        .all(|c| c.is_uppercase() || ".,;:-\u{2010})".contains(c));
    let begins = letters.first().is_some_and(|letter| {
        first.is_none_or(|first| letter.to_lowercase().eq(first.to_lowercase()))
    });
    signs && begins && letters.len() <= MOST_INITIALS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str, family: &str, given: &str) -> usize {
        let authors = [
            "Ashlee N. Ford Versypt".to_owned(),
            "Duncan H. Mullins".to_owned(),
        ];
        let family: Vec<&str> = family.split(' ').collect();
        let given: Vec<&str> = given.split(' ').collect();
        Printed::from_texts(std::iter::once(text), &authors).family(&family, &given)
    }

    #[test]
    fn a_family_name_stands_alone_where_it_is_cited() {
        for text in [
            "Citation: Ford Versypt AN, Mullins DH. (2025)",
            "Ford Versypt, A. N. (2019). A course.",
            "12 FORD VERSYPT ET AL.",
            "the course (Ford Versypt, 2019) has",
            "Ford Versypt, & Mullins. (2025). A course.",
            "Ford Versypt and Mullins",
            "a student in Dr. Ford Versypt\u{2019}s group",
        ] {
            assert_eq!(times(text, "Ford Versypt", "Ashlee N."), 1, "{text}");
            assert_eq!(times(text, "Versypt", "Ashlee N. Ford"), 0, "{text}");
        }
        for text in [
            "Ashlee N. Ford Versypt, A. Smith",
            "Ashlee Ford Versypt and Mullins",
            "the Ford Versypt model",
            "Ford Versypt B., another person",
        ] {
            assert_eq!(times(text, "Ford Versypt", "Ashlee N."), 0, "{text}");
        }
        assert_eq!(times("see Versypt, A. F.", "Versypt", "Ashlee Ford"), 1);
    }
}
