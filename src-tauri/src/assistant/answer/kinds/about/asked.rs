//! Recognizes questions about the document itself.
//!
//! "How many pages does this paper have?" asks about the paper, and "How many pages did the participants read?" asks
//! the paper. So nothing is guessed from single words: a question counts only if all of its words follow a known
//! form, in which the document may be named (`this paper`) or not.

use super::fact::{Fact, Part, Which};
use super::forms::{COUNTED, LISTED, NAMED, PARTS};
use super::tongues;
use crate::assistant::answer::kinds::words::{follows, without_politeness, words};

/// The fact about the document that a question asks for; `None` if it asks for anything else.
pub(crate) fn fact(question: &str) -> Option<Fact> {
    if let Some(fact) = tongues::chinese(question) {
        return Some(fact);
    }
    let all = words(question);
    let asked = itself(without_politeness(&all));
    // "How long is it?" may ask for anything
    let named = !all.iter().any(|word| word == "it");
    counted(&asked)
        .or_else(|| is_long(&asked).filter(|_| named))
        .or_else(|| numbered(&asked))
        .or_else(|| by_name(&asked))
        .or_else(|| tongues::european(&all))
}

/// What people call a document without meaning anything else.
const CERTAIN: [&str; 11] = [
    "document",
    "paper",
    "article",
    "file",
    "pdf",
    "manuscript",
    "preprint",
    "publication",
    "thesis",
    "dissertation",
    "ebook",
];
/// Words for a document that may also be something that the text is about, unless `this` stands before them.
const POSSIBLE: [&str; 8] = [
    "book", "report", "text", "study", "work", "chapter", "essay", "review",
];

/// What a document has: `the paper title`.
const OF_A_DOCUMENT: [&str; 9] = [
    "title",
    "author",
    "authors",
    "abstract",
    "doi",
    "length",
    "language",
    "structure",
    "keywords",
];

/// The words with `it` for each mention of the document: `this paper`, `the whole PDF file`. What a study or a book
/// is called with `the` becomes `the-one`, which fewer forms allow.
fn itself(words: &[String]) -> Vec<String> {
    let mut asked = Vec::new();
    let mut rest = words;
    while let Some((word, tail)) = rest.split_first() {
        let mentioned = match word.as_str() {
            "this" | "the" | "that" | "my" | "your" => mention(word, tail),
            _ => None,
        };
        match mentioned {
            Some((called, after)) => {
                asked.push(called.to_owned());
                // "the paper title"
                if after
                    .first()
                    .is_some_and(|next| OF_A_DOCUMENT.contains(&next.as_str()))
                {
                    asked.push("'s".into());
                }
                rest = after;
            }
            None => {
                asked.push(word.clone());
                rest = tail;
            }
        }
    }
    possessive(asked)
}

/// The word for a mention of the document that begins with `determiner`, and the words after it.
fn mention<'w>(determiner: &str, words: &'w [String]) -> Option<(&'static str, &'w [String])> {
    let mut rest = words;
    while let [first, tail @ ..] = rest
        && matches!(
            first.as_str(),
            "whole"
                | "entire"
                | "present"
                | "current"
                | "attached"
                | "open"
                | "research"
                | "scientific"
                | "journal"
                | "conference"
                | "review"
        )
        && !tail.is_empty()
    {
        rest = tail;
    }
    let mut certain = false;
    let mut found = None;
    while let [first, tail @ ..] = rest {
        // the publication's date, and not the date of a publication
        let dated = |next: &String| matches!(next.as_str(), "date" | "year");
        if first == "publication" && tail.first().is_some_and(dated) {
            break;
        }
        certain |= CERTAIN.contains(&first.as_str());
        if !CERTAIN.contains(&first.as_str()) && !POSSIBLE.contains(&first.as_str()) {
            break;
        }
        found = Some(tail);
        rest = tail;
    }
    let called = match certain || determiner == "this" {
        true => "it",
        false => "the-one",
    };
    found.map(|rest| (called, rest))
}

/// `it 's title` as `the title of it`.
fn possessive(words: Vec<String>) -> Vec<String> {
    let at = words
        .windows(2)
        .position(|pair| matches!(pair, [it, s] if (it == "it" || it == "the-one") && s == "'s"));
    match at {
        Some(at) => {
            let (before, after) = words.split_at(at);
            let mut moved = before.to_vec();
            moved.push("the".into());
            moved.extend(after.iter().skip(2).cloned());
            moved.push("of".into());
            moved.extend(after.first().cloned());
            moved
        }
        None => words,
    }
}

fn counted(asked: &[String]) -> Option<Fact> {
    let asked: Vec<String> = match asked {
        [rest @ .., inn, total] if inn == "in" && total == "total" => rest.to_vec(),
        [rest @ .., altogether]
            if matches!(altogether.as_str(), "altogether" | "overall" | "exactly") =>
        {
            rest.to_vec()
        }
        _ => asked.to_vec(),
    };
    let names_it = asked
        .iter()
        .any(|word| matches!(word.as_str(), "it" | "its" | "the-one"));
    for (part, noun, alone) in PARTS {
        let singular = noun.trim_end_matches('s');
        let mut found = false;
        let standing: Vec<String> = asked
            .iter()
            .map(|word| match word.as_str() {
                word if word == noun || word == singular => {
                    found = true;
                    "N".to_owned()
                }
                "the-one" => "it".to_owned(),
                _ => word.clone(),
            })
            .collect();
        if !found || !(alone || names_it) {
            continue;
        }
        if COUNTED
            .iter()
            .any(|form| follows(&standing, form).is_some())
        {
            return Some(Fact::Count(part));
        }
        let listed = !matches!(part, Part::Pages | Part::Words | Part::References);
        if listed && LISTED.iter().any(|form| follows(&standing, form).is_some()) {
            return Some(Fact::List(part));
        }
    }
    let people = ["how many people|persons|scientists|researchers wrote|authored it"];
    if people.iter().any(|form| follows(&asked, form).is_some()) {
        return Some(Fact::Count(Part::Authors));
    }
    None
}

fn is_long(asked: &[String]) -> Option<Fact> {
    let long = [
        "how long is it",
        "how long is it in? pages",
        "what is the length of it",
        "the? length of it",
    ];
    let found = long.iter().any(|form| follows(asked, form).is_some());
    found.then_some(Fact::Count(Part::Pages))
}

/// Questions for a page, figure or table by its number.
fn numbered(asked: &[String]) -> Option<Fact> {
    let asked: Vec<String> = asked
        .iter()
        .map(|word| match word.as_str() {
            "p" | "pg" => "page".to_owned(),
            "fig" | "fig." | "figures" => "figure".to_owned(),
            "tab" | "tab." | "tables" => "table".to_owned(),
            "the-one" => "it".to_owned(),
            _ => word.clone(),
        })
        .collect();
    // "of this paper" changes nothing
    let of_it = asked.windows(2).position(
        |pair| matches!(pair, [of, it] if matches!(of.as_str(), "of" | "in") && it == "it"),
    );
    let asked: Vec<String> = match of_it {
        Some(at) => [asked.get(..at), asked.get(at + 2..)]
            .into_iter()
            .flatten()
            .flatten()
            .cloned()
            .collect(),
        None => asked,
    };
    let asked: &[String] = &asked;
    const PAGE: [&str; 10] = [
        "page #",
        "what is|stands|written|said on the? page #",
        "what is written|said|shown|described|discussed|there on page #",
        "what is on the? # page",
        "what does page # say|show|contain|discuss|describe",
        "what does the # page say|show|contain|discuss|describe",
        "what is page # about",
        "what is the? content|contents|text of|on page #",
        "the? content|contents|text of|on page #",
        "what can be|i found|read|find on page #",
    ];
    for form in PAGE {
        if let Some(Some(number)) = follows(asked, form) {
            return Some(Fact::OnPage(Which::Number(number)));
        }
        let last = form.replace('#', "last|final");
        let of_place = form.contains("the # page") || form.contains("the? # page");
        if of_place && follows(asked, &last).is_some() {
            return Some(Fact::OnPage(Which::Last));
        }
    }
    const OBJECT: [&str; 12] = [
        "T #",
        "what does T # show|display|depict|illustrate|present|contain|list|say|describe|mean",
        "what do T # show|display|depict|illustrate",
        "what is T # about|showing?",
        "what is T #",
        "what is shown|displayed|depicted|illustrated|presented|listed|there in|on|by T #",
        "what can be seen in|on T #",
        "what can we|i|you see in|on T #",
        "what is in T #",
        "explain|describe|show|quote|summarize|summarise|display? T #",
        "what is? the? caption|title|legend|content|contents|topic of T #",
        "the? caption|title|legend|description of T #",
    ];
    for (name, fact) in [
        ("figure", Fact::Figure as fn(u32) -> Fact),
        ("table", Fact::Table as fn(u32) -> Fact),
    ] {
        let found = OBJECT
            .iter()
            .find_map(|form| follows(asked, &form.replace('T', name)).flatten());
        if let Some(number) = found {
            return Some(fact(number));
        }
    }
    None
}

fn by_name(asked: &[String]) -> Option<Fact> {
    NAMED.iter().find_map(|(fact, forms)| {
        let found = forms.iter().any(|form| {
            let form = form.replace(['S', 'O'], "it|the-one");
            follows(asked, &form).is_some()
        });
        (found && !doubtful(asked)).then_some(*fact)
    })
}

/// "Who wrote the book?" may ask for a book in the text, and so may "the title of the book"; "the authors of the
/// study" are those of the document.
fn doubtful(asked: &[String]) -> bool {
    let wrote = |word: &String| matches!(word.as_str(), "wrote" | "written" | "called" | "name");
    asked.iter().any(|word| word == "the-one") && asked.iter().any(wrote)
}
