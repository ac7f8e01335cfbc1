//! A name as family name and given name.

use serde::Serialize;

use super::printed::Printed;

/// Words in lower case that belong to the family name behind them.
const PARTICLES: &[&str] = &[
    "'t", "abu", "af", "al", "ap", "av", "ben", "bin", "bint", "da", "dal", "dalla", "das", "de",
    "degli", "dei", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "las", "le", "lo", "los", "op", "ten", "ter", "ui", "und", "van", "vom", "von", "zu", "zum",
    "zur",
];
/// The same with a capital letter, or always: what stands before the last word and is no given name.
const CAPITAL_PARTICLES: &[&str] = &[
    "Abu",
    "Al",
    "Bin",
    "Da",
    "Dal",
    "Dalla",
    "De",
    "Degli",
    "Dei",
    "Del",
    "Della",
    "Den",
    "Der",
    "Di",
    "Dos",
    "Du",
    "El",
    "La",
    "Las",
    "Le",
    "Los",
    "Mac",
    "Mc",
    "N\u{ed}",
    "N\u{ed}c",
    "Saint",
    "Santa",
    "St",
    "St.",
    "Ste.",
    "Ten",
    "Ter",
    "Ui",
    "Van",
    "Vander",
    "Von",
    "\u{d3}",
    "\u{da}\u{ed}",
];
/// Family names that stand before the given name in Vietnam, where `Van` and `Le` are given names.
const VIETNAMESE: &[&str] = &[
    "bui",
    "b\u{f9}i",
    "dang",
    "\u{111}\u{1eb7}ng",
    "do",
    "\u{111}\u{1ed7}",
    "hoang",
    "ho\u{e0}ng",
    "le",
    "l\u{ea}",
    "ngo",
    "ng\u{f4}",
    "nguyen",
    "nguy\u{1ec5}n",
    "pham",
    "ph\u{1ea1}m",
    "phan",
    "tran",
    "tr\u{1ea7}n",
    "vo",
    "v\u{f5}",
    "vu",
    "v\u{169}",
];
/// What joins the two halves of a family name: "Ortega y Gasset".
const JOINING: [&str; 3] = ["e", "i", "y"];
/// What stands behind a name and is part of it.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
/// Words that show that a name is that of a group.
const GROUPS: [&str; 12] = [
    "group",
    "collaboration",
    "consortium",
    "team",
    "university",
    "institute",
    "committee",
    "association",
    "organization",
    "organisation",
    "society",
    "ministry",
];

/// An author's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Name {
    /// A person's.
    Person {
        /// With what belongs to it, such as "van der".
        family: String,
        given: String,
        /// Such as "Jr."; may be empty.
        suffix: String,
    },
    /// A name that does not come apart: that of a group, or of a single word.
    Whole { name: String },
}

impl Name {
    /// Takes a printed name apart, with what else the document prints of it; `None` if it has no letter.
    pub(super) fn of(name: &str, elsewhere: &Printed) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let printed = words.join(" ");
        if !printed.contains(char::is_alphabetic) {
            return None;
        }
        let lower = printed.to_lowercase();
        let is_group = lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| GROUPS.contains(&word) || word == "and");
        if is_group {
            return Some(Self::Whole { name: printed });
        }
        if let Some((family, rest)) = printed.split_once(',') {
            let (given, suffix) = match rest.split_once(',') {
                Some((suffix, given)) => (given, suffix),
                None if is_suffix(rest) => {
                    let words: Vec<&str> = family.split_whitespace().collect();
                    return Some(Self::split(&words, rest.trim(), elsewhere));
                }
                None => (rest, ""),
            };
            return Some(Self::person(family, given, suffix));
        }
        let (last, before) = words.split_last()?;
        if is_suffix(last) && before.len() > 1 {
            return Some(Self::split(before, last, elsewhere));
        }
        Some(Self::split(&words, "", elsewhere))
    }

    /// The last word is the family name, with the particles before it and with the words that the document prints with
    /// it elsewhere.
    fn split(words: &[&str], suffix: &str, elsewhere: &Printed) -> Self {
        let whole = || Self::Whole {
            name: words.join(" "),
        };
        if words.len() < 2 || words.first().is_some_and(|first| PARTICLES.contains(first)) {
            return whole();
        }
        let from = |length: usize| words.split_at(words.len() - length);
        let least = family_words(words);
        let times = |length: usize| {
            let (given, family) = from(length);
            elsewhere.family(family, given)
        };
        // the more words, the rarer by chance
        let longer = (least + 1..words.len())
            .rev()
            .find(|length| times(*length) > times(least));
        let (given, family) = from(longer.unwrap_or(least));
        Self::person(&family.join(" "), &given.join(" "), suffix)
    }

    fn person(family: &str, given: &str, suffix: &str) -> Self {
        let (family, given) = (family.trim().to_owned(), given.trim().to_owned());
        match (family.is_empty(), given.is_empty()) {
            (false, false) => Self::Person {
                family,
                given,
                suffix: suffix.trim().to_owned(),
            },
            _ => Self::Whole {
                name: format!("{family}{given}"),
            },
        }
    }

    pub(super) fn family(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Whole { name } => name,
        }
    }
}

/// The number of words of the family name, as far as the name itself shows it.
fn family_words(words: &[&str]) -> usize {
    let Some((_, rest)) = words.split_first() else {
        return 0;
    };
    if let Some(capitals) = in_capitals(words) {
        return capitals;
    }
    let vietnamese = words
        .first()
        .is_some_and(|first| VIETNAMESE.contains(&first.to_lowercase().as_str()));
    let is_particle = |word: &&&str| {
        PARTICLES.contains(*word) || (!vietnamese && CAPITAL_PARTICLES.contains(*word))
    };
    let Some((_, before)) = rest.split_last() else {
        return 1;
    };
    let particles = before.iter().rev().take_while(is_particle).count();
    match before {
        [.., _, joining] if particles == 0 && JOINING.contains(joining) => 3,
        _ => particles + 1,
    }
}

/// The number of words at the end that are set in capitals, if those before are not: "Ashlee FORD VERSYPT".
fn in_capitals(words: &[&str]) -> Option<usize> {
    let shouts = |word: &&&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1
            && letters.clone().all(char::is_uppercase)
            && !word.contains('.')
    };
    let capitals = words.iter().rev().take_while(shouts).count();
    let given = words.iter().rev().skip(capitals);
    let spoken = given
        .clone()
        .any(|word| word.chars().any(char::is_lowercase));
    (capitals > 0 && spoken).then_some(capitals)
}

fn is_suffix(word: &str) -> bool {
    let bare = word.trim().trim_end_matches('.').to_lowercase();
    SUFFIXES.contains(&bare.as_str())
}
