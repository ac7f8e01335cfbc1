//! A name as family name and given name.

use serde::Serialize;

/// Words in lower case that belong to the family name behind them.
const PARTICLES: [&str; 25] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le",
    "el", "al", "bin", "ben", "ibn", "ter", "ten", "zu", "zur", "af", "av",
];
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
    /// Takes a printed name apart; `None` if it has no letter.
    pub(super) fn of(printed: &str) -> Option<Self> {
        let words: Vec<&str> = printed.split_whitespace().collect();
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
                    return Some(Self::split(
                        family.split_whitespace().collect(),
                        rest.trim(),
                    ));
                }
                None => (rest, ""),
            };
            return Some(Self::person(family, given, suffix));
        }
        let (last, before) = words.split_last()?;
        if is_suffix(last) && before.len() > 1 {
            return Some(Self::split(before.to_vec(), last));
        }
        Some(Self::split(words, ""))
    }

    /// The last word is the family name, with the particles before it.
    fn split(words: Vec<&str>, suffix: &str) -> Self {
        let Some(last) = words.len().checked_sub(1).filter(|last| *last > 0) else {
            return Self::Whole {
                name: words.join(" "),
            };
        };
        if words.first().is_some_and(|first| PARTICLES.contains(first)) {
            return Self::Whole {
                name: words.join(" "),
            };
        }
        let particles = words
            .get(1..last)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|word| PARTICLES.contains(*word))
            .count();
        let (given, family) = words.split_at(last - particles);
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

fn is_suffix(word: &str) -> bool {
    let bare = word.trim().trim_end_matches('.').to_lowercase();
    SUFFIXES.contains(&bare.as_str())
}
