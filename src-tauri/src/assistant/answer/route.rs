//! Questions that a few passages cannot answer, told apart by how they begin.
//!
//! "Summarize this", "how many of my papers ...", "list all ...": a search would bring seven passages and
//! an answer that sounds complete and is not. Only phrases that mean the documents themselves are caught:
//! "How many patients" is a question to a document.

use super::error::AskError;
use super::gather::sources;
use super::nearest;
use super::request::{NEAREST_SHOWN, Request};
use super::types::{AnswerRoute, AnswerStatus, AnswerView, NamedDocument};
use crate::document::DocumentId;
use crate::library::{ShelvedDocument, Within};
use crate::search::{self, Scope};

/// What people call the things they ask.
const DOCUMENTS: [&str; 10] = [
    "papers",
    "documents",
    "files",
    "articles",
    "pdfs",
    "publications",
    "books",
    "reports",
    "texts",
    "manuscripts",
];
/// Words around a question about the documents themselves.
const ABOUT_DOCUMENTS: [&str; 22] = [
    "how",
    "many",
    "number",
    "count",
    "mention",
    "mentions",
    "mentioned",
    "discuss",
    "discusses",
    "deal",
    "talk",
    "contain",
    "contains",
    "library",
    "collection",
    "selected",
    "open",
    "speak",
    "use",
    "uses",
    "exist",
    "total",
];
/// More passages than these are not counted.
const MOST_COUNTED: usize = 100_000;

/// What kind of question it is, asked of so many documents; `None` for one that passages can answer.
pub(super) fn route(question: &str, documents: usize) -> Option<AnswerRoute> {
    let words: Vec<String> = question
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != ';')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let polite = [
        "please", "can", "could", "would", "you", "me", "kindly", "just",
    ];
    let start = words
        .iter()
        .position(|word| !polite.contains(&word.as_str()))?;
    let words: Vec<&str> = words.iter().skip(start).map(String::as_str).collect();
    if asks_for_summary(&words) {
        return Some(AnswerRoute::Summary);
    }
    if documents > 1 && asks_for_count(&words) {
        return Some(AnswerRoute::Count);
    }
    asks_for_list(&words).then_some(AnswerRoute::List)
}

/// The words one after the other with a space between and around.
fn spaced(words: &[&str]) -> String {
    format!(" {} ", words.join(" "))
}

fn asks_for_summary(words: &[&str]) -> bool {
    let text = spaced(words);
    let begins = |phrase: &str| text.starts_with(&format!(" {phrase} "));
    let of_document = [
        "this paper",
        "the paper",
        "this document",
        "the document",
        "this article",
        "the article",
        "this file",
        "the file",
        "this book",
        "the book",
        "this report",
        "the report",
        "this text",
        "this pdf",
        "it",
        "this",
        "these papers",
        "the papers",
    ];
    let verb = [
        "summarize",
        "summarise",
        "tldr",
        "tl;dr",
        "tl; dr",
        "sum up",
    ];
    if verb.iter().any(|verb| begins(verb)) {
        return true;
    }
    let noun = ["summary", "overview", "synopsis"];
    let gives = ["give", "write", "make", "provide", "show", "create"];
    if words.first().is_some_and(|word| gives.contains(word))
        && words.iter().take(5).any(|word| noun.contains(word))
    {
        return true;
    }
    if begins("summary of") || begins("overview of") || begins("a summary of") {
        return of_document
            .iter()
            .any(|it| text.ends_with(&format!(" {it} ")))
            || words.len() <= 2;
    }
    of_document
        .iter()
        .any(|it| text == format!(" what is {it} about ") || text == format!(" what s {it} about "))
}

fn asks_for_count(words: &[&str]) -> bool {
    let text = spaced(words);
    DOCUMENTS.iter().any(|documents| {
        [
            "how many",
            "how many of the",
            "how many of my",
            "how many of these",
            "number of",
            "count the",
        ]
        .iter()
        .any(|start| text.starts_with(&format!(" {start} {documents} ")))
    })
}

fn asks_for_list(words: &[&str]) -> bool {
    let text = spaced(words);
    [
        "list all",
        "list every",
        "list the",
        "list each",
        "enumerate",
        "name all",
        "name every",
        "find all",
        "show all",
        "give all",
        "give a list",
        "give the list",
        "what are all",
        "which papers",
        "which documents",
        "which of these papers",
        "which of my papers",
        "which of the papers",
    ]
    .iter()
    .any(|start| text.starts_with(&format!(" {start} ")))
}

/// Counts what can be counted: documents, and those with a passage that has all the question's words.
pub(super) fn count(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
    mut view: AnswerView,
) -> Result<AnswerView, AskError> {
    view.status = AnswerStatus::Routed {
        to: AnswerRoute::Count,
    };
    let topic: Vec<String> = search::content_words(question)
        .into_iter()
        .filter(|word| {
            !DOCUMENTS.contains(&word.as_str()) && !ABOUT_DOCUMENTS.contains(&word.as_str())
        })
        .collect();
    let Some(query) = search::all_of(&topic) else {
        view.message = format!("{} documents are asked here.", asked.len());
        return Ok(view);
    };
    let mut with: Vec<DocumentId> = Vec::new();
    match request.scope {
        Scope::Documents(documents) if documents.len() <= 100 => {
            for document in documents {
                let within = Within::Document(document);
                if !request
                    .shelf
                    .passages_by_words(&query, within, 1)?
                    .is_empty()
                {
                    with.push(document.clone());
                }
            }
        }
        _ => {
            for (number, _) in
                request
                    .shelf
                    .passages_by_words(&query, Within::Everything, MOST_COUNTED)?
            {
                if let Some(passage) = request.shelf.passage(number)?
                    && !with.contains(&passage.document)
                {
                    with.push(passage.document);
                }
            }
        }
    }
    let (found, silent): (Vec<_>, Vec<_>) = asked
        .iter()
        .partition(|document| with.contains(&document.id));
    view.message = format!(
        "{} of {} documents have a passage with all of these words: {}. What they say about it was not counted; that needs each of them to be read.",
        found.len(),
        asked.len(),
        topic.join(", ")
    );
    view.without_count = u32::try_from(silent.len()).unwrap_or(u32::MAX);
    view.without = silent
        .into_iter()
        .take(super::MOST_NAMED)
        .map(|document| NamedDocument {
            id: document.id.clone(),
            title: document.title.clone(),
        })
        .collect();
    let chosen = Scope::Documents(found.iter().map(|document| document.id.clone()).collect());
    let narrowed = Request {
        scope: &chosen,
        ..*request
    };
    let found: Vec<ShelvedDocument> = found.into_iter().cloned().collect();
    let sources = sources(&narrowed, &topic.join(" "), &found, &mut |_, _| {})?;
    view.passages = nearest::sentences(question, &sources, request.top.max(NEAREST_SHOWN));
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_another_kind_are_told() {
        for question in [
            "Summarize this paper",
            "summarise",
            "Please summarize the methods section.",
            "TL;DR",
            "Can you give me a short summary?",
            "What is this paper about?",
            "Give me an overview of it",
            "A summary of this document",
            "Could you please summarize it?",
        ] {
            assert_eq!(route(question, 1), Some(AnswerRoute::Summary), "{question}");
        }
        for question in [
            "How many papers mention CRISPR?",
            "How many of my documents use beam search?",
            "number of files about malaria",
            "How many articles are there?",
        ] {
            assert_eq!(route(question, 5), Some(AnswerRoute::Count), "{question}");
        }
        for question in [
            "List all drugs that were tested",
            "Please list every dataset.",
            "What are all the limitations?",
            "Enumerate the authors' claims",
            "Which papers use BERT?",
        ] {
            assert_eq!(route(question, 5), Some(AnswerRoute::List), "{question}");
        }
    }

    #[test]
    fn questions_to_a_document_are_left_alone() {
        for question in [
            "How many patients were enrolled?",
            "How many studies were included in the analysis?",
            "What summary statistics were used?",
            "What is the overview effect?",
            "Who summarized the data?",
            "What is it about birds that lets them fly?",
            "What lists did they use?",
            "you",
            "What is the summary of product characteristics?",
        ] {
            assert_eq!(route(question, 5), None, "{question}");
        }
        // of one document, papers are what it speaks of
        assert_eq!(route("How many papers were reviewed?", 1), None);
    }
}
