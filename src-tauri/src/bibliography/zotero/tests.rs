//! A small library that a script makes, with the tables of the real one.

use std::fs;

use rusqlite::{Connection, params};

use super::*;

/// The tables of Zotero 7 that are read, as its `userdata.sql` and `system.sql` make them, without what is not read.
const SCHEMA: &str = "
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT, fieldFormatID INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, libraryID INT NOT NULL, key TEXT NOT NULL);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT NOT NULL, creatorID INT NOT NULL, creatorTypeID INT NOT NULL DEFAULT 1,
    orderIndex INT NOT NULL DEFAULT 0, PRIMARY KEY (itemID, creatorID, creatorTypeID, orderIndex));
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, charsetID INT,
    path TEXT, syncState INT DEFAULT 0);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL, parentCollectionID INT DEFAULT NULL,
    libraryID INT NOT NULL, key TEXT NOT NULL);
CREATE TABLE collectionItems (collectionID INT NOT NULL, itemID INT NOT NULL, orderIndex INT NOT NULL DEFAULT 0,
    PRIMARY KEY (collectionID, itemID));
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE itemTags (itemID INT NOT NULL, tagID INT NOT NULL, type INT NOT NULL, PRIMARY KEY (itemID, tagID));
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted DEFAULT CURRENT_TIMESTAMP NOT NULL);
CREATE TABLE deletedCollections (collectionID INTEGER PRIMARY KEY, dateDeleted DEFAULT CURRENT_TIMESTAMP NOT NULL);
INSERT INTO fields VALUES (1, 'title', NULL), (2, 'date', NULL), (3, 'url', NULL), (4, 'caseName', NULL);
INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor');
";

struct Made {
    folder: tempfile::TempDir,
    database: Connection,
}

impl Made {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Connection::open(folder.path().join(DATABASE)).unwrap();
        database.execute_batch(SCHEMA).unwrap();
        Self { folder, database }
    }

    fn run(&self, statement: &str) {
        self.database.execute_batch(statement).unwrap();
    }

    fn item(&self, id: i64, fields: &[(i64, &str)]) {
        let key = format!("ABCD{id:04}");
        self.database
            .execute("INSERT INTO items VALUES (?1, 2, 1, ?2)", params![id, key])
            .unwrap();
        for (field, value) in fields {
            self.database
                .execute(
                    "INSERT OR IGNORE INTO itemDataValues (value) VALUES (?1)",
                    [value],
                )
                .unwrap();
            self.database
                .execute(
                    "INSERT INTO itemData SELECT ?1, ?2, valueID FROM itemDataValues WHERE value = ?3",
                    params![id, field, value],
                )
                .unwrap();
        }
    }

    /// A file of an item.
    fn attach(&self, id: i64, parent: Option<i64>, path: &str) {
        self.item(id, &[(1, "Full Text PDF")]);
        self.database
            .execute(
                "INSERT INTO itemAttachments (itemID, parentItemID, linkMode, path) VALUES (?1, ?2, 0, ?3)",
                params![id, parent, path],
            )
            .unwrap();
    }

    fn file(&self, path: &str) -> PathBuf {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "x").unwrap();
        path
    }

    fn read(&self) -> Result<Bibliography, BibliographyError> {
        let base = self.folder.path().join("linked");
        read(
            &self.folder.path().join(DATABASE),
            Some(&base),
            &Arc::default(),
        )
    }
}

#[test]
fn titles_authors_years_collections_tags_and_files_come_over() {
    let made = Made::new();
    made.item(
        1,
        &[
            (1, "On the <i>wings</i> of large birds"),
            (2, "2019-05-00 May 2019"),
            (3, "https://example.org"),
        ],
    );
    made.item(2, &[(4, "Keel v. Sail"), (2, "0000-00-00 undated")]);
    made.item(3, &[(1, "Nothing but a title")]);
    made.run(
        "INSERT INTO creators VALUES (1, 'Lena', 'Lindqvist', 0), (2, '', 'World Wing Office', 1), (3, 'Maya', 'Okafor', 0);
         INSERT INTO itemCreators VALUES (1, 3, 2, 0), (1, 1, 1, 1), (1, 2, 1, 2), (2, 3, 2, 0);
         INSERT INTO collections VALUES (1, 'Thesis', NULL, 1, 'C1'), (2, 'Chapter 2', 1, 1, 'C2'), (3, 'Gone', NULL, 1, 'C3');
         INSERT INTO deletedCollections (collectionID) VALUES (3);
         INSERT INTO collectionItems VALUES (2, 1, 0), (3, 1, 0), (1, 12, 0);
         INSERT INTO tags VALUES (1, 'Birds'), (2, 'to read'), (3, 'birds'), (4, 'Alone');
         INSERT INTO itemTags VALUES (1, 1, 1), (1, 2, 0), (1, 3, 1), (12, 4, 0);",
    );
    made.attach(10, Some(1), "storage:wings.pdf");
    made.attach(11, Some(1), "storage:gone.pdf");
    made.attach(12, None, "attachments:alone.pdf");
    made.attach(13, Some(2), "storage:page.html");
    made.attach(14, Some(2), "https://example.org/keel.pdf");
    let wings = made.file("storage/ABCD0010/wings.pdf");
    let alone = made.file("linked/alone.pdf");
    let page = made.file("storage/ABCD0013/page.html");

    let entries = made.read().unwrap().entries;
    assert_eq!(entries.len(), 4);
    assert_eq!(
        entries[0].described,
        Described {
            title: Some("On the wings of large birds".into()),
            authors: vec!["Lena Lindqvist".into(), "World Wing Office".into()],
            year: Some(2019),
            collections: vec!["Thesis / Chapter 2".into()],
            // the person's own first, and each in one case
            tags: vec!["to read".into(), "Birds".into()],
        }
    );
    assert_eq!(
        (entries[0].files.as_slice(), entries[0].missing.as_slice()),
        ([wings].as_slice(), ["gone.pdf".to_owned()].as_slice())
    );
    assert_eq!(entries[1].described.title.as_deref(), Some("Keel v. Sail"));
    assert_eq!(
        (
            entries[1].described.authors.as_slice(),
            entries[1].described.year
        ),
        (["Maya Okafor".to_owned()].as_slice(), None)
    );
    assert_eq!(entries[1].files, [page]);
    // an item without a file is counted by whoever asks
    assert!(entries[2].files.is_empty() && entries[2].missing.is_empty());
    // a file alone has no title of a person's making
    assert_eq!(
        (
            entries[3].described.title.as_deref(),
            entries[3].described.collections.as_slice()
        ),
        (None, ["Thesis".to_owned()].as_slice())
    );
    assert_eq!(entries[3].described.tags, ["Alone"]);
    assert_eq!(entries[3].files, [alone]);
}

#[test]
fn a_library_without_tables_of_tags_is_read() {
    let made = Made::new();
    made.item(1, &[(1, "Kept")]);
    made.run("DROP TABLE itemTags");
    assert_eq!(made.read().unwrap().entries.len(), 1);
}

#[test]
fn what_is_in_the_trash_stays_there() {
    let made = Made::new();
    made.item(1, &[(1, "Kept")]);
    made.item(2, &[(1, "Thrown away")]);
    made.attach(10, Some(1), "storage:kept.pdf");
    made.attach(11, Some(1), "storage:old.pdf");
    made.attach(12, Some(2), "storage:thrown.pdf");
    made.run("INSERT INTO deletedItems (itemID) VALUES (2), (11)");
    for (id, name) in [(10, "kept"), (11, "old"), (12, "thrown")] {
        made.file(&format!("storage/ABCD{id:04}/{name}.pdf"));
    }
    let entries = made.read().unwrap().entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].files.len(), 1);
}

#[test]
fn no_path_leads_out_of_the_storage() {
    let made = Made::new();
    made.file("secret.pdf");
    made.file("storage/ABCD0010/x");
    made.attach(10, None, "storage:../../secret.pdf");
    made.attach(11, None, "storage:..");
    made.run("UPDATE items SET key = '../..' WHERE itemID = 11");
    made.attach(12, None, "storage:secret.pdf");
    made.run("UPDATE items SET key = '..' WHERE itemID = 12");
    let entries = made.read().unwrap().entries;
    assert!(entries.iter().all(|entry| entry.files.is_empty()));
}

#[test]
fn nothing_is_written_beside_the_database_and_no_lock_stops_the_reading() {
    let made = Made::new();
    made.item(1, &[(1, "Kept")]);
    // as a Zotero that is running holds it
    made.run("PRAGMA locking_mode = exclusive; BEGIN IMMEDIATE; INSERT INTO fields VALUES (90, 'x', NULL)");
    let names = || {
        let mut names: Vec<_> = fs::read_dir(made.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = names();
    assert_eq!(made.read().unwrap().entries.len(), 1);
    assert_eq!(names(), before);
    made.run("COMMIT");
}

#[test]
fn a_hostile_database_is_refused_and_ends() {
    let damaged = |made: &Made| matches!(made.read(), Err(BibliographyError::Damaged { .. }));
    // a view that never ends, in the place of a table
    let made = Made::new();
    made.run(
        "DROP TABLE deletedItems;
         CREATE VIEW deletedItems AS WITH RECURSIVE n(itemID) AS (SELECT 1 UNION ALL SELECT itemID + 1 FROM n) SELECT itemID FROM n;",
    );
    assert!(damaged(&made));
    // not the tables of Zotero
    let made = Made::new();
    made.run("DROP TABLE itemData");
    assert!(damaged(&made));
    // a collection inside itself, a title of the wrong kind and one that is too long
    let made = Made::new();
    made.item(1, &[(1, "Kept")]);
    made.run(
        "INSERT INTO collections VALUES (1, 'Round', 2, 1, 'C1'), (2, 'About', 1, 1, 'C2');
         INSERT INTO collectionItems VALUES (1, 1, 0);
         UPDATE itemDataValues SET value = x'00ff';
         INSERT INTO itemDataValues (value) VALUES (hex(zeroblob(20000)));
         INSERT INTO itemData SELECT 1, 4, max(valueID) FROM itemDataValues;",
    );
    made.attach(10, Some(1), "storage:x.pdf");
    let entries = made.read().unwrap().entries;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].described.title, None);
    assert!(entries[0].described.collections[0].len() <= 200);
    // the file is cut off
    let path = made.folder.path().join(DATABASE);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 3]).unwrap();
    assert!(damaged(&made));
}

#[test]
fn a_reading_can_be_stopped() {
    let made = Made::new();
    made.run(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
         INSERT INTO deletedItems (itemID) SELECT i FROM n;",
    );
    let stop = Arc::new(AtomicBool::new(true));
    let ended = read(&made.folder.path().join(DATABASE), None, &stop);
    assert!(matches!(ended, Err(BibliographyError::Cancelled)));
}

#[test]
fn the_database_is_found_in_its_folder() {
    let made = Made::new();
    assert_eq!(
        database_in(made.folder.path()),
        Some(made.folder.path().join(DATABASE))
    );
    assert_eq!(database_in(&made.folder.path().join(DATABASE)), None);
}
