//! What other documents of the library say about the subject of a sentence.

use super::{Jobs, lock};
use crate::assistant::answer::{self, AskError, RelatedBy, RelatedPassages, related};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::Shelf;
use crate::search::WithEmbedder;

impl Jobs {
    /// Finds the passages of other documents that are nearest to words of a document or of its summary: by meaning, or by
    /// shared words if there is no usable model for finding passages.
    ///
    /// # Errors
    /// The faults of a question that cannot be asked; errors of the models and of the library.
    pub fn related(&self, of: &DocumentId, text: &str) -> Result<RelatedPassages, Fault> {
        let shared = &self.shared;
        let text = answer::checked(text)?;
        let _first = shared.courtesy.first();
        let _held = shared.rest.hold();
        shared.library.index_missing(&shared.closing, &mut |_| ())?;
        let shelf = Shelf::Library(&shared.library);
        let settings = lock(&shared.settings).clone();
        for folder in shared.asking.finders(settings.finder.as_deref()) {
            let with = WithEmbedder {
                folder: &folder,
                embedder: &shared.asking.embedder,
                threads: settings.threads.map(|threads| threads as usize),
            };
            let passages = match related::by_meaning(shelf, of, text, with, &shared.closing) {
                Ok(passages) => passages,
                Err(AskError::Finder(error)) => {
                    tracing::warn!(%error, "related passages could not be found with a model");
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let embedded = shared.library.embedded(&folder.fingerprint)?;
            let unseen = embedded.passages.saturating_sub(embedded.done());
            return Ok(RelatedPassages {
                by: RelatedBy::Meaning,
                passages,
                unseen: u32::try_from(unseen).unwrap_or(u32::MAX),
            });
        }
        Ok(RelatedPassages {
            by: RelatedBy::Words,
            passages: related::by_words(shelf, of, text)?,
            unseen: 0,
        })
    }
}
