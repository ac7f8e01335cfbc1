//! Where a person left each document, and how its pages were shown, so that it opens there again.

use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::columns::json;
use super::{Library, LibraryError};
use crate::document::DocumentId;

/// The place at which a document was left, and how its pages were shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LeftAt {
    /// The page at the upper edge of the pane; the first is 1, and so is a text without pages.
    pub page: u32,
    /// The share of that page, or of the whole text, that is above the edge.
    pub share: f64,
    /// The size of the pages, or of the letters of a text without pages: as wide as the pane is the usual one.
    pub zoom: PageZoom,
    /// By how much the person turned the pages: 0, 90, 180 or 270 degrees, clockwise.
    pub turn: u32,
    /// Whether two pages stand side by side.
    pub facing: bool,
}

/// The size of pages on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageZoom {
    /// As wide as the pane.
    Width,
    /// The whole page is visible.
    Page,
    /// A multiple of the size on paper.
    Factor {
        /// 1 is the size on paper.
        factor: f64,
    },
}

impl Library {
    /// Keeps where a person left a document. Does nothing if the document was deleted.
    ///
    /// # Errors
    /// Database errors.
    pub fn leave(&self, id: &DocumentId, at: &LeftAt) -> Result<(), LibraryError> {
        self.write().execute(
            "INSERT OR REPLACE INTO left_at (document, view)
             SELECT id, ?2 FROM documents WHERE id = ?1",
            params![id.0, json(at)?],
        )?;
        Ok(())
    }

    /// Where a person left a document; `None` if nobody opened it yet, or if another version of Pagewing kept the
    /// place in a form that this one does not know.
    ///
    /// # Errors
    /// Database errors.
    pub fn left_at(&self, id: &DocumentId) -> Result<Option<LeftAt>, LibraryError> {
        let kept: Option<String> = self
            .read()
            .query_row(
                "SELECT view FROM left_at WHERE document = ?1",
                [&id.0],
                |row| row.get(0),
            )
            .optional()?;
        Ok(kept.and_then(|view| serde_json::from_str(&view).ok()))
    }
}
