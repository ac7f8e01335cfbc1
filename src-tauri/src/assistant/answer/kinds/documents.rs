//! Whole documents, for the kinds of question that are answered from them without a search.

use super::quoted::Named;
use crate::assistant::answer::error::AskError;
use crate::assistant::answer::request::Request;
use crate::library::ShelvedDocument;

/// If more documents are asked, none is looked at whole: a question about "the document" means none of them, and
/// definitions would take too long.
const MOST: usize = 12;

/// Visits each document that is asked, in order. Returns whether there were few enough to visit.
///
/// # Errors
/// Errors of the library.
pub(super) fn each(
    request: &Request<'_>,
    asked: &[ShelvedDocument],
    visit: &mut dyn FnMut(Named<'_>),
) -> Result<bool, AskError> {
    if asked.len() > MOST {
        return Ok(false);
    }
    for shelved in asked {
        if let Some(renew) = request.renew {
            renew(&shelved.id)?;
        }
        let document = request.shelf.document(&shelved.id)?;
        visit(Named {
            document: &document,
            title: &shelved.title,
        });
    }
    Ok(true)
}
