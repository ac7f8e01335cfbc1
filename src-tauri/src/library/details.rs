//! What a person can look up and change about a document: its title, authors and year, the names of its files, its
//! collections and tags, and its size on the disk.
//!
//! What a person writes lies beside what was read and wins. So reading the document again changes nothing that a person
//! wrote, and every field can go back to what the document shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cards::DocumentCard;
use super::entries::{self, Entry, OwnWords};
use super::fulltext;
use super::groups::{self, GroupId};
use super::names::{self, DocumentName};
use super::{Library, LibraryError};
use crate::document::DocumentId;

/// The longest title or name, in characters.
const LONGEST: usize = 2_000;
/// The last year that can be written.
const LAST_YEAR: u16 = 9_999;

/// Everything about a document that stands beside its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DocumentDetails {
    /// Its entry in the list.
    pub card: DocumentCard,
    /// The title as it was read; the file's name if the document shows none.
    pub read_title: String,
    /// The authors as they were read.
    pub read_authors: Vec<String>,
    /// The year of publication as it was read.
    pub read_year: Option<u16>,
    /// What a person wrote instead.
    pub own: OwnWords,
    /// The names of its files, in the order in which they came in.
    pub names: Vec<DocumentName>,
    /// Its collections and tags.
    pub groups: Vec<GroupId>,
    /// About how many bytes it takes on the disk: the copy of its file, its text and its recognized pages.
    #[ts(type = "number")]
    pub bytes: u64,
}

impl Library {
    /// Everything about a document that stands beside its text.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or database errors.
    pub fn details(&self, id: &DocumentId) -> Result<DocumentDetails, LibraryError> {
        let card = self.card(id)?.ok_or(LibraryError::NotFound)?;
        let bytes = self.bytes_on_disk(id)?;
        let connection = self.read();
        let entry = Entry::of(&connection, id)?.ok_or(LibraryError::NotFound)?;
        Ok(DocumentDetails {
            card,
            read_title: entry.title,
            read_authors: entry.authors,
            read_year: entry.year,
            own: entry.own,
            names: names::of(&connection, id)?,
            groups: groups::of(&connection, id)?,
            bytes,
        })
    }

    /// What a person wrote in the place of what was read.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], or database errors.
    pub fn own_words(&self, id: &DocumentId) -> Result<OwnWords, LibraryError> {
        let entry = Entry::of(&self.read(), id)?.ok_or(LibraryError::NotFound)?;
        Ok(entry.own)
    }

    /// Keeps what a person writes in the place of what was read. A field that says what was read, and an empty title, is
    /// as it was read. Returns the entry in the list.
    ///
    /// # Errors
    /// [`LibraryError::NotFound`], [`LibraryError::LongNote`], or database errors.
    pub fn edit(&self, id: &DocumentId, own: &OwnWords) -> Result<DocumentCard, LibraryError> {
        self.call(id, own, false)
    }

    /// The same with what a bibliography says. What a person wrote makes all of it their own.
    ///
    /// # Errors
    /// Those of [`Library::edit`].
    pub fn describe(&self, id: &DocumentId, own: &OwnWords) -> Result<DocumentCard, LibraryError> {
        self.call(id, own, true)
    }

    fn call(
        &self,
        id: &DocumentId,
        own: &OwnWords,
        imported: bool,
    ) -> Result<DocumentCard, LibraryError> {
        let mut own = tidied(own)?;
        let mut connection = self.write();
        let transaction = connection.transaction()?;
        let mut entry = Entry::of(&transaction, id)?.ok_or(LibraryError::NotFound)?;
        own.title = own.title.filter(|title| *title != entry.title);
        own.authors = own.authors.filter(|authors| *authors != entry.authors);
        own.year = own.year.filter(|year| *year != entry.year.unwrap_or(0));
        let nobodys = entry.imported || entry.own == OwnWords::default();
        entries::keep_own(&transaction, id, &own, imported && nobodys)?;
        entry.own = own;
        let called = entry.called();
        entries::sort(&transaction, id, &called)?;
        fulltext::call(&transaction, entry.number, &called.title, &called.authors)?;
        transaction.commit()?;
        drop(connection);
        self.card(id)?.ok_or(LibraryError::NotFound)
    }
}

/// On one line each, without what is empty.
fn tidied(own: &OwnWords) -> Result<OwnWords, LibraryError> {
    let title = own.title.as_deref().map(one_line).transpose()?;
    let authors = own.authors.as_ref().map(|authors| {
        let names = authors.iter().map(|name| one_line(name));
        let names = names.filter(|name| name.as_ref().map_or(true, |name| !name.is_empty()));
        names.collect::<Result<Vec<_>, _>>()
    });
    if own.year.is_some_and(|year| year > LAST_YEAR) {
        return Err(LibraryError::long(5, 4));
    }
    Ok(OwnWords {
        title: title.filter(|title| !title.is_empty()),
        authors: authors.transpose()?,
        year: own.year,
    })
}

fn one_line(text: &str) -> Result<String, LibraryError> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        characters if characters > LONGEST => Err(LibraryError::long(characters, LONGEST)),
        _ => Ok(line),
    }
}
