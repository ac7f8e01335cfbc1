//! Recognizes questions about the document itself.
//!
//! "How many pages does this paper have?" asks about the paper, and "How many pages did the participants read?" asks
//! the paper. So nothing is guessed from single words: a question counts only if all of its words follow a known
//! form, in which the document may be named (`this paper`) or not.

use super::fact::{Fact, Part, Which};
use super::forms::{COUNTED, LISTED, NAMED, OBJECT, PAGE, PAGE_OF, PARTS};
use super::{characters, tongues};
use crate::assistant::answer::kinds::words::{follows, without_politeness, words};

/// The fact about the document that a question asks for; `None` if it asks for anything else.
pub(crate) fn fact(question: &str) -> Option<Fact> {
    if let Some(fact) = characters::fact(question) {
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

/// Whether a question in another language than English asks what the whole document says, which takes a summary.
pub(crate) fn asks_for_contents(question: &str) -> bool {
    characters::asks_for_contents(question) || tongues::asks_for_contents(&words(question))
}

/// Whether a question is about the document or names it, so that "it" in the next question means the document.
pub(crate) fn concerns(question: &str) -> bool {
    let named = |question: &str| {
        let all = words(question);
        let before = all.iter().filter(|word| *word == "it").count();
        itself(&all).iter().filter(|word| *word == "it").count() > before
    };
    fact(question).is_some() || named(question)
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

/// Words behind a `this` that stands for the document: `when was this published`.
const BEHIND_THIS: [&str; 16] = [
    "published",
    "written",
    "released",
    "printed",
    "called",
    "titled",
    "received",
    "accepted",
    "submitted",
    "from",
    "in",
    "have",
    "contain",
    "edited",
    "licensed",
    "about",
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
        // "who wrote this?"
        let alone = word == "this"
            && tail
                .first()
                .is_none_or(|next| BEHIND_THIS.contains(&next.as_str()));
        let mentioned = match word.as_str() {
            "this" if alone => Some(("it", tail)),
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
        "what is the length of it",
        "the? length of it",
    ];
    let found = long.iter().any(|form| follows(asked, form).is_some());
    found.then_some(Fact::Count(Part::Pages))
}

/// Questions for a page, figure or table by its number.
fn numbered(asked: &[String]) -> Option<Fact> {
    let asked = numbers_last(asked);
    for form in PAGE {
        if let Some(Some(number)) = follows(&asked, form) {
            return Some(Fact::OnPage(Which::Number(number)));
        }
        if follows(&asked, &form.replace('#', "LAST")).is_some() {
            return Some(Fact::OnPage(Which::Last));
        }
    }
    for (name, part) in [("figure", Part::Figures), ("table", Part::Tables)] {
        let number = |forms: &[&str]| {
            let found = forms.iter();
            found
                .filter_map(|form| follows(&asked, &form.replace('T', name)))
                .find_map(|number| number)
        };
        if let Some(number) = number(&OBJECT) {
            return Some(match part {
                Part::Tables => Fact::Table(number),
                _ => Fact::Figure(number),
            });
        }
        if let Some(number) = number(&PAGE_OF) {
            return Some(Fact::PageOf(part, number));
        }
    }
    None
}

/// The words with `page`, `figure` and `table` under one name each and before their numbers: `the third page` is
/// `page third`, and the last page is `page LAST`. "Of this paper" changes nothing and is left out.
fn numbers_last(asked: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in asked {
        match word.as_str() {
            "p" | "pg" => words.push("page".into()),
            "fig" | "fig." | "figures" => words.push("figure".into()),
            "tab" | "tab." | "tables" => words.push("table".into()),
            "the-one" => words.push("it".into()),
            _ => words.push(word.clone()),
        }
        let it = matches!(words.as_slice(), [.., of, it] if matches!(of.as_str(), "of" | "in") && it == "it");
        if it {
            words.truncate(words.len() - 2);
        }
        let [.., number, page] = words.as_slice() else {
            continue;
        };
        let last = matches!(number.as_str(), "last" | "final");
        if page != "page" || !(last || is_ordinal(number)) {
            continue;
        }
        let number = if last {
            "LAST".to_owned()
        } else {
            number.clone()
        };
        words.truncate(words.len() - 2);
        words.pop_if(|the| the == "the" || the == "very");
        words.pop_if(|the| the == "the");
        words.extend(["page".to_owned(), number]);
    }
    words
}

fn is_ordinal(word: &str) -> bool {
    let first = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    first.contains(&word)
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
