//! A damaged library is made anew: from the rows of its database that can still be read, and from the copies of the files.
//!
//! The damaged database is set aside as it is. The new one is complete before it takes the old one's place, so a kill on the
//! way leaves the library as it was. Pagewing reads each document again from its copy when it is wanted, because the text in a
//! damaged database cannot be trusted, and indexes it anew.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::backup::beside;
use super::{Library, LibraryError, deletions, now, presence, rows, schema};
use crate::document::{Document, DocumentId, Format};
use crate::paths::{DATABASE, Paths};

/// What became of a damaged library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Number of documents that the library has now, without removed ones.
    pub documents: usize,
    /// How many of them the database did not name any more: only the copies of their files were left.
    pub found: usize,
    /// The folder with the damaged database.
    pub aside: PathBuf,
}

impl Library {
    /// Looks at every page of the database, as far as that is quick.
    ///
    /// # Errors
    /// [`LibraryError::Damaged`], or database errors.
    pub fn check(&self) -> Result<(), LibraryError> {
        let found: String = self
            .read()
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        match found.as_str() {
            "ok" => Ok(()),
            _ => Err(LibraryError::Damaged {
                path: self.database.clone(),
            }),
        }
    }

    /// Makes a damaged library anew, with what can be read of it. `None` if it is in order, and then nothing changes. Other
    /// programs that want to open it meanwhile wait.
    ///
    /// # Errors
    /// [`LibraryError::InUse`] if another program has the library open; if it cannot be opened for another reason than damage;
    /// errors of writing.
    pub fn repair(paths: &Paths) -> Result<Option<Repaired>, LibraryError> {
        let database = paths.database();
        if is_in_order(Self::open(paths))? {
            return Ok(None);
        }
        let held = presence::alone(&database)?;
        // another program may have done it meanwhile
        if is_in_order(Self::open_holding(paths, |_| Ok(None)))? {
            return Ok(None);
        }
        let aside = set_aside(&database)?;
        let anew = aside.join("repaired.sqlite");
        build(&aside.join(DATABASE), &anew).map_err(|error| error.at(&database))?;
        replace(&anew, &database).map_err(|source| LibraryError::writing(&database, source))?;
        let library = Self::open_holding(paths, |_| Ok(held))?;
        let found = library.adopt_copies()?;
        let documents = library.cards()?.len();
        Ok(Some(Repaired {
            documents,
            found,
            aside,
        }))
    }

    /// Gives the library a document for each copy that belongs to none, and returns how many. What the document is shows when
    /// it is read again. The copy of a document that was deleted for good is none of them, if it could not leave the disk yet.
    fn adopt_copies(&self) -> Result<usize, LibraryError> {
        let mut adopted = 0;
        for (id, name) in copies(&self.files) {
            let known = self
                .read()
                .query_row("SELECT 1 FROM documents WHERE id = ?1", [&id.0], |_| Ok(()))
                .optional()?;
            if known.is_some() || deletions::is_wanted(&self.read(), &name)? {
                continue;
            }
            let extension = Path::new(&name).extension().unwrap_or_default();
            let extension = extension.to_string_lossy().into_owned();
            let called = format!("{}.{extension}", id.0.get(..8).unwrap_or(&id.0));
            self.put(&empty(id.clone(), &extension), &called, &name)?;
            self.write()
                .execute("UPDATE documents SET extraction = 0 WHERE id = ?1", [&id.0])?;
            adopted += 1;
        }
        Ok(adopted)
    }
}

/// Whether a library that was opened is in order; `false` if it is damaged.
fn is_in_order(opened: Result<Library, LibraryError>) -> Result<bool, LibraryError> {
    match opened.and_then(|library| library.check()) {
        Ok(()) => Ok(true),
        Err(LibraryError::Damaged { .. } | LibraryError::Content(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Copies the database and its log into a folder beside it, and returns the folder.
fn set_aside(database: &Path) -> Result<PathBuf, LibraryError> {
    let folder = database.with_file_name(format!("damaged-{}", now()));
    let copied = fs::create_dir_all(&folder).and_then(|()| {
        for (file, name) in [
            (database.to_owned(), DATABASE.to_owned()),
            (beside(database, "-wal"), format!("{DATABASE}-wal")),
        ] {
            if file.exists() {
                fs::copy(&file, folder.join(name))?;
            }
        }
        Ok(())
    });
    match copied {
        Ok(()) => Ok(folder),
        Err(source) => Err(LibraryError::writing(&folder, source)),
    }
}

/// Makes a database of today's format at `anew` with the rows of `old` that can be read.
fn build(old: &Path, anew: &Path) -> Result<(), LibraryError> {
    let _ = fs::remove_file(anew);
    let from = Connection::open(old)?;
    let known = schema::MIGRATIONS.len() as i64;
    let format = schema::version(&from).ok();
    let format = format.filter(|format| (1..=known).contains(format));
    let mut into = Connection::open(anew)?;
    // the rows fit the format that they were written in
    schema::migrate_to(&mut into, format.unwrap_or(known))?;
    if format.is_some() {
        into.pragma_update(None, "foreign_keys", false)?;
        let transaction = into.transaction()?;
        rows::take_over(&from, &transaction)?;
        without_orphans(&transaction)?;
        transaction.commit()?;
    }
    schema::migrate_to(&mut into, known)?;
    into.execute_batch(
        "UPDATE documents SET extraction = 0, passage_rules = 0;
         UPDATE questions SET index_rules = 0;",
    )?;
    into.close().map_err(|(_, error)| error.into())
}

/// Deletes rows whose owner was lost: a new row could get the owner's number.
fn without_orphans(connection: &Connection) -> rusqlite::Result<()> {
    for (table, column, owner) in [
        ("summaries", "document", "documents"),
        ("summary_parts", "document", "documents"),
        ("question_documents", "question", "questions"),
        ("group_members", "group_number", "document_groups"),
        ("evidence_columns", "of_table", "evidence_tables"),
        ("evidence_rows", "of_table", "evidence_tables"),
        ("evidence_cells", "of_column", "evidence_columns"),
    ] {
        let there: bool = connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?1)",
            [table],
            |row| row.get(0),
        )?;
        if there {
            connection.execute(
                &format!("DELETE FROM {table} WHERE {column} NOT IN (SELECT number FROM {owner})"),
                [],
            )?;
        }
    }
    Ok(())
}

/// Puts the new database in the place of the old one, whose log must not be applied to it.
fn replace(anew: &Path, database: &Path) -> std::io::Result<()> {
    for ending in ["-wal", "-shm"] {
        match fs::remove_file(beside(database, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(anew, database)
}

/// The copies in the folder of files, each with its name relative to the folder.
fn copies(files: &Path) -> Vec<(DocumentId, String)> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries(files).filter(|entry| entry.path().is_dir());
    let mut copies: Vec<_> = folders
        .flat_map(|folder| {
            let inside: Vec<_> = entries(&folder.path()).collect();
            let folder = folder.file_name();
            inside.into_iter().filter_map(move |file| {
                let name = file.file_name().into_string().ok()?;
                let id = name.split('.').next()?.to_owned();
                let is_hash = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
                is_hash.then(|| {
                    let name = format!("{}/{name}", folder.to_string_lossy());
                    (DocumentId(id), name)
                })
            })
        })
        .collect();
    copies.sort();
    copies
}

/// A document of which nothing is known yet.
fn empty(id: DocumentId, extension: &str) -> Document {
    Document {
        id,
        format: match extension {
            "pdf" => Format::Pdf,
            "docx" => Format::Docx,
            "epub" => Format::Epub,
            // nothing else that is compressed in this way is kept
            "fa" | "fasta" | "fna" | "ffn" | "gz" => Format::Fasta,
            "html" | "htm" | "xhtml" => Format::Html,
            "md" | "markdown" => Format::Markdown,
            _ => Format::Text,
        },
        title: None,
        authors: Vec::new(),
        language: None,
        pages: Vec::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
        sentences: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
    }
}
