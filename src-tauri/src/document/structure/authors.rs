//! Finds the names of authors in the lines under the title.

use super::publishers::{is_address, is_publishers};
use crate::document::layout::RawBlock;
use crate::document::layout::SCRIPT;

/// The longest list of authors, in characters.
const LONGEST_LIST: usize = 6_000;

/// Returns the names in the blocks under the title.
pub(crate) fn author_lines(blocks: &[RawBlock]) -> Vec<String> {
    let mut names = Vec::new();
    for block in blocks {
        let raw = block.rough_text();
        if is_publishers(raw) {
            if names.is_empty() { continue } else { break }
        }
        let before = names.len();
        if is_address(raw) && !names.is_empty() {
            break;
        }
        let (found, share) = names_in(block);
        if share >= 0.7 {
            names.extend(found);
        }
        if names.len() == before && !names.is_empty() {
            break;
        }
    }
    names
}

/// The names in a block, and the share of its letters that are in them.
pub(crate) fn names_in(block: &RawBlock) -> (Vec<String>, f32) {
    if block.rough_text().chars().count() > LONGEST_LIST {
        return (Vec::new(), 0.0);
    }
    // superscripts mark affiliations and are not part of a name
    let text = block
        .lines()
        .iter()
        .map(|line| {
            line.text
                .iter()
                .zip(&line.styles)
                .map(|(c, style)| if style & SCRIPT != 0 { ',' } else { *c })
                .collect::<String>()
        })
        .collect::<Vec<_>>()
        .join(" ");
    let found = split_names(&text);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let named: usize = found.iter().map(|name| letters(name)).sum();
    let share = named as f32 / letters(&text).max(1) as f32;
    (found, share)
}

/// Splits a line of names at commas, "and", and marks of affiliation.
pub(crate) fn split_names(text: &str) -> Vec<String> {
    let text = text
        .replace(" and ", ", ")
        .replace(" & ", ", ")
        .replace(',', " , ")
        .replace(" AND ", ", ");
    text.split(|c: char| {
        matches!(c, ',' | ';' | '&' | '\u{2022}' | '\u{b7}' | '|' | '/')
            || c.is_ascii_digit()
            || is_mark(c)
    })
    .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
    .map(|part| part.strip_prefix("and ").unwrap_or(&part).to_owned())
    .filter(|part| is_name(part))
    .collect()
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '*' | '\u{2217}'
            | '\u{2020}'
            | '\u{2021}'
            | '\u{a7}'
            | '\u{b6}'
            | '#'
            | '('
            | ')'
            | '['
            | ']'
            | '\u{b9}'
            | '\u{b2}'
            | '\u{b3}'
    ) || ('\u{2070}'..='\u{209f}').contains(&c)
        || ('\u{2600}'..='\u{27bf}').contains(&c)
        || ('\u{2460}'..='\u{24ff}').contains(&c)
}

/// Whether a part is a name: two to six words, the first and the last capitalized, none of them from an
/// address.
fn is_name(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let lower = part.to_lowercase();
    let address = [
        "universit",
        "department",
        "institut",
        "school",
        "college",
        "hospital",
        "faculty",
        "laborator",
        "research",
        "center",
        "centre",
        "article",
        "journal",
        "phd",
        "division",
        "inc.",
        "ltd",
        "united",
        "corresponding",
        "author",
        "abstract",
        "editor",
        "proceedings",
        "science",
        "the ",
        "republic",
        "street",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    (2..=6).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().filter(|word| capital(word)).count() * 2 >= words.len()
        && !address
        && part.chars().all(|c| {
            c.is_alphabetic()
                || matches!(
                    c,
                    ' ' | '.' | '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}'
                )
        })
        && part.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_at_commas_and_marks() {
        assert_eq!(
            split_names("Kit Ying Lam, Anna Pick Kiong Ling , and Yee How Say"),
            ["Kit Ying Lam", "Anna Pick Kiong Ling", "Yee How Say"]
        );
        assert_eq!(
            split_names("Nicolau Leal Werneck1"),
            ["Nicolau Leal Werneck"]
        );
        assert_eq!(
            split_names("Aparna H Gopalkrishna1 \u{2022} Seshagiri M2*"),
            ["Aparna H Gopalkrishna", "Seshagiri M"]
        );
        assert_eq!(
            split_names("Jos\u{e9} de la Cruz\u{2217}"),
            ["Jos\u{e9} de la Cruz"]
        );
        assert!(split_names("Department of Pharmacology, New Delhi University").is_empty());
    }
}
