//! Who does something, where the text calls a person by what they do: "said the owner, Derek Shaw".
//!
//! "Who owns the brewery?" has the verb; the text has the noun for the person who does it, and after a comma the name. The
//! brewery has to be mentioned in that sentence or shortly before, and the document may call nobody else the owner.

use std::ops::Range;

use super::quoted::{self, Named};
use super::words::is_auxiliary;
use crate::assistant::answer::asked::has_form_of;
use crate::assistant::answer::numbers::{Word, bare_words, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::Document;
use crate::search::content_words;

/// The probability of such a name.
const CALLED: f32 = 0.6;
/// How many sentences before the one with the name are searched for what the question names.
const NEAR: usize = 5;
/// Most words of a name.
const LONGEST: usize = 4;

/// The name of who does what a question asks for; `None` if nobody is called so, or if several are.
pub(super) fn name(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    let all = bare_words(question);
    let [who, verb, rest @ ..] = all.as_slice() else {
        return None;
    };
    if who != "who" || is_auxiliary(verb) || rest.is_empty() {
        return None;
    }
    let object = content_words(&rest.join(" "));
    let mut found: Vec<FoundAnswer> = Vec::new();
    for (at, sentence) in of.document.sentences.iter().enumerate() {
        let text = sentence.text.as_str();
        let Some(bytes) = called(text, verb) else {
            continue;
        };
        if !is_near(of.document, at, &object) {
            continue;
        }
        found.push(quoted::found_in_sentence(of, sentence, bytes, CALLED)?);
    }
    quoted::agreed(found)
}

/// Whether a sentence and those shortly before it mention everything that the question names.
fn is_near(document: &Document, at: usize, object: &[String]) -> bool {
    let near = document.sentences.get(at.saturating_sub(NEAR)..=at);
    let said: Vec<Word> = near
        .unwrap_or_default()
        .iter()
        .flat_map(|sentence| words(&sentence.text))
        .collect();
    object.iter().all(|own| has_form_of(&said, own))
}

/// Whether a noun names the person who does what a verb says: `owner` and `owns`, `baker` and `baked`.
fn does(verb: &str, noun: &str) -> bool {
    const LEAST: usize = 3;
    let mut stems = ["", "s", "es", "d", "ed"]
        .iter()
        .filter_map(|end| verb.strip_suffix(end))
        .filter(|stem| stem.len() >= LEAST);
    stems.any(|stem| {
        let mut ends = ["er", "or", "r"].iter();
        ends.any(|end| noun.strip_suffix(end) == Some(stem))
    })
}

/// The bytes of the name behind "the owner,".
fn called(text: &str, verb: &str) -> Option<Range<usize>> {
    let all = words(text);
    let noun = (1..all.len()).find(|at| {
        let determined = all.get(at - 1).is_some_and(|word| {
            matches!(word.text.as_str(), "the" | "its" | "their" | "our" | "my")
        });
        let noun = all.get(*at);
        let is_agent = noun.is_some_and(|noun| noun.after == "," && does(verb, &noun.text));
        determined && is_agent
    })?;
    let names: Vec<&Word> = all
        .iter()
        .skip(noun + 1)
        .take(LONGEST)
        .take_while(|word| word.is_capital(text))
        .collect();
    let ends = names.iter().position(|word| {
        let abbreviated = word.after == "." && word.text.chars().count() <= 4;
        word.text.contains(['—', '–']) || !(word.after.is_empty() || abbreviated)
    });
    let names = names.get(..ends.map_or(names.len(), |end| end + 1))?;
    let (first, last) = (names.first()?, names.last()?);
    let whole = text.get(first.bytes.start..last.bytes.end)?;
    let name = whole.split(['—', '–']).next().unwrap_or(whole);
    let is_whole = name.split_whitespace().count() >= 2;
    is_whole.then_some(first.bytes.start..first.bytes.start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said;

    #[test]
    fn a_person_is_called_by_what_they_do() {
        let news = [
            "A pair of owls lives on the old mill.",
            "“We heard them,” said the owner, Derek Shaw\u{2014}who has stopped all work.",
            "A new roof is planned by the builder, Ms. Ina Holt.",
            "The mayor came with the baker, and all were glad.",
        ];
        for (question, right) in [
            ("Who owns the mill?", Some("Derek Shaw")),
            ("Who builds the roof?", Some("Ms. Ina Holt")),
            ("Who owns the brewery?", None),
            ("Who bakes the roof?", None),
            ("Who is the owner?", None),
            ("Who owns?", None),
        ] {
            assert_eq!(said(name, &news, question).as_deref(), right, "{question}");
        }
        let two = [
            "“Our mill is old,” said the owner, Derek Shaw.",
            "The owner, Ada Shaw, sold the mill.",
        ];
        assert_eq!(said(name, &two, "Who owns the mill?"), None);
    }
}
