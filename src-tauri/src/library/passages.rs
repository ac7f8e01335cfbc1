//! The index of passages: full text, sentence embeddings, and the place of each passage.
//!
//! The same tables serve the library and, in memory, documents that are asked straight from the disk; a
//! [`super::Shelf`] is one or the other. A document's passages are written in the same transaction as the
//! document.

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{from_json, json};
use super::entries::Entry;
use super::fulltext::Indexed;
use super::words::Analyzer;
use super::{Library, LibraryError};
use crate::document::{Document, DocumentId, PASSAGE_RULES, Passage, SentenceId, passages};

/// The weight of a word in the headings above a passage; a word of its text has weight 1.
const HEADING_WEIGHT: f64 = 0.5;
/// The weight of another form of a word of the text.
const OTHER_FORM_WEIGHT: f64 = 0.8;

/// The passages of removed documents, which stay in the index until they are purged.
const REMOVED: &str =
    "SELECT p.number FROM documents AS d JOIN passages AS p ON p.document = d.number
     WHERE d.removed_at IS NOT NULL";

/// A passage of an indexed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedPassage {
    /// Its number in this index.
    pub number: i64,
    /// Its document.
    pub document: DocumentId,
    /// Its sentences.
    pub sentences: Vec<SentenceId>,
}

/// The passages to search.
#[derive(Debug, Clone, Copy)]
pub enum Within<'a> {
    /// Passages of all documents that were not removed.
    Everything,
    /// Passages of one document.
    Document(&'a DocumentId),
}

/// A document's passages and their tokens, ready to be written: making them takes much longer than writing them.
pub(super) struct Prepared {
    passages: Vec<Passage>,
    tokens: Vec<Tokens>,
    language: Option<String>,
}

/// The tokens of a passage, separated by spaces.
struct Tokens {
    path: String,
    text: String,
    more: String,
}

impl Prepared {
    pub(super) fn of(document: &Document) -> Self {
        let passages = passages(document);
        let language = document.language.clone();
        let analyzer = Analyzer::of(language.as_deref());
        let vocabulary = analyzer.vocabulary(passages.iter().map(|passage| passage.text.as_str()));
        let tokens = passages.iter().map(|passage| {
            let (path, path_also) = analyzer.tokens(&passage.path);
            let (text, text_also) = analyzer.tokens(&passage.text);
            let (beside, beside_also) = analyzer.tokens(&passage.beside);
            let parts = analyzer.tokens_of_parts(&passage.text, &vocabulary);
            let more = [beside, path_also, text_also, beside_also, parts].join(" ");
            Tokens { path, text, more }
        });
        Self {
            tokens: tokens.collect(),
            passages,
            language,
        }
    }
}

/// A connection to a database that has the tables of `0003_passages.sql` and `0004_words.sql`.
pub(super) struct PassageTables<'a>(pub(super) &'a Connection);

impl PassageTables<'_> {
    /// Indexes the document in row `number`, replacing its earlier index. If it is cut as before, its passages keep
    /// their numbers and vectors.
    pub(super) fn add(&self, number: i64, prepared: &Prepared) -> Result<(), LibraryError> {
        let numbers = match self.numbers_if_same(number, &prepared.passages)? {
            Some(numbers) => numbers,
            None => self.replace(number, &prepared.passages)?,
        };
        let mut remove = self
            .0
            .prepare_cached("DELETE FROM passage_text WHERE rowid = ?1")?;
        let mut insert = self.0.prepare_cached(
            "INSERT INTO passage_text (rowid, path, text, more) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (row, tokens) in numbers.iter().zip(&prepared.tokens) {
            remove.execute([row])?;
            insert.execute(params![row, tokens.path, tokens.text, tokens.more])?;
        }
        self.0.execute(
            "INSERT OR REPLACE INTO passage_languages (document, language) VALUES (?1, ?2)",
            params![number, prepared.language],
        )?;
        self.0.execute(
            "UPDATE documents SET passage_rules = ?2 WHERE number = ?1",
            [number, PASSAGE_RULES],
        )?;
        Ok(())
    }

    /// The numbers of a document's passages if they have the sentences of `passages`.
    fn numbers_if_same(
        &self,
        document: i64,
        passages: &[Passage],
    ) -> Result<Option<Vec<i64>>, LibraryError> {
        let mut statement = self.0.prepare_cached(
            "SELECT number, sentences FROM passages WHERE document = ?1 ORDER BY number",
        )?;
        let kept: Vec<(i64, Vec<SentenceId>)> = statement
            .query_map([document], |row| Ok((row.get(0)?, from_json(row, 1)?)))?
            .collect::<Result<_, _>>()?;
        let sentences = kept.iter().map(|(_, sentences)| sentences);
        let same = sentences.eq(passages.iter().map(|passage| &passage.sentences));
        Ok(same.then(|| kept.iter().map(|(number, _)| *number).collect()))
    }

    /// Replaces the passages of a document and returns their numbers.
    fn replace(&self, document: i64, passages: &[Passage]) -> Result<Vec<i64>, LibraryError> {
        self.0
            .execute("DELETE FROM passages WHERE document = ?1", [document])?;
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO passages (document, sentences) VALUES (?1, ?2)")?;
        let mut numbers = Vec::with_capacity(passages.len());
        for passage in passages {
            insert.execute(params![document, json(&passage.sentences)?])?;
            numbers.push(self.0.last_insert_rowid());
        }
        Ok(numbers)
    }

    /// How the words of these passages were indexed: one analyzer for each kind of language.
    pub(super) fn analyzers(&self, within: Within<'_>) -> Result<Vec<Analyzer>, LibraryError> {
        let languages: Vec<Option<String>> = match within {
            Within::Everything => self
                .0
                .prepare_cached("SELECT DISTINCT language FROM passage_languages")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?,
            Within::Document(id) => self
                .0
                .prepare_cached(
                    "SELECT l.language FROM passage_languages AS l
                     JOIN documents AS d ON d.number = l.document WHERE d.id = ?1",
                )?
                .query_map([&id.0], |row| row.get(0))?
                .collect::<Result<_, _>>()?,
        };
        let mut analyzers: Vec<Analyzer> = Vec::new();
        for language in languages {
            let analyzer = Analyzer::of(language.as_deref());
            if !analyzers.contains(&analyzer) {
                analyzers.push(analyzer);
            }
        }
        Ok(analyzers)
    }

    /// Passages that match a query of FTS5, best first: their numbers and scores, see
    /// [`super::Shelf::passages_by_words`].
    pub(super) fn by_words(
        &self,
        query: &str,
        within: Within<'_>,
        most: usize,
    ) -> Result<Vec<(i64, f64)>, LibraryError> {
        let Some((first, last)) = self.range(within)? else {
            return Ok(Vec::new());
        };
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT rowid, -bm25(passage_text, {HEADING_WEIGHT}, 1.0, {OTHER_FORM_WEIGHT}) AS score FROM passage_text
             WHERE passage_text MATCH ?1 AND rowid BETWEEN ?2 AND ?3 AND rowid NOT IN ({REMOVED})
             ORDER BY score DESC, rowid LIMIT ?4"
        ))?;
        let found = statement
            .query_map(params![query, first, last, most as i64], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// The highest number, which is about the number of passages.
    pub(super) fn numbers(&self) -> Result<i64, LibraryError> {
        let highest: Option<i64> =
            self.0
                .query_row("SELECT max(number) FROM passages", [], |row| row.get(0))?;
        Ok(highest.unwrap_or(0))
    }

    /// Passes the number and the vector of every passage that a model has embedded to a callback, in any order.
    pub(super) fn vectors(
        &self,
        model: &str,
        within: Within<'_>,
        receive: &mut dyn FnMut(i64, &[u8]),
    ) -> Result<(), LibraryError> {
        let Some((first, last)) = self.range(within)? else {
            return Ok(());
        };
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT passage, vector FROM passage_vectors
             WHERE model = ?1 AND passage BETWEEN ?2 AND ?3 AND passage NOT IN ({REMOVED})",
        ))?;
        let mut rows = statement.query(params![model, first, last])?;
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            let vector = row.get_ref(1)?.as_blob().unwrap_or_default();
            receive(number, vector);
        }
        Ok(())
    }

    pub(super) fn put_vectors(
        &self,
        model: &str,
        vectors: &[(i64, Vec<u8>)],
    ) -> Result<(), LibraryError> {
        let mut put = self.0.prepare_cached(
            "INSERT OR REPLACE INTO passage_vectors (model, passage, vector)
             SELECT ?1, number, ?3 FROM passages WHERE number = ?2",
        )?;
        for (passage, vector) in vectors {
            put.execute(params![model, passage, vector])?;
        }
        Ok(())
    }

    /// The numbers of a document's passages that a model has not embedded yet.
    pub(super) fn without_vector(
        &self,
        model: &str,
        document: &DocumentId,
    ) -> Result<Vec<i64>, LibraryError> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.number FROM passages AS p JOIN documents AS d ON d.number = p.document
             WHERE d.id = ?2 AND NOT EXISTS
                 (SELECT 1 FROM passage_vectors AS v WHERE v.model = ?1 AND v.passage = p.number)
             ORDER BY p.number",
        )?;
        let numbers = statement
            .query_map([model, &document.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(numbers)
    }

    /// The passage with a number; `None` if its document was removed.
    pub(super) fn passage(&self, number: i64) -> Result<Option<IndexedPassage>, LibraryError> {
        let mut statement = self.0.prepare_cached(
            "SELECT d.id, p.sentences FROM passages AS p JOIN documents AS d ON d.number = p.document
             WHERE p.number = ?1 AND d.removed_at IS NULL",
        )?;
        let found = statement
            .query_row([number], |row| {
                Ok(IndexedPassage {
                    number,
                    document: DocumentId(row.get(0)?),
                    sentences: from_json(row, 1)?,
                })
            })
            .optional()?;
        Ok(found)
    }

    /// The first and the last number; `None` if there are no passages.
    fn range(&self, within: Within<'_>) -> Result<Option<(i64, i64)>, LibraryError> {
        let Within::Document(id) = within else {
            return Ok(Some((0, i64::MAX)));
        };
        let mut statement = self.0.prepare_cached(
            "SELECT min(p.number), max(p.number)
             FROM passages AS p JOIN documents AS d ON d.number = p.document WHERE d.id = ?1",
        )?;
        let (first, last): (Option<i64>, Option<i64>) =
            statement.query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(first.zip(last))
    }
}

impl Library {
    /// Indexes documents that an older version stored without passages; `progress` receives the share done, 0 to
    /// 1.
    ///
    /// # Errors
    /// Database errors, or [`LibraryError::Cancelled`]; what is indexed by then stays.
    pub fn index_missing(
        &self,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(f32),
    ) -> Result<(), LibraryError> {
        let missing: Vec<(i64, String)> = self
            .read()
            .prepare(
                "SELECT number, id FROM documents
                 WHERE passage_rules <> ?1 AND removed_at IS NULL",
            )?
            .query_map([PASSAGE_RULES], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (index, (number, id)) in missing.iter().enumerate() {
            if stop.load(Ordering::Relaxed) {
                return Err(LibraryError::Cancelled);
            }
            progress(index as f32 / missing.len() as f32);
            match self.index(*number, &DocumentId(id.clone())) {
                Ok(()) | Err(LibraryError::NotFound) => {}
                // a document that cannot be read back does not stop the others
                Err(LibraryError::Content(reason)) => {
                    tracing::warn!(%id, %reason, "a document could not be indexed");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Indexes one document if an older version stored it without passages, or with passages of other rules.
    ///
    /// # Errors
    /// Database errors, or [`LibraryError::Content`] if the document cannot be read back.
    pub fn index_document(&self, id: &DocumentId) -> Result<(), LibraryError> {
        let missing: Option<i64> = self
            .read()
            .query_row(
                "SELECT number FROM documents
                 WHERE id = ?1 AND passage_rules <> ?2 AND removed_at IS NULL",
                params![id.0, PASSAGE_RULES],
                |row| row.get(0),
            )
            .optional()?;
        missing.map_or(Ok(()), |number| self.index(number, id))
    }

    fn index(&self, number: i64, id: &DocumentId) -> Result<(), LibraryError> {
        let document = self.document(id)?;
        let (mut indexed, prepared) = (Indexed::of(&document), Prepared::of(&document));
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let entry = Entry::of(&transaction, id)?.ok_or(LibraryError::NotFound)?;
        let called = entry.called();
        indexed.call(&called.title, &called.authors);
        indexed.put(&transaction, number)?;
        PassageTables(&transaction).add(number, &prepared)?;
        transaction.commit()?;
        Ok(())
    }
}
