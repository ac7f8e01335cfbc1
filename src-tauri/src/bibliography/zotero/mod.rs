//! The library of Zotero: its SQLite database, and the files beside it.
//!
//! The database is opened read-only and as one that does not change, so that no lock is taken and no file appears beside it: a
//! Zotero that is running notices nothing. What it has not written yet is not seen. A database that changes while it is read
//! may look damaged; then it is closed, and the person may try again.

mod database;
mod profile;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::attached::{self, Attached};
use super::entry::{Bibliography, BibliographyEntry, Described, MOST_ENTRIES};
use super::error::BibliographyError;
use super::words;
use database::{Attachment, Collection, Database};

/// The name of the database.
const DATABASE: &str = "zotero.sqlite";
/// How deeply collections lie in each other.
const DEPTH: usize = 16;

/// The database in Zotero's folder.
pub(super) fn database_in(folder: &Path) -> Option<PathBuf> {
    let database = folder.join(DATABASE);
    (folder.is_dir() && database.is_file()).then_some(database)
}

/// The items of a library, without what is in its trash. Linked files with relative paths start at `base`, or at the folder
/// of Zotero's settings.
pub(super) fn read(
    file: &Path,
    base: Option<&Path>,
    stop: &Arc<AtomicBool>,
) -> Result<Bibliography, BibliographyError> {
    let database = Database::open(file, stop)?;
    let deleted = database.deleted()?;
    let fields = database.fields()?;
    let mut people = database.people()?;
    let mut collections = Collections::new(&database)?;
    let mut tags = database.tags()?;
    let attachments = database.attachments()?;
    let is_attachment: HashSet<i64> = attachments.iter().map(|file| file.item).collect();

    let data = file.parent().unwrap_or(Path::new("."));
    let mut places = Places {
        data,
        base,
        of_profile: None,
    };
    let mut files: BTreeMap<i64, Vec<Attached>> = BTreeMap::new();
    // an item without a file is counted
    for item in fields.keys().filter(|item| !is_attachment.contains(*item)) {
        files.entry(*item).or_default();
    }
    for attachment in &attachments {
        let owner = attachment.parent.unwrap_or(attachment.item);
        if !deleted.contains(&attachment.item) {
            files
                .entry(owner)
                .or_default()
                .extend(places.of(attachment));
        }
    }
    let entries = files
        .into_iter()
        .filter(|(item, _)| !deleted.contains(item))
        .take(MOST_ENTRIES)
        .map(|(item, files)| {
            let said = fields.get(&item);
            // a file of its own has its file's name for a title
            let title = said.and_then(|said| said.title.as_deref());
            let title = title.filter(|_| !is_attachment.contains(&item));
            let described = Described::new(
                title.map(words::unmarked).as_deref(),
                people.remove(&item).unwrap_or_default(),
                said.and_then(|said| said.date.as_deref())
                    .and_then(words::year),
                collections.of(item),
                tags.remove(&item).unwrap_or_default(),
            );
            BibliographyEntry::new(described, files)
        })
        .collect();
    Ok(Bibliography {
        entries,
        unreadable: 0,
    })
}

/// Where files are.
struct Places<'a> {
    data: &'a Path,
    base: Option<&'a Path>,
    /// The base folder of Zotero's settings, once it was looked for.
    of_profile: Option<Option<PathBuf>>,
}

impl Places<'_> {
    /// A file of an item; `None` for an address.
    fn of(&mut self, attachment: &Attachment) -> Option<Attached> {
        let path = attachment.path.as_deref()?;
        if let Some(name) = path.strip_prefix("storage:") {
            return Some(Attached {
                name: name.to_owned(),
                places: self.stored(&attachment.key, name).into_iter().collect(),
            });
        }
        if let Some(relative) = path.strip_prefix("attachments:") {
            let base = self.base.map(Path::to_owned).or_else(|| self.found());
            return attached::named(relative, base.as_deref().as_slice());
        }
        attached::named(path, &[])
    }

    fn found(&mut self) -> Option<PathBuf> {
        self.of_profile.get_or_insert_with(profile::base).clone()
    }

    /// A file that Zotero keeps: in a folder that has the item's key for its name. Nothing leads out of it.
    fn stored(&self, key: &str, name: &str) -> Option<PathBuf> {
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_name = Path::new(name).file_name().is_some_and(|last| last == name);
        (is_key && is_name).then(|| self.data.join("storage").join(key).join(name))
    }
}

/// The collections of items, by their names.
struct Collections {
    names: HashMap<i64, String>,
    members: HashMap<i64, Vec<i64>>,
}

impl Collections {
    fn new(database: &Database) -> Result<Self, BibliographyError> {
        let all = database.collections()?;
        let names = all.keys().map(|id| (*id, path(&all, *id)));
        Ok(Self {
            names: names.collect(),
            members: database.members()?,
        })
    }

    fn of(&mut self, item: i64) -> Vec<String> {
        let mut names: Vec<String> = self
            .members
            .remove(&item)
            .unwrap_or_default()
            .iter()
            .filter_map(|id| self.names.get(id).cloned())
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The name of a collection with those around it, the outermost first.
fn path(all: &HashMap<i64, Collection>, id: i64) -> String {
    let mut names = Vec::new();
    let mut next = Some(id);
    while let Some(collection) = next.and_then(|id| all.get(&id)) {
        names.push(collection.name.as_str());
        // a damaged library may have a circle
        next = collection.parent.filter(|_| names.len() < DEPTH);
    }
    names.reverse();
    names.join(" / ")
}

#[cfg(test)]
mod tests;
