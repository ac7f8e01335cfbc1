//! The history of questions: each with what was asked, when, and its answer as it was given.
//!
//! A question belongs to the documents that it names, or that its answer quotes if the whole library was asked. The
//! history of a document has the questions that name it; one to the whole library stands in the history of the library
//! alone, because nobody looks for it below a document that it never named. While all documents of a question are
//! removed, the question is out of sight with them, and it is deleted when the last of them is deleted for good: its
//! quotations are their text. A question to several documents stays as long as one of them is there, because the other
//! quotations still hold; a document that is gone is marked.

mod index;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::columns::{from_json, json};
use super::fulltext;
use super::{Library, LibraryError, now};
use crate::document::DocumentId;

/// Most questions that one call returns.
const MOST: usize = 100;

/// A question of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct QuestionId(#[ts(type = "number")] pub i64);

/// What a question was put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AskedScope {
    /// The documents that it names.
    Documents,
    /// Everything that the library had.
    Library,
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionOutcome {
    /// There is at least one answer.
    Found,
    /// Nothing seemed to answer; the nearest passages are kept.
    NotFound,
    /// Nothing judged whether the passages answer.
    PassagesOnly,
    /// It was a question of another kind, such as one for a summary.
    Routed,
}

/// A document of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskedDocument {
    /// The document's identity.
    pub id: DocumentId,
    /// Its title when the question was asked.
    pub title: String,
    /// Whether the library has it, and it is not removed.
    pub here: bool,
}

/// An entry of the history; [`Library::question`] returns its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PastQuestion {
    /// Its identity.
    pub id: QuestionId,
    /// The question, trimmed.
    pub question: String,
    /// When the answer was given: seconds since 1970-01-01 UTC.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// What was asked.
    pub scope: AskedScope,
    /// The documents that it names, or that its answer quotes if the whole library was asked.
    pub documents: Vec<AskedDocument>,
    /// How it ended.
    pub outcome: QuestionOutcome,
    /// The first answering words, or the beginning of the first passage; may be empty.
    pub words: String,
    /// 1-based page of these words; `None` in a document without pages.
    pub page: Option<u32>,
}

/// A part of the history, the newest question first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PastQuestions {
    /// At most 100 questions.
    pub questions: Vec<PastQuestion>,
    /// Whether there are older ones.
    pub more: bool,
}

/// A question to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptQuestion {
    /// The question, trimmed.
    pub question: String,
    /// What was asked.
    pub scope: AskedScope,
    /// Identities and titles of the documents that it names, or that its answer quotes.
    pub documents: Vec<(DocumentId, String)>,
    /// How it ended.
    pub outcome: QuestionOutcome,
    /// The first answering words, or the beginning of the first passage.
    pub words: String,
    /// 1-based page of these words.
    pub page: Option<u32>,
    /// The answer, as JSON that `assistant/answer` defines.
    pub answer: String,
    /// What a search finds besides the question: answering words and quotations.
    pub text: String,
}

const ENTRY: &str = "SELECT q.number, q.question, q.asked_at, q.scope, q.outcome, q.words, q.page FROM questions AS q";

/// Whether a question is in sight: it is not deleted, and belongs to no document, or to one that is not removed.
const IN_SIGHT: &str = "q.deleted_at IS NULL AND (NOT EXISTS (SELECT 1 FROM question_documents WHERE question = q.number)
    OR EXISTS (SELECT 1 FROM question_documents AS of JOIN documents AS d ON d.id = of.document
               WHERE of.question = q.number AND d.removed_at IS NULL))";

/// Whether it names the document `?1`, or anything if `?1` is null. One to the whole library names none, whatever its
/// answer quotes; the scope is kept as JSON.
const OF_DOCUMENT: &str =
    "(?1 IS NULL OR (q.scope <> '\"library\"' AND EXISTS (SELECT 1 FROM question_documents
    WHERE question = q.number AND document = ?1)))";

impl Library {
    /// Keeps a question that was answered now.
    ///
    /// # Errors
    /// Database errors.
    pub fn keep_question(&self, kept: &KeptQuestion) -> Result<QuestionId, LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO questions (question, asked_at, scope, outcome, words, page, answer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                kept.question,
                now(),
                json(&kept.scope)?,
                json(&kept.outcome)?,
                kept.words,
                kept.page,
                kept.answer
            ],
        )?;
        let number = transaction.last_insert_rowid();
        for (position, (document, title)) in kept.documents.iter().enumerate() {
            transaction.execute(
                "INSERT OR IGNORE INTO question_documents (question, position, document, title)
                 VALUES (?1, ?2, ?3, ?4)",
                params![number, position as i64, document.0, title],
            )?;
        }
        index::put(&transaction, number, &kept.question, &kept.text)?;
        transaction.commit()?;
        Ok(QuestionId(number))
    }

    /// The questions that name one document, or all questions, the newest first. With words, only questions that contain
    /// each of them, in themselves or in what their answers quote; the last word may be the beginning of a word.
    /// With `before`, only questions that are older than it.
    ///
    /// # Errors
    /// Database errors, also if an entry cannot be read back.
    pub fn questions(
        &self,
        of: Option<&DocumentId>,
        words: &str,
        before: Option<QuestionId>,
    ) -> Result<PastQuestions, LibraryError> {
        let connection = self.read();
        let mut statement = connection.prepare_cached(&format!(
            "{ENTRY} WHERE {OF_DOCUMENT} AND {IN_SIGHT}
             AND (?2 IS NULL OR q.number IN (SELECT rowid FROM question_text WHERE question_text MATCH ?2))
             AND (?3 IS NULL OR q.number < ?3)
             ORDER BY q.number DESC LIMIT {}",
            MOST + 1
        ))?;
        let mut questions = statement
            .query_map(
                params![
                    of.map(|id| &id.0),
                    fulltext::query(words),
                    before.map(|before| before.0)
                ],
                entry,
            )?
            .collect::<Result<Vec<_>, _>>()?;
        let more = questions.len() > MOST;
        questions.truncate(MOST);
        for question in &mut questions {
            question.documents = documents_of(&connection, question.id)?;
        }
        Ok(PastQuestions { questions, more })
    }

    /// A question of the history with its answer, as JSON that `assistant/answer` defines.
    ///
    /// # Errors
    /// [`LibraryError::NotKept`] if it was deleted, or database errors.
    pub fn question(&self, id: QuestionId) -> Result<(PastQuestion, String), LibraryError> {
        let connection = self.read();
        let found = connection
            .query_row(
                &format!("{ENTRY} WHERE q.number = ?1 AND q.deleted_at IS NULL"),
                [id.0],
                entry,
            )
            .optional()?;
        let mut question = found.ok_or(LibraryError::NotKept)?;
        question.documents = documents_of(&connection, id)?;
        let answer = connection.query_row(
            "SELECT answer FROM questions WHERE number = ?1",
            [id.0],
            |row| row.get(0),
        )?;
        Ok((question, answer))
    }

    /// Gives a question of the history another form of its answer, as JSON that `assistant/answer` defines.
    ///
    /// # Errors
    /// Database errors.
    pub fn change_answer(&self, id: QuestionId, answer: &str) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE questions SET answer = ?2 WHERE number = ?1",
            params![id.0, answer],
        )?;
        Ok(())
    }

    /// Deletes a question; [`Library::restore_questions`] brings it back for some time. One that was deleted already is
    /// not an error.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_question(&self, id: QuestionId) -> Result<(), LibraryError> {
        self.write().execute(
            "UPDATE questions SET deleted_at = ?2 WHERE number = ?1 AND deleted_at IS NULL",
            [id.0, now()],
        )?;
        Ok(())
    }

    /// Deletes the questions that [`Library::questions`] lists for one document, or for the library, and returns them.
    ///
    /// # Errors
    /// Database errors.
    pub fn delete_questions(
        &self,
        of: Option<&DocumentId>,
    ) -> Result<Vec<QuestionId>, LibraryError> {
        let connection = self.write();
        let mut statement = connection.prepare(&format!(
            "UPDATE questions AS q SET deleted_at = ?2 WHERE {OF_DOCUMENT} AND {IN_SIGHT} RETURNING number"
        ))?;
        let deleted = statement
            .query_map(params![of.map(|id| &id.0), now()], |row| {
                row.get(0).map(QuestionId)
            })?
            .collect::<Result<_, _>>()?;
        Ok(deleted)
    }

    /// Brings deleted questions back, as far as they are still there.
    ///
    /// # Errors
    /// Database errors.
    pub fn restore_questions(&self, ids: &[QuestionId]) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        for id in ids {
            transaction.execute(
                "UPDATE questions SET deleted_at = NULL WHERE number = ?1",
                [id.0],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Deletes for good what a person deleted before a moment (seconds since 1970-01-01 UTC); returns how many rows.
pub(in crate::library) fn purge(connection: &Connection, before: i64) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM questions WHERE deleted_at < ?1", [before])
}

/// Deletes the questions of a document that is deleted for good, except those that belong to another document too.
pub(in crate::library) fn delete_with(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> rusqlite::Result<()> {
    transaction.execute(
        "DELETE FROM questions AS q
         WHERE EXISTS (SELECT 1 FROM question_documents WHERE question = q.number AND document = ?1)
         AND NOT EXISTS (SELECT 1 FROM question_documents AS of JOIN documents AS d ON d.id = of.document
                         WHERE of.question = q.number)",
        [&document.0],
    )?;
    Ok(())
}

/// An entry without its documents.
fn entry(row: &Row<'_>) -> rusqlite::Result<PastQuestion> {
    Ok(PastQuestion {
        id: QuestionId(row.get(0)?),
        question: row.get(1)?,
        asked_at: row.get(2)?,
        scope: from_json(row, 3)?,
        documents: Vec::new(),
        outcome: from_json(row, 4)?,
        words: row.get(5)?,
        page: row.get(6)?,
    })
}

fn documents_of(
    connection: &Connection,
    question: QuestionId,
) -> rusqlite::Result<Vec<AskedDocument>> {
    let mut statement = connection.prepare_cached(
        "SELECT of.document, of.title, EXISTS (SELECT 1 FROM documents AS d
                                               WHERE d.id = of.document AND d.removed_at IS NULL)
         FROM question_documents AS of WHERE of.question = ?1 ORDER BY of.position",
    )?;
    statement
        .query_map([question.0], |row| {
            Ok(AskedDocument {
                id: DocumentId(row.get(0)?),
                title: row.get(1)?,
                here: row.get(2)?,
            })
        })?
        .collect()
}

#[cfg(test)]
mod tests;
