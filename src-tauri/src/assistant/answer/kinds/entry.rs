//! Which words are an entry of a list: a noun phrase, from a sentence that speaks of what was asked for.
//!
//! A reader that is asked for all of a kind also points at verbs, clauses and numbers. Whether a noun phrase names one of
//! the kind is not decided here.

use super::words::{is_auxiliary, words};
use crate::assistant::answer::asked::{Asked, same_stem};
use crate::assistant::answer::types::{FoundAnswer, Quotation};

/// Most words of an entry that enumerates nothing.
const LONGEST: usize = 9;

/// Kinds of which a whole sentence is one.
const SAID: [&str; 28] = [
    "limitations",
    "reasons",
    "conclusions",
    "findings",
    "results",
    "advantages",
    "disadvantages",
    "benefits",
    "drawbacks",
    "effects",
    "consequences",
    "recommendations",
    "strengths",
    "weaknesses",
    "challenges",
    "hypotheses",
    "assumptions",
    "steps",
    "criteria",
    "differences",
    "implications",
    "problems",
    "contributions",
    "objectives",
    "goals",
    "aims",
    "questions",
    "claims",
];

/// Whether an answer is an entry for a question.
pub(super) fn is_entry(asked: &Asked, answer: &FoundAnswer) -> bool {
    says(asked) || (is_phrase(&answer.text) && has_letters(asked, &answer.text))
}

/// Whether a question asks for what whole sentences say, such as limitations.
pub(super) fn says(asked: &Asked) -> bool {
    asked
        .keys
        .iter()
        .any(|(key, _)| SAID.iter().any(|said| same_stem(key, said)))
}

/// Whether the sentence of a quotation, or the heading above it, has a word of the question.
pub(super) fn speaks_of(asked: &Asked, quotation: &Quotation) -> bool {
    let heading = quotation.section.as_deref().unwrap_or("");
    let said = words(&format!("{heading} {}", quotation.text));
    let has = |key: &str| said.iter().any(|word| same_stem(key, word));
    asked.keys.is_empty() || asked.keys.iter().any(|(key, _)| has(key))
}

/// Numbers alone are entries only of a list of numbers.
fn has_letters(asked: &Asked, text: &str) -> bool {
    asked.expected.is_figure()
        || text.chars().filter(|c| c.is_alphabetic()).count() > 1
        || text.chars().count() == 1 && text.contains(char::is_uppercase)
}

/// Words that belong to a clause.
const OF_CLAUSES: &str = " be been we they he she i it which who ";
/// Words with which no noun phrase begins.
const STARTS: &str = " to in on at by for from with of as than that when while because if although where how not also then there \
using used such however thus during after before ";
/// Words with which no noun phrase ends.
const ENDS: &str = " the a an of to in on at by for with and or as than that ";

fn is_among(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}

/// Whether words are a noun phrase or several, as far as their form shows it: no verb of a clause, no beginning that a
/// noun phrase does not have.
fn is_phrase(text: &str) -> bool {
    let said = words(text);
    let (Some(first), Some(last)) = (said.first(), said.last()) else {
        return false;
    };
    let listed = text.contains([',', ';']);
    // "Table 1" is where entries stand
    let label = is_among(" table tables figure figures fig section appendix ", first)
        && said
            .get(1)
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    let clause = said
        .iter()
        .any(|word| is_auxiliary(word) || is_among(OF_CLAUSES, word));
    let adverb = first.ends_with("ly") && first.len() > 4 && said.len() < 3;
    // "preferred": one word in the past is a verb
    let verb = said.len() == 1
        && first.ends_with("ed")
        && first.len() > 4
        && text.starts_with(char::is_lowercase);
    let long = said.len() > LONGEST && !listed;
    !(long || label || clause || adverb || verb || is_among(STARTS, first) || is_among(ENDS, last))
}

/// The words of an entry that are compared, so that an article or a plural does not make another entry.
pub(super) fn compared(text: &str) -> Vec<String> {
    let articles = [
        "the", "a", "an", "its", "their", "our", "this", "these", "some", "other",
    ];
    let said = words(text);
    let begin = said
        .iter()
        .position(|word| !articles.contains(&word.as_str()))
        .unwrap_or(0);
    said.into_iter().skip(begin).collect()
}

/// Whether all words of one entry stand in a row in the other.
pub(super) fn contains(long: &[String], short: &[String]) -> bool {
    !short.is_empty()
        && long.windows(short.len()).any(|part| {
            part.iter()
                .zip(short)
                .all(|(a, b)| a == b || same_stem(a, b))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_phrase_is_an_entry_and_a_clause_is_not() {
        for text in [
            "fever",
            "Adam, SGD and RMSProp",
            "the NightCalls-20 dataset",
            "coughing",
            "increased heart rate",
            "loss of smell",
            "R",
        ] {
            assert!(is_phrase(text), "{text}");
        }
        for text in [
            "preferred",
            "used to train the network",
            "they were shut",
            "the symptoms are mild",
            "which were public",
            "mainly",
            "at",
            "in the rooms",
            "loss of the",
            "Table 1",
            "long summaries that we considered in our survey along with lengths and sources",
            "",
        ] {
            assert!(!is_phrase(text), "{text}");
        }
        let asked = Asked::of("Which datasets were used?");
        assert!(says(&Asked::of("What are the limitations of the study?")) && !says(&asked));
        assert!(!has_letters(&asked, "62"));
        assert!(has_letters(&asked, "R"));
    }

    #[test]
    fn an_article_or_a_plural_makes_no_other_entry() {
        let of = compared;
        assert!(contains(&of("the severe fevers"), &of("a fever")));
        assert!(!contains(&of("fever"), &of("cough")));
    }
}
