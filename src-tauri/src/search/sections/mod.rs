//! Questions that name a kind of section: who paid, where the data are, what limits the study.
//!
//! Papers answer them in a section or a paragraph of their own, in other words than the question's: "Who paid for the
//! study?" is answered under "Acknowledgements" by "supported by a grant". So such a question is also asked in the
//! words of the section, and passages under a fitting heading come first.

mod kinds;

use super::query::any_form;
use crate::library::Analyzer;
use kinds::{KINDS, Kind};

/// Where a question wants to be looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    /// A query for passages under a fitting heading, with what the heading adds to their BM25 scores.
    pub(super) headings: Vec<(String, f64)>,
    /// A query for passages with words of such sections.
    pub(super) text: Option<String>,
}

/// The sections that a question names; `None` if it names none.
pub(super) fn places(question: &str, analyzers: &[Analyzer]) -> Option<Places> {
    let asked = spaced(question);
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| contains(&asked, phrase));
    let kinds: Vec<&Kind> = KINDS
        .iter()
        .filter(|kind| {
            has(kind.asked) && (kind.together_with.is_empty() || has(kind.together_with))
        })
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let any = |phrases: &mut dyn Iterator<Item = &&'static str>| {
        let forms: Vec<String> = phrases
            .filter_map(|phrase| any_form(phrase, analyzers))
            .collect();
        (!forms.is_empty()).then(|| forms.join(" OR "))
    };
    let headings = kinds
        .iter()
        .filter_map(|kind| {
            let query = any(&mut kind.headings.iter())?;
            Some((format!("path : ({query})"), kind.bonus))
        })
        .collect();
    let text = any(&mut kinds.iter().flat_map(|kind| kind.text))
        .map(|query| format!("{{text more}} : ({query})"));
    Some(Places { headings, text })
}

/// A question's words in lower case, between single spaces.
fn spaced(question: &str) -> String {
    let lower = question.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// Whether words in sequence match a phrase, in which a star stands for any ending.
fn contains(asked: &str, phrase: &str) -> bool {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let words: Vec<&str> = asked.split_whitespace().collect();
    words.windows(wanted.len()).any(|found| {
        found
            .iter()
            .zip(&wanted)
            .all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(beginning) => word.starts_with(beginning),
                None => word == wanted,
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_placed(question: &str) -> bool {
        places(question, &[Analyzer::of(None)]).is_some()
    }

    #[test]
    fn questions_name_sections_in_many_words() {
        for question in [
            "What are the study's weaknesses?",
            "Who financed this work?",
            "Which grants supported the authors?",
            "Are there any competing interests?",
            "How can I get the data?",
            "Is the code publicly available?",
            "Did an ethics committee approve the study?",
            "Under which number was the protocol registered?",
            "Whom do the authors thank?",
            "What do the authors conclude?",
            "Wer hat die Studie gefördert? Wie wurde sie finanziert?",
        ] {
            assert!(is_placed(question), "{question}");
        }
        for question in [
            "How many birds were seen in winter?",
            "What is the detection limit?",
            "Which data show an effect of age?",
            "Where was the code of Hammurabi written?",
        ] {
            assert!(!is_placed(question), "{question}");
        }
    }
}
