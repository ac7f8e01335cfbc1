//! The number of a page beside words, as running heads have it: the authors on the left page, the title on the right one.

use super::clauses::clause;
use crate::document::layout::Line;

/// A number at the right of a line is farther from the words than this, in em; one at the left, where the number of a
/// heading stands, is farther away.
const RIGHT: f32 = 1.5;
const LEFT: f32 = 3.0;
/// The most words beside a number.
const MOST_WORDS: usize = 14;
/// The most words of the names of authors.
const MOST_OF_NAMES: usize = 6;

/// A row of words with a number at one end.
pub(super) struct Folio {
    pub(super) number: i64,
    words: String,
    /// Whether a gap separates the two.
    is_apart: bool,
    is_right: bool,
}

impl Folio {
    /// What the lines of a row say; `None` if they are no words beside a number.
    pub(super) fn of(lines: &[&Line]) -> Option<Self> {
        let (number, words, is_apart, is_right) = match lines {
            [line] => in_line(line)?,
            [first, second] => {
                let (left, right) = match first.x0 < second.x0 {
                    true => (first.string(), second.string()),
                    false => (second.string(), first.string()),
                };
                match (value(&left), value(&right)) {
                    (None, Some(number)) => (number, left, true, true),
                    (Some(number), None) => (number, right, true, false),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let plain = !words.contains(|c: char| c.is_ascii_digit())
            && !words.trim_end().ends_with(['.', ',', ';', ':', '?', '!'])
            && clause(&format!("{words} {number}")).is_none();
        let fits = letters >= 3 && (plain || lines.len() == 2) || is_et_al(&words);
        let count = words.split_whitespace().count();
        (fits && count <= MOST_WORDS).then_some(Self {
            number,
            words,
            is_apart,
            is_right,
        })
    }

    /// Whether it is a running head if that of another page counts on with it.
    pub(super) fn counts_with_another(&self, unlike: bool) -> bool {
        let capitals = !self.words.contains(char::is_lowercase);
        self.is_apart || names_authors(&self.words) || ((unlike || capitals) && self.is_right)
    }

    /// Whether it is one although no other page has its like.
    pub(super) fn stands_alone(&self, unlike: bool) -> bool {
        (unlike && self.is_apart) || names_authors(&self.words)
    }
}

/// The number at an end of a line, the other words, whether a gap is between them, and whether it is the right end.
fn in_line(line: &Line) -> Option<(i64, String, bool, bool)> {
    let text = line.string();
    let text = text.trim();
    let gap = |left: usize, right: usize| {
        let edges = line.edges.get(left).zip(line.edges.get(right));
        edges.map_or(0.0, |(left, right)| right.0 - left.1)
    };
    let first = text.split_whitespace().next()?;
    let last = text.split_whitespace().next_back()?;
    let skipped = line.text.iter().take_while(|c| c.is_whitespace()).count();
    if let Some(number) = value(first) {
        let end = skipped + first.chars().count();
        let rest = line.text.iter().skip(end);
        let next = end + rest.take_while(|c| c.is_whitespace()).count();
        let words = text.get(first.len()..)?.trim().to_owned();
        return Some((
            number,
            words,
            gap(end.checked_sub(1)?, next) > LEFT * line.size,
            false,
        ));
    }
    let number = value(last)?;
    let words = text.strip_suffix(last)?.trim_end().to_owned();
    let end = skipped + words.chars().count();
    let rest = line.text.iter().skip(end);
    let next = end + rest.take_while(|c| c.is_whitespace()).count();
    let is_apart = gap(end.checked_sub(1)?, next) > RIGHT * line.size;
    Some((number, words, is_apart, true))
}

/// The value of a page number.
fn value(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = (1..=5).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Whether words name authors as running heads do: "Smith et al.", "Smith and Jones".
pub(super) fn names_authors(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let is_name = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        word.starts_with(char::is_uppercase) && letters >= 2
            || word.ends_with('.') && word.chars().count() <= 3
    };
    let pair = all
        .iter()
        .position(|word| {
            matches!(
                word.to_lowercase().as_str(),
                "and" | "&" | "und" | "et" | "y"
            )
        })
        .is_some_and(|at| {
            let (first, second) = all.split_at(at);
            let second = second.get(1..).unwrap_or_default();
            let bare = |names: &[&str]| names.iter().filter(|name| !name.ends_with('.')).count();
            bare(first) == 1 && bare(second) == 1 && first.iter().chain(second).all(is_name)
        });
    all.len() <= MOST_OF_NAMES && (pair || is_et_al(words))
}

fn is_et_al(words: &str) -> bool {
    let lower = words.trim_end().to_lowercase();
    let begins = words.starts_with(char::is_uppercase);
    begins && (lower.ends_with(" et al.") || lower.ends_with(" et al"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[Line]) -> Option<(i64, String, bool)> {
        let lines: Vec<&Line> = lines.iter().collect();
        Folio::of(&lines).map(|folio| (folio.number, folio.words.clone(), folio.is_apart))
    }

    #[test]
    fn a_number_stands_at_one_end_of_the_words() {
        let line = |text: &str| Line::sample(text).at(60.0, 760.0);
        let number = line("37").at(400.0, 760.0);
        let beside = [line("Smith and Jones"), number];
        assert_eq!(of(&beside), Some((37, "Smith and Jones".to_owned(), true)));
        assert_eq!(
            of(&[line("37 SMITH ET AL.")]),
            Some((37, "SMITH ET AL.".to_owned(), false))
        );
        let wide = line("On wings         38");
        assert_eq!(of(&[wide]), Some((38, "On wings".to_owned(), true)));
        for none in [
            "Table 3 of 12 birds 7",
            "We saw them rest. 12",
            "Chapter 4",
            "37",
            "On wings",
        ] {
            assert_eq!(of(&[line(none)]), None, "{none}");
        }
    }

    #[test]
    fn heads_name_authors_in_few_words() {
        for names in [
            "Smith et al.",
            "HOLM ET AL.",
            "Smith and Jones",
            "J. Smith & K. Jones",
        ] {
            assert!(names_authors(names), "{names}");
        }
        for others in [
            "Results and Discussion of the Study",
            "Wings and all birds",
            "On wings",
        ] {
            assert!(!names_authors(others), "{others}");
        }
    }
}
