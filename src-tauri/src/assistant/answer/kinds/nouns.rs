//! Questions for several values at once: "What were the mean and the range of zinc?", "When was it received and
//! accepted?". Only known values are taken apart: "the food and drug administration" is one thing.

use super::ellipsis::bare;
use super::part::{Part, tidy};
use super::words::is_question_word;

/// What several of may be asked for at once.
const VALUES: [&str; 42] = [
    "mean",
    "median",
    "range",
    "minimum",
    "maximum",
    "precision",
    "recall",
    "sensitivity",
    "specificity",
    "size",
    "rate",
    "height",
    "width",
    "length",
    "depth",
    "weight",
    "age",
    "number",
    "price",
    "cost",
    "volume",
    "accuracy",
    "temperature",
    "date",
    "place",
    "dose",
    "duration",
    "frequency",
    "start",
    "end",
    "title",
    "author",
    "authors",
    "keywords",
    "abstract",
    "doi",
    "journal",
    "year",
    "publisher",
    "licence",
    "license",
    "language",
];
/// Most nouns that are taken apart.
const MOST: usize = 4;

/// The parts of a question that asks for several values of one thing; `None` for other questions.
pub(super) fn parts(question: &str) -> Option<Vec<Part>> {
    let question = question.replace("year of publication", "publication year");
    let question = question.trim_end_matches(['?', ' ']);
    two_events(question).or_else(|| several_values(question))
}

/// "What were the mean and the range of X?"
fn several_values(question: &str) -> Option<Vec<Part>> {
    let words: Vec<&str> = question.split_whitespace().collect();
    let [what, verb, rest @ ..] = words.as_slice() else {
        return None;
    };
    let past = matches!(bare(verb).as_str(), "was" | "were");
    let asks = bare(what) == "what" && (past || matches!(bare(verb).as_str(), "is" | "are"));
    let and = rest
        .iter()
        .position(|word| *word == "and")
        .filter(|_| asks)?;
    let after = rest.get(and + 1..)?;
    let of = after
        .iter()
        .position(|word| matches!(*word, "of" | "for" | "in" | "among" | "at"));
    let last = after.get(..of.unwrap_or(after.len()))?;
    let tail = after.get(of.unwrap_or(after.len())..)?.join(" ");
    // "the title and who are the authors" are two questions, each with its own words
    if last
        .first()
        .is_some_and(|word| is_question_word(&bare(word)))
    {
        return None;
    }
    let listed = rest.get(..and)?.join(" ");
    let nouns: Vec<String> = listed
        .split(',')
        .map(|noun| noun.trim().to_owned())
        .filter(|noun| !noun.is_empty())
        .chain([last.join(" ")])
        .collect();
    let is_value = |noun: &String| {
        let words: Vec<&str> = noun.split(' ').collect();
        let value = words.last().map(|word| bare(word));
        words.len() <= 4 && value.is_some_and(|word| VALUES.contains(&word.as_str()))
    };
    let determined = rest.first().is_some_and(|word| *word == "the");
    if !determined || nouns.len() > MOST || !nouns.iter().all(is_value) {
        return None;
    }
    nouns
        .into_iter()
        .map(|noun| {
            let noun = match noun.strip_prefix("the ") {
                Some(_) => noun,
                None => format!("the {noun}"),
            };
            let verb = match (noun.ends_with('s'), past) {
                (true, false) => "are",
                (false, false) => "is",
                (true, true) => "were",
                (false, true) => "was",
            };
            let whole = tidy(&format!("{what} {verb} {noun} {tail}"))?;
            let asked = tidy(&noun)?;
            Some(Part {
                asked,
                whole,
                refers: false,
            })
        })
        .collect()
}

/// "When was it received and accepted?"
fn two_events(question: &str) -> Option<Vec<Part>> {
    const EVENTS: [&str; 6] = [
        "received",
        "submitted",
        "revised",
        "accepted",
        "published",
        "written",
    ];
    let words: Vec<&str> = question.split_whitespace().collect();
    let [begin @ .., first, and, second] = words.as_slice() else {
        return None;
    };
    let event = |word: &str| EVENTS.contains(&bare(word).as_str());
    let asks = begin.first().is_some_and(|word| bare(word) == "when");
    if !asks || *and != "and" || !event(first) || !event(second) {
        return None;
    }
    [first, second]
        .into_iter()
        .map(|event| tidy(&format!("{} {event}", begin.join(" "))).map(Part::alone))
        .collect()
}
