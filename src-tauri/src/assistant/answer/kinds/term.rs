//! The term for whose meaning a question asks.
//!
//! "What is a wulst?" asks for a definition, and "What is the detection limit for copper?" asks for a value. Only a
//! term that stands alone counts.

use std::ops::Range;

use super::words::{without_politeness, words};

/// A term, and how it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The term as the person wrote it.
    pub(super) text: String,
    /// Whether the question can ask for nothing but a definition: "define X", "what does X stand for?".
    pub(super) certain: bool,
    /// Whether the short form of a long one is asked for.
    pub(super) reverse: bool,
}

/// Most words of a term.
const LONGEST_TERM: usize = 6;
/// The term for whose meaning a question asks.
pub(super) fn term(question: &str) -> Option<Term> {
    let text = question.trim().trim_end_matches(['?', '？', '.', '!', ' ']);
    if let Some(term) = chinese(text) {
        return Some(term);
    }
    let skipped = {
        let all = words(text);
        all.len() - without_politeness(&all).len()
    };
    // the words as they are written, for the term; those of `lower` are the same in lower case
    let given: Vec<&str> = text.split_whitespace().skip(skipped).collect();
    let lower: Vec<String> = given
        .iter()
        .map(|word| bare(word).to_lowercase().replace('’', "'"))
        .collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    let (mut range, certain, reverse) = match words.as_slice() {
        [
            "what",
            "is",
            "the",
            "abbreviation" | "acronym",
            "of" | "for",
            ..,
        ] => (5..words.len(), true, true),
        words => match defining(words) {
            Some(range) => (range, true, false),
            None => (naming(words)?, false, false),
        },
    };
    let the = words.get(range.start) == Some(&"the");
    if the {
        range.start += 1;
    }
    while range.start + 1 < range.end && words.get(range.start).is_some_and(is_before_term) {
        range.start += 1;
    }
    // "the X" asks for this one's value, name or kind, unless nothing but a definition can be meant
    if the && !certain {
        return None;
    }
    let term: Vec<&str> = given
        .get(range.clone())?
        .iter()
        .map(|word| bare(word))
        .collect();
    let stands_alone = certain || !words.get(range)?.iter().any(goes_on);
    let is_term = (1..=LONGEST_TERM).contains(&term.len()) && stands_alone;
    is_term.then(|| Term {
        text: term.join(" "),
        certain,
        reverse,
    })
}

/// A word without commas and quotation marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, ',' | '"' | '“' | '”' | '‘' | '’' | '\''))
}

/// The words of the term in a question that can ask for nothing but a definition.
fn defining(words: &[&str]) -> Option<Range<usize>> {
    let all = words.len();
    let range = match words {
        ["what", "does" | "do", .., "stand", "for"] => 2..all - 2,
        ["what", "does" | "do", .., "refer", "to"] => 2..all - 2,
        ["what", "is" | "are", .., "short", "for"] => 2..all - 2,
        ["what", "does" | "do", .., "mean" | "denote" | "signify"] => 2..all - 1,
        ["what", "is" | "was", "meant", "by", ..] => 4..all,
        [
            "what",
            "do" | "does",
            "the",
            "authors" | "paper",
            "mean",
            "by",
            ..,
        ] => 6..all,
        ["what", "do", "they" | "we", "mean", "by", ..] => 5..all,
        ["what", "is", "the", "meaning" | "definition", "of", ..] => 5..all,
        ["the" | "a", "meaning" | "definition", "of", ..] => 3..all,
        ["meaning" | "definition", "of", ..] => 2..all,
        ["how", "is" | "are" | "was" | "were", .., "defined"] => 2..all - 1,
        ["how", "do" | "did", "the", "authors", "define", ..] => 5..all,
        ["how", "do" | "did", "they", "define", ..] => 4..all,
        ["define" | "definiere", ..] => 1..all,
        _ => return None,
    };
    Some(range)
}

/// The words of the term in a question that may ask for anything: "what is X?".
fn naming(words: &[&str]) -> Option<Range<usize>> {
    let from = match words {
        ["qu'est-ce", "que", "c'est", "que", ..] => 4,
        ["what", "is" | "are", ..] | ["qu'est-ce", "que" | "qu'un" | "qu'une", ..] => 2,
        ["was", "ist" | "sind" | "bedeutet" | "heißt", ..] => 2,
        ["qué", "es" | "son" | "significa", ..] => 2,
        ["what's", ..] => 1,
        _ => return None,
    };
    Some(from..words.len())
}

/// Whether a word stands before a term and is not a part of it.
fn is_before_term(word: &&str) -> bool {
    const BEFORE: [&str; 11] = [
        "a",
        "an",
        "ein",
        "eine",
        "un",
        "une",
        "una",
        "term",
        "word",
        "abbreviation",
        "acronym",
    ];
    BEFORE.contains(word)
}

/// Whether a word goes on behind a term, so that more than its meaning is asked for.
fn goes_on(word: &&str) -> bool {
    const BEHIND: [&str; 27] = [
        "of", "for", "in", "on", "at", "with", "from", "by", "between", "about", "than", "that",
        "which", "to", "this", "these", "those", "it", "they", "there", "known", "used", "done",
        "new", "their", "its", "his",
    ];
    BEHIND.contains(word)
}

/// `什么是X`, `X是什么`, `X是什么意思`.
fn chinese(text: &str) -> Option<Term> {
    let inside = text
        .strip_prefix("什么是")
        .or_else(|| text.strip_suffix("是什么意思"))
        .or_else(|| text.strip_suffix("是什么"))?
        .trim();
    let bare = (1..=20).contains(&inside.chars().count()) && !inside.contains(['的', ' ']);
    bare.then(|| Term {
        text: inside.to_owned(),
        certain: false,
        reverse: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(question: &str) -> Option<String> {
        term(question).map(|term| term.text)
    }

    #[test]
    fn a_bare_term_is_asked_for() {
        for (question, wanted) in [
            ("What is NightNet?", "NightNet"),
            ("What is a wulst?", "wulst"),
            ("What are limonoids?", "limonoids"),
            ("What does GLMM stand for?", "GLMM"),
            ("What is meant by “night ventilation”?", "night ventilation"),
            ("Define settling", "settling"),
            ("Please define the term settling.", "settling"),
            ("What's mould?", "mould"),
            ("What is the definition of fluency?", "fluency"),
            ("How is fluency defined?", "fluency"),
            ("What do the authors mean by open night?", "open night"),
            ("Was ist ein Wulst?", "Wulst"),
            ("什么是石灰石？", "石灰石"),
            ("What is GLMM short for?", "GLMM"),
        ] {
            assert_eq!(asked(question).as_deref(), Some(wanted), "{question}");
        }
        assert!(
            term("What is the abbreviation for mass spectrometry?")
                .unwrap()
                .reverse
        );
    }

    #[test]
    fn questions_for_a_value_ask_for_no_definition() {
        for question in [
            "What is the detection limit for copper?",
            "What is the main limitation?",
            "What is the sample size?",
            "What was the median pH?",
            "What is the environmental standard for zinc in rivers?",
            "What is known about malaria?",
            "What is used against mould?",
            "What is the 95% confidence interval of the difference?",
            "What are the limitations of the study?",
            "What is the name of the published dataset?",
            "What happened to the number of hours?",
            "How is the room cooled?",
            "What is in the barrels?",
            "What is new?",
            "Who defined fluency?",
        ] {
            assert_eq!(asked(question), None, "{question}");
        }
    }
}
