//! Answers about the document itself, from what was read of it: no search, and no reader.
//!
//! `asked` recognizes the questions by their `forms`, in other languages with `tongues` and `characters`; `fact` names
//! what they ask for. `printed` answers with what stands in the document: `front` finds what the first page says beside
//! its text, `byline` who wrote and edited it, `dates`, `venue` and `rights` the rest. `counted` answers from what the
//! document consists of, its `contents` and its `length`. `written` knows which works are the document, and `matter` collects
//! what a list of references needs, with the volume and the pages that `cited` finds. Whatever is answered is quoted where it stands. What the document does not show is not
//! found: a reader would take any name for an author and any number for a date.

mod asked;
mod byline;
mod characters;
mod cited;
mod contents;
mod counted;
mod dates;
mod fact;
mod forms;
mod front;
mod length;
mod matter;
mod printed;
mod rights;
mod tongues;
mod venue;
mod written;
mod year;

use super::documents;
use super::ended;
use crate::assistant::answer::conclude::Conclusion;
use crate::assistant::answer::error::AskError;
use crate::assistant::answer::kinds::quoted::Named;
use crate::assistant::answer::request::Request;
use crate::assistant::answer::types::{AnswerRemark, DocumentFact, FoundAnswer};
use crate::document::Document;
use crate::library::ShelvedDocument;
pub(super) use asked::{asks_for_contents, concerns, fact};
pub(super) use fact::Fact;
use fact::{Part, Which};
pub(crate) use matter::{FrontMatter, front_matter};
pub(super) use written::author;

/// Answers a question about the documents, or says what they do not show; `None` if more documents are asked than
/// the question can mean.
///
/// # Errors
/// Errors of the library.
pub(super) fn answer(
    request: &Request<'_>,
    fact: Fact,
    asked: &[ShelvedDocument],
) -> Result<Option<(Conclusion, Vec<AnswerRemark>)>, AskError> {
    let mut answers = Vec::new();
    let mut remarks = Vec::new();
    let few = documents::each(request, asked, &mut |of| {
        answers.append(&mut told(of, fact));
        if let Some(remark) = remark(of.document, fact)
            && !remarks.contains(&remark)
        {
            remarks.push(remark);
        }
    })?;
    if !few {
        return Ok(None);
    }
    if answers.is_empty() && remarks.is_empty() {
        remarks.extend(missing(fact));
    }
    answers.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    Ok(Some((ended::found(answers), remarks)))
}

/// The answers that one document gives, the likeliest first.
fn told(of: Named<'_>, fact: Fact) -> Vec<FoundAnswer> {
    counted::told(of, fact).unwrap_or_else(|| printed::told(of, fact))
}

/// What a person should know if a page is asked for.
fn remark(document: &Document, fact: Fact) -> Option<AnswerRemark> {
    let pages = document.pages.last().map(|page| page.number);
    match (fact, pages) {
        (Fact::Count(Part::Pages) | Fact::OnPage(_) | Fact::PageOf(..), None) => {
            Some(AnswerRemark::WithoutPages)
        }
        (Fact::OnPage(Which::Number(page)), Some(pages)) if page == 0 || page > pages => {
            Some(AnswerRemark::NoSuchPage { page, pages })
        }
        (Fact::OnPage(which), Some(pages)) => {
            let page = match which {
                Which::Number(page) => page,
                Which::Last => pages,
            };
            let silent = contents::blocks_on(document, page).is_empty();
            silent.then_some(AnswerRemark::NothingOnPage { page })
        }
        _ => None,
    }
}

/// What a person should know if no document shows a fact.
fn missing(fact: Fact) -> Option<AnswerRemark> {
    use DocumentFact as Shown;
    let fact = match fact {
        Fact::Count(part) | Fact::List(part) => match part {
            Part::Pages | Part::Words => Shown::Text,
            Part::Sections => Shown::Sections,
            Part::Figures => Shown::Figures,
            Part::Tables => Shown::Tables,
            Part::References => Shown::References,
            Part::Authors => Shown::Authors,
        },
        Fact::Figure(number) | Fact::PageOf(Part::Figures, number) => {
            return Some(AnswerRemark::NoSuchFigure { number });
        }
        Fact::Table(number) | Fact::PageOf(_, number) => {
            return Some(AnswerRemark::NoSuchTable { number });
        }
        Fact::OnPage(_) => return None,
        Fact::Title => Shown::Title,
        Fact::FirstAuthor | Fact::LastAuthor => Shown::Authors,
        Fact::Corresponding => Shown::CorrespondingAuthor,
        Fact::Affiliations => Shown::Affiliations,
        Fact::Editors => Shown::Editors,
        Fact::Published => Shown::Published,
        Fact::Received => Shown::Received,
        Fact::Accepted => Shown::Accepted,
        Fact::Venue => Shown::Venue,
        Fact::Doi => Shown::Doi,
        Fact::Arxiv => Shown::Arxiv,
        Fact::Isbn => Shown::Isbn,
        Fact::Issn => Shown::Issn,
        Fact::Identifier => Shown::Identifier,
        Fact::Licence => Shown::Licence,
        Fact::Language => Shown::Language,
        Fact::Keywords => Shown::Keywords,
        Fact::Abstract => Shown::Abstract,
    };
    Some(AnswerRemark::NotShown { fact })
}

#[cfg(test)]
mod questions;
#[cfg(test)]
mod tests;
