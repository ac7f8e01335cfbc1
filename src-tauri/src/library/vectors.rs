//! Which passages of the library have no vectors of an embedding model yet.

use super::{Library, LibraryError};
use crate::document::DocumentId;

/// How many passages of the library have vectors of a model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embedded {
    /// Documents with passages that have none, and the number of these, the newest document first.
    pub lacking: Vec<(DocumentId, u64)>,
    /// Number of all passages.
    pub passages: u64,
}

impl Embedded {
    /// Number of passages that have vectors.
    pub fn done(&self) -> u64 {
        let lacking: u64 = self.lacking.iter().map(|(_, count)| count).sum();
        self.passages.saturating_sub(lacking)
    }
}

impl Library {
    /// How many passages have vectors of the model with this fingerprint. Removed documents do not count.
    ///
    /// # Errors
    /// Database errors.
    pub fn embedded(&self, model: &str) -> Result<Embedded, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(
            "SELECT d.id, count(*), count(v.passage)
             FROM documents AS d JOIN passages AS p ON p.document = d.number
             LEFT JOIN passage_vectors AS v ON v.model = ?1 AND v.passage = p.number
             WHERE d.removed_at IS NULL
             GROUP BY d.number ORDER BY d.added_at DESC, d.number DESC",
        )?;
        let mut rows = statement.query([model])?;
        let mut embedded = Embedded::default();
        while let Some(row) = rows.next()? {
            let (all, with): (u32, u32) = (row.get(1)?, row.get(2)?);
            embedded.passages += u64::from(all);
            if with < all {
                let id = DocumentId(row.get(0)?);
                embedded.lacking.push((id, u64::from(all - with)));
            }
        }
        Ok(embedded)
    }
}
