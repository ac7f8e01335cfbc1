//! Lines that say when something was done to the thing that a document is about: "Posted in Ghent on 7 May 2024", "Filed:
//! Jan. 30, 2018".
//!
//! They are no sentences, and only the title says what was posted. "When was the parcel posted?" has the verb with which the
//! line begins, and everything else that it names is in the title or in the heading above.

use super::quoted::{self, Named};
use crate::assistant::answer::asked::{Asked, Expected, has_form_of, same_stem};
use crate::assistant::answer::dated::is_in_figures;
use crate::assistant::answer::numbers::{Word, bare_words, numbers, words};
use crate::assistant::answer::types::FoundAnswer;
use crate::document::{Document, Sentence};
use crate::search::content_words;

/// The probability of such a line.
const STAMPED: f32 = 0.6;
/// Most words of such a line.
const LONGEST: usize = 12;
/// Fewest letters of the verb.
const LEAST: usize = 4;

/// The line with the date; `None` if there is none, or if there are several.
pub(super) fn date(of: Named<'_>, question: &str) -> Option<FoundAnswer> {
    if Asked::of(question).expected != Expected::Date {
        return None;
    }
    let all = bare_words(question);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let ["when", "was" | "were", rest @ .., verb] = all.as_slice() else {
        return None;
    };
    let participle = verb.ends_with("ed") || verb.ends_with('n') || verb.ends_with('t');
    if rest.is_empty() || verb.len() < LEAST || !participle {
        return None;
    }
    let object = content_words(&rest.join(" "));
    let mut lines = of.document.sentences.iter().filter(|sentence| {
        begins_with(&sentence.text, verb) && is_about(of.document, sentence, &object)
    });
    let (sentence, None) = (lines.next()?, lines.next()) else {
        return None;
    };
    quoted::found_in_sentence(of, sentence, 0..sentence.text.len(), STAMPED)
}

/// Whether a line begins with a verb and has a date.
fn begins_with(text: &str, verb: &str) -> bool {
    let all = words(text);
    let is_sentence = text.trim_end().ends_with(['.', '!', '?']) && all.len() > 1;
    let begins = all.first().is_some_and(|word| same_stem(verb, &word.text));
    let dated = || {
        let figures = all.iter().any(|word| is_in_figures(&word.text));
        figures || Expected::Date.fits(text, &numbers(text, &all)) == Some(true)
    };
    let short = all.len() <= LONGEST && !text.contains('\t');
    short && begins && !is_sentence && dated()
}

/// Whether the title of a document, or the heading above a line, names all words.
fn is_about(document: &Document, sentence: &Sentence, object: &[String]) -> bool {
    let block = document.blocks.get(sentence.block.0 as usize);
    let section = block
        .and_then(|block| block.section)
        .and_then(|id| document.sections.get(id.0 as usize));
    let heading = section.map_or("", |section| &section.title);
    let title = document.title.as_deref().unwrap_or_default();
    let all: Vec<Word> = [title, heading].into_iter().flat_map(words).collect();
    object.iter().all(|own| has_form_of(&all, own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::answer::kinds::said::said_in;
    use crate::assistant::sample::flow;

    fn said(lines: &[&str], question: &str) -> Option<String> {
        let mut document = flow(lines);
        document.title = Some("Report of a lost parcel".into());
        said_in(date, &document, question)
    }

    #[test]
    fn a_line_that_begins_with_the_verb_says_when() {
        let report = [
            "Posted in Gent on 7 May 2024",
            "Insured: yes",
            "It was handed over in June.",
        ];
        let right = Some("Posted in Gent on 7 May 2024");
        assert_eq!(
            said(&report, "When was the parcel posted?").as_deref(),
            right
        );
        for question in [
            "When was the letter posted?",
            "When was the parcel insured?",
            "When was the parcel handed?",
            "Where was the parcel posted?",
            "When was it?",
        ] {
            assert_eq!(said(&report, question), None, "{question}");
        }
        let figures = ["Posted 07/05/2024"];
        let found = said(&figures, "When was the parcel posted?");
        assert_eq!(found.as_deref(), Some("Posted 07/05/2024"));
        let twice = [
            "Posted in Gent on 7 May 2024",
            "Posted in Lille on 9 May 2024",
        ];
        assert_eq!(said(&twice, "When was the parcel posted?"), None);
        let prose = ["Posted parcels of 2024 are kept for a year in the cellar."];
        assert_eq!(said(&prose, "When was the parcel posted?"), None);
    }
}
