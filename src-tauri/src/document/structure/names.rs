//! Which words are the name of a person, and how a line of names is divided. These are pure tests of strings.

use std::collections::HashSet;

use super::name_words::{is_degree, is_month, is_never_in_a_name, is_of_a_phrase, is_particle};

/// The parts of a line of names, between commas, "and", and marks of affiliation.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let text = without_months(without_by(text))
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
    .flat_map(|part| around_and(&part))
    .map(without_identifier)
    .map(without_label)
    .collect()
}

/// The two names on both sides of "und", "et" or "y": a name such as "Ortega y Gasset" has one word on each side.
fn around_and(part: &str) -> Vec<String> {
    let joined = [
        " und ", " UND ", " et ", " ET ", " og ", " och ", " y ", " e ",
    ]
    .iter()
    .find_map(|and| part.split_once(and));
    match joined {
        Some((one, other)) if one.contains(' ') && other.contains(' ') => {
            vec![one.to_owned(), other.to_owned()]
        }
        _ => vec![part.to_owned()],
    }
}

/// A name as it is read: "Holm, Ida", as lists sort it, is "Ida Holm". What is no such name stays as it is.
pub(crate) fn in_order(name: &str) -> String {
    let same = || name.to_owned();
    let Some((last, first)) = name.split_once(',') else {
        return same();
    };
    let (last, first) = (last.trim(), first.trim());
    let capitals = |part: &str| {
        part.split_whitespace()
            .filter(|word| word.starts_with(char::is_uppercase))
            .count()
    };
    let one = capitals(last) == 1 || (first.split_whitespace().count() == 1 && capitals(last) == 2);
    let swapped = format!("{first} {last}");
    match one && !first.is_empty() && !is_degree(first) && is_name(&swapped) {
        true => swapped,
        false => same(),
    }
}

/// A line of names without "by" before it.
fn without_by(text: &str) -> &str {
    let text = text.trim_start();
    ["by ", "By ", "BY ", "By: ", "Authors: ", "Author: "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
        .unwrap_or(text)
}

/// A text with commas in the place of the months of dates: "Ines Holm May 9, 2022".
fn without_months(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let counts = |index: Option<usize>| {
        let word = index.and_then(|index| words.get(index));
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let kept = words.iter().enumerate().map(|(index, word)| {
        let dated = counts(index.checked_sub(1)) || counts(Some(index + 1));
        if dated && is_month(word) { "," } else { word }
    });
    kept.collect::<Vec<_>>().join(" ")
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
    let parts = parts(text);
    let named: Vec<bool> = parts
        .iter()
        .map(|part| !is_degree(part) && is_name(part))
        .collect();
    // between other names, "Street" is one too
    let first = named.iter().position(|is| *is);
    let last = named.iter().rposition(|is| *is);
    let inside = |at: usize| first.is_some_and(|first| first < at) && last > Some(at);
    let among = |at: usize, part: &str| inside(at) && may_be_a_surname(part);
    let all = parts.into_iter().zip(named).enumerate();
    all.filter(|(at, (part, is))| *is || among(*at, part))
        .map(|(_, (part, _))| part)
        .collect()
}

/// Whether a part is a name but for its last word, which is both a surname and a word of addresses.
fn may_be_a_surname(part: &str) -> bool {
    const BOTH: [&str; 8] = [
        "Street", "Road", "School", "College", "Center", "Friday", "Monday", "Sunday",
    ];
    let surname = part.rsplit(' ').next().unwrap_or_default();
    BOTH.contains(&surname) && is_name(&part.replace(surname, "Alder"))
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
    let capitals = !part.contains(char::is_lowercase);
    let lower = part.to_lowercase();
    let address = [
        "universi",
        "institut",
        "hospital",
        "hochschule",
        "fakult",
        "facult",
        "laborator",
        "inc.",
        "the ",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    let bare = |word: &str| -> String { word.chars().filter(|c| c.is_alphabetic()).collect() };
    // in capitals, small words of phrases are capitals too: an initial is no "a"
    let phrase = words.iter().any(|word| match capitals {
        true => word.chars().count() > 1 && is_of_a_phrase(&word.to_lowercase()),
        false => is_of_a_phrase(word),
    });
    (2..=6).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().filter(|word| capital(word)).count() * 2 >= words.len()
        && !phrase
        && !address
        && !lower
            .split([' ', '-'])
            .any(|word| is_never_in_a_name(&bare(word)))
        && part.chars().all(|c| {
            c.is_alphabetic()
                || matches!(
                    c,
                    ' ' | '.' | '-' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}'
                )
        })
        && part.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// The words that a document has in small letters: they are words of its language.
pub(crate) struct SmallWords(HashSet<String>);

impl SmallWords {
    /// Words beyond this number are not counted.
    const MOST: usize = 50_000;

    /// A text with fewer words may be an address, which has names in small letters.
    const SHORTEST: usize = 12;

    /// Learns from texts.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let long = texts.filter(|text| text.split_whitespace().nth(Self::SHORTEST - 1).is_some());
        let words = long
            .flat_map(str::split_whitespace)
            .take(Self::MOST)
            .filter(|word| !word.contains(['@', '/', '_']));
        let small = words.filter(|word| word.starts_with(char::is_lowercase));
        let bare = small.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned());
        Self(bare.filter(|word| word.chars().count() >= 3).collect())
    }

    /// The names of a line that are surely persons': in a document that is no paper, any phrase may stand under the
    /// title. A name has two to four words and particles, and not all of them are words of the language.
    pub(crate) fn persons(&self, line: &str) -> Vec<String> {
        let numbers = line.split(|c: char| !c.is_ascii_digit());
        // a number on its own is no mark of an affiliation
        let counts = line
            .split_whitespace()
            .any(|word| word.len() >= 2 && word.chars().all(|c| c.is_ascii_digit()));
        if counts
            || numbers.clone().any(|number| number.len() >= 3)
            || line.trim_end().ends_with(':')
        {
            return Vec::new();
        }
        let mut names = split_names(line);
        names.retain(|name| self.is_person(name));
        names
    }

    /// The persons of a line that names them and says nothing else; none if it says more.
    pub(crate) fn only_persons(&self, line: &str) -> Vec<String> {
        let persons = self.persons(line);
        let says_more = parts(line)
            .iter()
            .any(|part| !part.is_empty() && !is_degree(part) && !persons.contains(part));
        match says_more {
            true => Vec::new(),
            false => persons,
        }
    }

    /// The persons that a byline names first: "By Ida Holm and Omar Birch, on the harbour".
    pub(crate) fn first_persons(&self, line: &str) -> Vec<String> {
        parts(line)
            .into_iter()
            .filter(|part| !part.is_empty())
            .take_while(|part| self.is_person(part))
            .collect()
    }

    /// Whether a name is surely a person's.
    pub(crate) fn is_person(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split(' ').filter(|word| !is_particle(word)).collect();
        let bare = |word: &str| -> String {
            word.trim_matches(|c: char| !c.is_alphabetic())
                .to_lowercase()
        };
        let different: HashSet<String> = words.iter().map(|word| bare(word)).collect();
        let roman = words.first().is_some_and(|word| {
            word.trim_end_matches('.')
                .chars()
                .all(|c| "IVX".contains(c))
        });
        let known = words.iter().all(|word| {
            let word = bare(word);
            word.chars().count() <= 2 || self.0.contains(&word)
        });
        (2..=4).contains(&words.len())
            && different.len() == words.len()
            && words
                .iter()
                .all(|word| word.starts_with(char::is_uppercase))
            && !words
                .iter()
                .any(|word| word.ends_with("'s") || word.ends_with("\u{2019}s"))
            && !words
                .last()
                .is_some_and(|word| word.ends_with('.') && word.chars().count() > 4)
            && words.iter().any(|word| bare(word).chars().count() >= 3)
            && !(roman && words.len() == 2)
            && words
                .first()
                .is_some_and(|word| !is_of_a_phrase(&word.to_lowercase()) || word.ends_with('.'))
            && !known
            && is_name(name)
    }
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
        assert_eq!(
            split_names("Ida Holm1,2, Jane Street1,2, and Omar Birch3"),
            ["Ida Holm", "Jane Street", "Omar Birch"]
        );
        assert_eq!(split_names("Ida Holm, Jane Street"), ["Ida Holm"]);
        assert!(split_names("Department of Pharmacology, New Delhi University").is_empty());
        assert!(split_names("Recording a Sequence, Notes on Tides").is_empty());
    }

    #[test]
    fn dates_and_by_are_no_part_of_a_name() {
        assert_eq!(split_names("BY ROSA EXAMPLE"), ["ROSA EXAMPLE"]);
        assert_eq!(split_names("Ines Holm May 9, 2022"), ["Ines Holm"]);
        assert_eq!(
            split_names("Anna Berg und Kit Lam"),
            ["Anna Berg", "Kit Lam"]
        );
        assert_eq!(
            split_names("Jos\u{e9} Ortega y Gasset"),
            ["Jos\u{e9} Ortega y Gasset"]
        );
    }

    #[test]
    fn phrases_in_capitals_are_no_names() {
        assert!(split_names("UM MODELO PARA PROVAS").is_empty());
        assert!(split_names("A THESIS").is_empty());
        assert_eq!(split_names("A BERG"), ["A BERG"]);
    }

    #[test]
    fn names_of_lists_are_put_in_order() {
        for (name, read) in [
            ("Holm, Ida", "Ida Holm"),
            ("van der Berg, Lei", "Lei van der Berg"),
            (
                "Garc\u{ed}a M\u{e1}rquez, Gabriel",
                "Gabriel Garc\u{ed}a M\u{e1}rquez",
            ),
            ("Holm, I. M.", "I. M. Holm"),
            ("Ida Holm, Omar Birch", "Ida Holm, Omar Birch"),
            ("Ida Holm, MD", "Ida Holm, MD"),
            ("Ida Holm, editor", "Ida Holm, editor"),
            ("Harbour Trust, Ltd", "Harbour Trust, Ltd"),
            ("Ada", "Ada"),
            ("Holm,", "Holm,"),
        ] {
            assert_eq!(in_order(name), read);
        }
    }

    #[test]
    fn a_byline_names_persons_first() {
        let words = SmallWords::of(std::iter::empty());
        let line = "By Ida Holm and Omar Birch, harbour correspondents";
        assert_eq!(words.first_persons(line), ["Ida Holm", "Omar Birch"]);
        assert!(
            words
                .first_persons("By our correspondent, Ida Holm")
                .is_empty()
        );
    }

    #[test]
    fn a_person_has_a_word_that_the_language_has_not() {
        let words = SmallWords::of(
            ["a graph is plotted with the mark of a fox on a roof garden"].into_iter(),
        );
        assert_eq!(
            words.persons("Mark Henning, John Fox"),
            ["Mark Henning", "John Fox"]
        );
        assert!(words.persons("Roof Garden").is_empty());
        assert!(words.persons("Image Image").is_empty());
        assert!(words.persons("Ines Example, 4 May 2022").is_empty());
        assert!(words.persons("Unit no. XX").is_empty());
        assert!(words.persons("User\u{2019}s Corner").is_empty());
        assert!(words.persons("I. Facts").is_empty());
        assert!(words.persons("Gloss Varnish 55").is_empty());
        assert!(words.persons("In Partial Trust").is_empty());
        assert_eq!(words.persons("Lei van der Berg"), ["Lei van der Berg"]);
    }
}
