//! "How many of my papers ...": counts what can be counted and quotes the rest.

use super::route::DOCUMENTS;
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::error::AskError;
use crate::assistant::answer::gather::sources;
use crate::assistant::answer::nearest;
use crate::assistant::answer::request::{NEAREST_SHOWN, Request};
use crate::assistant::answer::types::{AnswerRoute, Counted};
use crate::document::DocumentId;
use crate::library::{ShelvedDocument, Within};
use crate::search::{self, Scope};

/// Words of a question about the documents themselves that are not its topic.
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
/// Most passages that are counted.
const MOST_COUNTED: usize = 100_000;

/// Up to this number of documents, each is searched by itself.
const SEARCHED_APART: usize = 100;

/// Counts the documents with a passage that holds all the question's words.
///
/// # Errors
/// Errors of the library.
pub(super) fn count(
    request: &Request<'_>,
    question: &str,
    asked: &[ShelvedDocument],
) -> Result<Conclusion, AskError> {
    let words: Vec<String> = search::content_words(question)
        .into_iter()
        .filter(|word| {
            !DOCUMENTS.contains(&word.as_str()) && !ABOUT_DOCUMENTS.contains(&word.as_str())
        })
        .collect();
    let analyzers = request.shelf.analyzers(Within::Everything)?;
    let Some(query) = search::all_of(&words, &analyzers) else {
        let all = asked.iter().map(|document| document.id.clone());
        return Ok(Conclusion::routed(
            AnswerRoute::Count { counted: None },
            all,
        ));
    };
    let holding = holding(request, &query)?;
    let found: Vec<ShelvedDocument> = asked
        .iter()
        .filter(|document| holding.contains(&document.id))
        .cloned()
        .collect();
    let ids: Vec<DocumentId> = found.iter().map(|document| document.id.clone()).collect();
    let narrowed = Request {
        scope: &Scope::Documents(ids.clone()),
        ..*request
    };
    let sources = sources(&narrowed, &words.join(" "), &found, &mut |_, _| {})?;
    let counted = Counted {
        words,
        documents: u32::try_from(found.len()).unwrap_or(u32::MAX),
    };
    let to = AnswerRoute::Count {
        counted: Some(counted),
    };
    Ok(Conclusion {
        passages: nearest::sentences(question, &sources, request.top.max(NEAREST_SHOWN)),
        ..Conclusion::routed(to, ids.into_iter())
    })
}

/// The documents that have a passage which matches the query.
fn holding(request: &Request<'_>, query: &str) -> Result<Vec<DocumentId>, AskError> {
    let shelf = request.shelf;
    let mut holding: Vec<DocumentId> = Vec::new();
    match request.scope {
        Scope::Documents(documents) if documents.len() <= SEARCHED_APART => {
            for document in documents {
                let within = Within::Document(document);
                if !shelf.passages_by_words(query, within, 1)?.is_empty() {
                    holding.push(document.clone());
                }
            }
        }
        _ => {
            for (number, _) in shelf.passages_by_words(query, Within::Everything, MOST_COUNTED)? {
                if let Some(passage) = shelf.passage(number)?
                    && !holding.contains(&passage.document)
                {
                    holding.push(passage.document);
                }
            }
        }
    }
    Ok(holding)
}
