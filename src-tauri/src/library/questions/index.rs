//! The index by which the history of questions is searched. It holds no text: where an older version indexed a question by
//! other rules, its words are taken from the question and its answer again.

use rusqlite::{Connection, params};

use crate::library::fulltext::spaced;
use crate::library::{Library, LibraryError};

/// The rules by which this version indexes words. They rise when [`spaced`] changes, or what is indexed of an answer.
const RULES: i64 = 1;

/// Indexes a question with what a search finds besides it, replacing its earlier index.
pub(super) fn put(
    connection: &Connection,
    number: i64,
    question: &str,
    text: &str,
) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM question_text WHERE rowid = ?1", [number])?;
    connection.execute(
        "INSERT INTO question_text (rowid, question, answer) VALUES (?1, ?2, ?3)",
        params![number, spaced(question), spaced(text)],
    )?;
    connection.execute(
        "UPDATE questions SET index_rules = ?2 WHERE number = ?1",
        [number, RULES],
    )?;
    Ok(())
}

/// The questions that are indexed by older rules.
fn old(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut statement =
        connection.prepare("SELECT number FROM questions WHERE index_rules < ?1")?;
    let numbers = statement.query_map([RULES], |row| row.get(0))?;
    numbers.collect()
}

impl Library {
    /// Indexes the questions again that an older version indexed by other rules. `text` takes from a kept answer what a
    /// search finds besides the question; of an answer that it does not know, only the question is found.
    ///
    /// # Errors
    /// Database errors; then nothing has changed.
    pub fn index_old_questions(
        &self,
        text: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), LibraryError> {
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        for number in old(&transaction)? {
            let (question, answer): (String, String) = transaction.query_row(
                "SELECT question, answer FROM questions WHERE number = ?1",
                [number],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            put(
                &transaction,
                number,
                &question,
                &text(&answer).unwrap_or_default(),
            )?;
        }
        transaction.commit()?;
        Ok(())
    }
}
