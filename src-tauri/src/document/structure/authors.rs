//! Finds the names of authors in the lines under the title.

use super::publishers::{is_address, is_publishers};
use crate::document::layout::{Line, RawBlock, SCRIPT};

/// The longest list of authors, in characters.
const LONGEST_LIST: usize = 6_000;

/// Returns the names in the blocks under the title.
pub(crate) fn author_lines(blocks: &[RawBlock]) -> Vec<String> {
    let mut names = Vec::new();
    let mut look = None;
    for block in blocks {
        let raw = block.rough_text();
        if is_publishers(raw) {
            if names.is_empty() { continue } else { break }
        }
        let before = names.len();
        // names may stand in columns, each over its own address
        let alike = look.is_none_or(|look| look == Look::of(block));
        let (found, share) = names_in(block);
        if is_address(raw) {
            if alike && let Some(name) = name_over_address(block) {
                look = look.or(Some(Look::of(block)));
                names.push(name);
            } else if names.is_empty() && share >= 0.7 {
                names.extend(found);
            }
            continue;
        }
        let later = look.is_some() && !names.is_empty();
        if share >= if later { 0.9 } else { 0.7 } && alike {
            look = look.or(Some(Look::of(block)));
            names.extend(found);
        }
        if later && names.len() == before {
            continue;
        }
        if names.len() == before && !names.is_empty() {
            break;
        }
    }
    names
}

/// How names are set: all of a paper are set alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    /// Half points.
    size: i32,
    bold: bool,
}

impl Look {
    fn of(block: &RawBlock) -> Self {
        let first = block.lines().first();
        Self {
            size: first.map_or(0, |line| (line.size * 2.0).round() as i32),
            bold: first.is_some_and(|line| line.bold > 0.5),
        }
    }
}

/// The name on the first line of a block whose other lines are an address.
fn name_over_address(block: &RawBlock) -> Option<String> {
    let (first, rest) = block.lines().split_first()?;
    let rest: Vec<String> = rest.iter().map(Line::string).collect();
    let first = first.string();
    let mut found = split_names(&first);
    let only = found.len() == 1 && first.split_whitespace().count() <= 4;
    (only && is_address(&rest.join(" "))).then(|| found.remove(0))
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
    let found = match one_a_line(block) {
        Some(found) => found,
        None => split_names(&text),
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let named: usize = found.iter().map(|name| letters(name)).sum();
    let degrees: usize = parts(&text)
        .iter()
        .filter(|part| is_degree(part))
        .map(|part| letters(part))
        .sum();
    let all = letters(&text).saturating_sub(degrees);
    (found, named as f32 / all.max(1) as f32)
}

/// The names of a block that has one on each of its lines, without commas between them.
fn one_a_line(block: &RawBlock) -> Option<Vec<String>> {
    let lines: Vec<String> = block.lines().iter().map(|line| line.string()).collect();
    let names: Vec<String> = lines.iter().flat_map(|line| split_names(line)).collect();
    let single = lines.iter().all(|line| {
        let words = line.split_whitespace().count();
        (2..=4).contains(&words) && !line.contains([',', ';', '&']) && split_names(line).len() == 1
    });
    (lines.len() >= 2 && single).then_some(names)
}

/// Whether a part of a line of names is a degree, a rank or a group behind a name.
fn is_degree(part: &str) -> bool {
    const DEGREES: [&str; 56] = [
        "md",
        "phd",
        "msc",
        "bsc",
        "mph",
        "rn",
        "dvm",
        "dds",
        "dmd",
        "ms",
        "ma",
        "ba",
        "bs",
        "mba",
        "mbbs",
        "frcp",
        "frcs",
        "facs",
        "facc",
        "mrcp",
        "pharmd",
        "dphil",
        "drph",
        "scd",
        "dsc",
        "jd",
        "mpharm",
        "mhs",
        "edd",
        "psyd",
        "bn",
        "bds",
        "mds",
        "do",
        "pt",
        "dpt",
        "mphil",
        "mtech",
        "btech",
        "beng",
        "meng",
        "jr",
        "sr",
        "ii",
        "iii",
        "ieee",
        "fellow",
        "member",
        "senior member",
        "student member",
        "life fellow",
        "acm",
        "prof",
        "dr",
        "et al",
        "mscs",
    ];
    let plain: String = part
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic() || *c == ' ')
        .collect();
    let plain = plain.trim();
    plain.chars().count() == 1
        || DEGREES.contains(&plain)
        || ["for the ", "on behalf of", "and the "]
            .iter()
            .any(|start| plain.starts_with(start))
}

/// The parts of a line of names, between commas, "and", and marks of affiliation.
fn parts(text: &str) -> Vec<String> {
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
    .map(without_identifier)
    .map(without_label)
    .collect()
}

/// A name without the small letter of an affiliation behind it: "Omar Birch b".
fn without_label(part: String) -> String {
    match part.rsplit_once(' ') {
        Some((name, label))
            if label.len() == 1 && label.starts_with(|c: char| c.is_ascii_lowercase()) =>
        {
            name.to_owned()
        }
        _ => part,
    }
}

/// A name without the letters of the sign for an identifier of authors behind it: "Jane AlderID".
fn without_identifier(part: String) -> String {
    match part.strip_suffix("ID").or_else(|| part.strip_suffix("iD")) {
        Some(name) if name.ends_with(char::is_lowercase) => name.to_owned(),
        _ => part,
    }
}

/// Splits a line of names at commas, "and", and marks of affiliation.
pub(crate) fn split_names(text: &str) -> Vec<String> {
    let parts = parts(text).into_iter();
    parts
        .filter(|part| !is_degree(part) && is_name(part))
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

/// Whether a word stands in phrases and in no name, as in "Recording a Sequence".
fn is_of_a_phrase(word: &&str) -> bool {
    const WORDS: [&str; 13] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with",
    ];
    WORDS.contains(word)
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
        && !words.iter().any(is_of_a_phrase)
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
        assert_eq!(
            split_names(
                "Jane Alder, Senior Member, IEEE, Omar Birch, MD, PhD; Ida HolmID, for the Clay Group"
            ),
            ["Jane Alder", "Omar Birch", "Ida Holm"]
        );
        assert_eq!(
            split_names("Jane Alder a,b and Omar Birch b"),
            ["Jane Alder", "Omar Birch"]
        );
        assert!(split_names("Department of Pharmacology, New Delhi University").is_empty());
        assert!(split_names("Recording a Sequence, Notes on Tides").is_empty());
    }
}
