//! The list of the library: in which order its documents stand, which of them, and a search through them.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cards::{self, DocumentCard, FROM, FoundDocument, YEAR, card};
use super::excerpt::{Excerpt, Excerpts};
use super::fulltext;
use super::groups::GroupId;
use super::{Library, LibraryError};
use crate::document::DocumentId;

/// Most documents that a search returns: nobody reads a longer list.
const MOST_FOUND: u32 = 500;
/// Number of documents at the beginning of a list. The page has the same number.
const BEGINNING: i64 = 300;
/// Of so many documents a search shows the words around a match at once; for the others, [`Library::excerpts`] is asked.
const EXCERPTS: usize = 40;

/// What the list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentOrder {
    /// When the library received it, the newest first.
    #[default]
    Added,
    /// When a person opened it last, the newest first.
    Opened,
    /// The title.
    Title,
    /// The family name of the first author.
    Author,
    /// The year of publication, the newest first.
    Year,
}

/// What a document must be to stand in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFilter {
    /// Nobody opened it yet, or a person marked it so.
    Unread,
    /// It has a finished summary.
    Summarized,
    /// A person marked something in it or wrote a note to it.
    Noted,
    /// Pages of it are pictures.
    Scanned,
    /// Pages of it could not be read, or work on it failed.
    Failed,
}

/// How the list is arranged. The default is everything, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arrangement {
    /// What it is sorted by. What a search finds is sorted by how well it fits.
    pub order: DocumentOrder,
    /// Whether the order is reversed. Documents without an author or a year stay last.
    pub backwards: bool,
    /// A document has to meet all of these.
    pub only: Vec<DocumentFilter>,
    /// A document has to be in all of these collections, and have all of these tags.
    pub groups: Vec<GroupId>,
}

impl Arrangement {
    /// The conditions, as what follows `WHERE`.
    fn conditions(&self) -> String {
        let mut conditions = "d.removed_at IS NULL".to_owned();
        for filter in &self.only {
            let condition = match filter {
                DocumentFilter::Unread => cards::UNREAD,
                DocumentFilter::Summarized => cards::SUMMARIZED,
                DocumentFilter::Noted => cards::NOTED,
                DocumentFilter::Scanned => cards::SCANNED,
                DocumentFilter::Failed => cards::FAILED,
            };
            let _ = write!(conditions, " AND {condition}");
        }
        for group in &self.groups {
            let _ = write!(
                conditions,
                " AND d.id IN (SELECT document FROM group_members WHERE group_number = {})",
                group.0
            );
        }
        conditions
    }

    /// The order, as what follows `ORDER BY`.
    fn order(&self) -> String {
        let (forth, back) = match self.backwards {
            false => ("ASC", "DESC"),
            true => ("DESC", "ASC"),
        };
        match self.order {
            DocumentOrder::Added => format!("d.added_at {back}, d.number {back}"),
            DocumentOrder::Opened => format!(
                "e.opened_at IS NULL, e.opened_at {back}, d.added_at {back}, d.number {back}"
            ),
            DocumentOrder::Title => format!("coalesce(e.title_key, '') {forth}, d.number {forth}"),
            DocumentOrder::Author => format!(
                "coalesce(e.author_key, '') = '', e.author_key {forth}, e.title_key {forth}, d.number {forth}"
            ),
            DocumentOrder::Year => {
                format!("{YEAR} IS NULL, {YEAR} {back}, e.title_key, d.number")
            }
        }
    }
}

impl Library {
    /// All documents, the newest first.
    ///
    /// # Errors
    /// Database errors.
    pub fn cards(&self) -> Result<Vec<DocumentCard>, LibraryError> {
        self.arranged(&Arrangement::default())
    }

    /// The list as a person arranged it.
    ///
    /// # Errors
    /// Database errors.
    pub fn arranged(&self, arrangement: &Arrangement) -> Result<Vec<DocumentCard>, LibraryError> {
        // a limit below 0 is none
        self.listed(arrangement, -1)
    }

    /// The beginning of that list, as much as fills a window several times: its cards for ten thousand documents are
    /// megabytes, of which most are never looked at.
    ///
    /// # Errors
    /// Database errors.
    pub fn beginning(&self, arrangement: &Arrangement) -> Result<Vec<DocumentCard>, LibraryError> {
        self.listed(arrangement, BEGINNING)
    }

    fn listed(
        &self,
        arrangement: &Arrangement,
        most: i64,
    ) -> Result<Vec<DocumentCard>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {} FROM {FROM} WHERE {} ORDER BY {} LIMIT ?1",
            cards::columns(),
            arrangement.conditions(),
            arrangement.order()
        ))?;
        let cards = statement
            .query_map([most], card)?
            .collect::<Result<_, _>>()?;
        Ok(cards)
    }

    /// The documents of that list, all of them and in its order.
    ///
    /// # Errors
    /// Database errors.
    pub fn order(&self, arrangement: &Arrangement) -> Result<Vec<DocumentId>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT d.id FROM {FROM} WHERE {} ORDER BY {}",
            arrangement.conditions(),
            arrangement.order()
        ))?;
        let ids = statement
            .query_map([], |row| row.get(0).map(DocumentId))?
            .collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// The entries of some documents, without those that the library does not have or that were removed.
    ///
    /// # Errors
    /// Database errors.
    pub fn cards_of(&self, ids: &[DocumentId]) -> Result<Vec<DocumentCard>, LibraryError> {
        let mut cards = Vec::new();
        for id in ids {
            cards.extend(self.card(id)?);
        }
        Ok(cards)
    }

    /// One document's entry; `None` if the library does not have it or it was removed.
    ///
    /// # Errors
    /// Database errors.
    pub fn card(&self, id: &DocumentId) -> Result<Option<DocumentCard>, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {} FROM {FROM} WHERE d.id = ?1 AND d.removed_at IS NULL",
            cards::columns()
        ))?;
        Ok(statement.query_row([&id.0], card).optional()?)
    }

    /// Documents of an arrangement whose title, authors or text contain every word of the query, the best first; the
    /// last word may be the beginning of a word; a single letter only of one in the title or the authors. An empty query finds every document, in the arrangement's order.
    ///
    /// # Errors
    /// Database errors.
    pub fn find(
        &self,
        query: &str,
        among: &Arrangement,
    ) -> Result<Vec<FoundDocument>, LibraryError> {
        let Some(words) = fulltext::typed(query) else {
            let all = self.arranged(among)?.into_iter();
            return Ok(all
                .map(|card| FoundDocument {
                    card,
                    snippet: String::new(),
                    hits: Vec::new(),
                })
                .collect());
        };
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {} FROM {FROM} JOIN fulltext ON fulltext.rowid = d.number
             WHERE fulltext MATCH ?1 AND {}
             ORDER BY bm25(fulltext, 10.0, 5.0, 1.0) LIMIT {MOST_FOUND}",
            cards::columns(),
            among.conditions()
        ))?;
        let cards: Vec<DocumentCard> = statement
            .query_map([words], card)?
            .collect::<Result<_, _>>()?;
        let excerpts = Excerpts::of(query);
        let mut found = Vec::with_capacity(cards.len());
        for (nth, card) in cards.into_iter().enumerate() {
            let Excerpt { snippet, hits } = match nth < EXCERPTS {
                true => excerpt(&connection, &excerpts, &card.id)?,
                false => Excerpt::default(),
            };
            found.push(FoundDocument {
                card,
                snippet,
                hits,
            });
        }
        Ok(found)
    }

    /// The words around the first match of a query in each of some documents, and which of them match.
    ///
    /// # Errors
    /// Database errors.
    pub fn excerpts(&self, query: &str, ids: &[DocumentId]) -> Result<Vec<Excerpt>, LibraryError> {
        let excerpts = Excerpts::of(query);
        let connection = self.read();
        let mut found = Vec::with_capacity(ids.len().min(MOST_FOUND as usize));
        for id in ids.iter().take(MOST_FOUND as usize) {
            found.push(excerpt(&connection, &excerpts, id)?);
        }
        Ok(found)
    }
}

fn excerpt(
    connection: &Connection,
    excerpts: &Excerpts,
    id: &DocumentId,
) -> Result<Excerpt, LibraryError> {
    let mut statement = connection.prepare_cached(
        "SELECT text, title, authors FROM fulltext WHERE rowid = (SELECT number FROM documents WHERE id = ?1)",
    )?;
    let indexed: Option<(String, [String; 2])> = statement
        .query_row([&id.0], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?])))
        .optional()?;
    Ok(indexed.map_or_else(Excerpt::default, |(text, names)| {
        excerpts.from(&text, &names)
    }))
}
