//! The tables of Zotero's database, since its version 5.

use std::collections::{HashMap, HashSet};
use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row};

use crate::bibliography::error::BibliographyError;
use crate::bibliography::name;

/// The longest text that is taken from a column, in bytes.
const LONGEST: usize = 20_000;
/// All texts together, in bytes: a small file may point to one text many times.
const ALL_TEXTS: usize = 256 << 20;
/// Most rows of a table.
const MOST_ROWS: usize = 2_000_000;
/// The database looks so often whether it has to end: after steps of its machine.
const LOOK_EVERY: c_int = 10_000;
/// Most looks. A library of 100,000 items needs less than a hundredth.
const MOST_LOOKS: u32 = 2_000_000;

/// What a path must not have in the address of a file.
const IN_ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#').add(b'"');

/// An open database.
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    stop: Arc<AtomicBool>,
}

/// The fields of an item.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
}

/// A file of an item.
#[derive(Debug)]
pub(super) struct Attachment {
    /// The item that is the file.
    pub(super) item: i64,
    /// The item that it belongs to; `None` if it stands alone.
    pub(super) parent: Option<i64>,
    /// The key of the item that is the file.
    pub(super) key: String,
    /// Where it is, as Zotero writes it; `None` if it is an address alone.
    pub(super) path: Option<String>,
}

/// A collection.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) name: String,
    pub(super) parent: Option<i64>,
}

impl Database {
    pub(super) fn open(path: &Path, stop: &Arc<AtomicBool>) -> Result<Self, BibliographyError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(address(path), flags)
            .and_then(|connection| guarded(connection, stop));
        match opened {
            Ok(connection) => Ok(Self {
                connection,
                path: path.to_owned(),
                stop: stop.clone(),
            }),
            Err(error) => Err(failed(path, stop, &error)),
        }
    }

    /// The items in Zotero's trash.
    pub(super) fn deleted(&self) -> Result<HashSet<i64>, BibliographyError> {
        let mut deleted = HashSet::new();
        self.rows("SELECT itemID FROM deletedItems", |row, _| {
            deleted.insert(row.get(0)?);
            Ok(())
        })?;
        Ok(deleted)
    }

    /// Titles and dates, by item. Some kinds of items call them something else.
    pub(super) fn fields(&self) -> Result<HashMap<i64, Said>, BibliographyError> {
        let mut fields: HashMap<i64, Said> = HashMap::new();
        self.rows(
            "SELECT d.itemID, f.fieldName, v.value FROM fields AS f
             JOIN itemData AS d ON d.fieldID = f.fieldID JOIN itemDataValues AS v ON v.valueID = d.valueID
             WHERE f.fieldName IN ('title', 'caseName', 'nameOfAct', 'subject', 'date', 'dateDecided', 'dateEnacted', 'issueDate')",
            |row, texts| {
                let Some(value) = texts.take(row, 2)? else {
                    return Ok(());
                };
                let is_date = texts.take(row, 1)?.is_some_and(|name| name.to_lowercase().contains("date"));
                let said = fields.entry(row.get(0)?).or_default();
                let field = if is_date { &mut said.date } else { &mut said.title };
                field.get_or_insert(value);
                Ok(())
            },
        )?;
        Ok(fields)
    }

    /// The authors of each item, in order; where it has none, those in the place of authors, such as editors.
    pub(super) fn people(&self) -> Result<HashMap<i64, Vec<String>>, BibliographyError> {
        let mut people: HashMap<i64, (String, Vec<String>)> = HashMap::new();
        self.rows(
            "SELECT i.itemID, t.creatorType, c.firstName, c.lastName FROM itemCreators AS i
             JOIN creators AS c ON c.creatorID = i.creatorID
             JOIN creatorTypes AS t ON t.creatorTypeID = i.creatorTypeID
             ORDER BY i.itemID, i.orderIndex",
            |row, texts| {
                let kind = texts.take(row, 1)?.unwrap_or_default();
                let given = texts.take(row, 2)?.unwrap_or_default();
                let family = texts.take(row, 3)?.unwrap_or_default();
                let said = name::said(&given, &family, "");
                let (of, names) = people.entry(row.get(0)?).or_default();
                // authors win, and otherwise the kind of the first one
                if names.is_empty() || (kind == "author" && of != "author") {
                    names.clear();
                    *of = kind;
                    names.push(said);
                } else if *of == kind {
                    names.push(said);
                }
                Ok(())
            },
        )?;
        Ok(people
            .into_iter()
            .map(|(item, (_, names))| (item, names))
            .collect())
    }

    /// The collections, without those in Zotero's trash.
    pub(super) fn collections(&self) -> Result<HashMap<i64, Collection>, BibliographyError> {
        let mut collections = HashMap::new();
        self.rows(
            "SELECT collectionID, collectionName, parentCollectionID FROM collections",
            |row, texts| {
                let name = texts.take(row, 1)?.unwrap_or_default();
                let parent = row.get(2)?;
                collections.insert(row.get(0)?, Collection { name, parent });
                Ok(())
            },
        )?;
        // only newer versions have a trash for them
        if self.has("deletedCollections")? {
            self.rows("SELECT collectionID FROM deletedCollections", |row, _| {
                collections.remove(&row.get::<_, i64>(0)?);
                Ok(())
            })?;
        }
        Ok(collections)
    }

    /// The collections of each item.
    pub(super) fn members(&self) -> Result<HashMap<i64, Vec<i64>>, BibliographyError> {
        let mut members: HashMap<i64, Vec<i64>> = HashMap::new();
        self.rows(
            "SELECT itemID, collectionID FROM collectionItems",
            |row, _| {
                members.entry(row.get(0)?).or_default().push(row.get(1)?);
                Ok(())
            },
        )?;
        Ok(members)
    }

    /// The tags of each item: those of the person before those that came with the item.
    pub(super) fn tags(&self) -> Result<HashMap<i64, Vec<String>>, BibliographyError> {
        let mut tags: HashMap<i64, Vec<String>> = HashMap::new();
        if !(self.has("tags")? && self.has("itemTags")?) {
            return Ok(tags);
        }
        self.rows(
            "SELECT i.itemID, t.name FROM itemTags AS i JOIN tags AS t ON t.tagID = i.tagID
             ORDER BY i.itemID, i.type, t.name",
            |row, texts| {
                if let Some(name) = texts.take(row, 1)? {
                    let of_item = tags.entry(row.get(0)?).or_default();
                    of_item.push(name);
                }
                Ok(())
            },
        )?;
        Ok(tags)
    }

    /// Whether there is a table of this name.
    fn has(&self, name: &str) -> Result<bool, BibliographyError> {
        let mut has = false;
        self.rows(
            &format!("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}'"),
            |_, _| {
                has = true;
                Ok(())
            },
        )?;
        Ok(has)
    }

    /// All files, in the order in which they came.
    pub(super) fn attachments(&self) -> Result<Vec<Attachment>, BibliographyError> {
        let mut attachments = Vec::new();
        self.rows(
            "SELECT a.itemID, a.parentItemID, i.key, a.path FROM itemAttachments AS a
             JOIN items AS i ON i.itemID = a.itemID ORDER BY a.itemID",
            |row, texts| {
                attachments.push(Attachment {
                    item: row.get(0)?,
                    parent: row.get(1)?,
                    key: texts.take(row, 2)?.unwrap_or_default(),
                    path: texts.take(row, 3)?,
                });
                Ok(())
            },
        )?;
        Ok(attachments)
    }

    /// Passes each row of a query to `receive`, with what may still be taken of texts.
    fn rows(
        &self,
        query: &str,
        mut receive: impl FnMut(&Row<'_>, &mut Texts) -> rusqlite::Result<()>,
    ) -> Result<(), BibliographyError> {
        let mut texts = Texts { left: ALL_TEXTS };
        let mut pass = || -> rusqlite::Result<bool> {
            let mut statement = self.connection.prepare(query)?;
            let mut rows = statement.query([])?;
            let mut count = 0;
            while let Some(row) = rows.next()? {
                receive(row, &mut texts)?;
                count += 1;
                if count > MOST_ROWS || texts.left == 0 {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        match pass() {
            Ok(true) => Ok(()),
            Ok(false) => Err(BibliographyError::too_large(&self.path, ALL_TEXTS as u64)),
            Err(error) => Err(failed(&self.path, &self.stop, &error)),
        }
    }
}

/// What may still be taken of texts.
struct Texts {
    left: usize,
}

impl Texts {
    /// The text of a column; `None` if it has none, or one that is too long to be meant.
    fn take(&mut self, row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
        let text = match row.get_ref(column)? {
            ValueRef::Text(bytes) if bytes.len() <= LONGEST => {
                String::from_utf8_lossy(bytes).into_owned()
            }
            ValueRef::Integer(number) => number.to_string(),
            _ => return Ok(None),
        };
        self.left = self.left.saturating_sub(text.len());
        Ok(Some(text))
    }
}

/// The address under which SQLite opens a file that it does not lock.
fn address(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut path = percent_encode(absolute.as_os_str().as_encoded_bytes(), IN_ADDRESS).to_string();
    if cfg!(windows) {
        path = format!("/{}", path.replace('\\', "/"));
    }
    format!("file:{path}?immutable=1")
}

/// A database that runs nothing of what stands in it, and ends when it is stopped or takes too long.
fn guarded(mut connection: Connection, stop: &Arc<AtomicBool>) -> rusqlite::Result<Connection> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // a view in the place of a table could compute without end
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let stop = stop.clone();
    let mut looks = 0_u32;
    let ends = move || {
        looks = looks.saturating_add(1);
        looks > MOST_LOOKS || stop.load(Ordering::Relaxed)
    };
    connection.progress_handler(LOOK_EVERY, Some(ends))?;
    Ok(connection)
}

fn failed(path: &Path, stop: &AtomicBool, error: &rusqlite::Error) -> BibliographyError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) if stop.load(Ordering::Relaxed) => {
            BibliographyError::Cancelled
        }
        _ => BibliographyError::Damaged {
            path,
            detail: error.to_string(),
        },
    }
}
