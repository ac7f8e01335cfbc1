//! Papers of a Zotero library come over in the window: chosen in the library's menu, with their titles and collections, and
//! the file that is missing is named.

use std::fs;
use std::path::{Path, PathBuf};

use pagewing_tests::pdf::of_lines;
use rusqlite::Connection;
use tempfile::tempdir;

use crate::run;
use crate::window::{Opening, Outcome, Window, words_of};

/// A small library that this test makes up, with the tables of Zotero that Pagewing reads.
const LIBRARY: &str = "
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT, key TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, path TEXT);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT, parentCollectionID INT, libraryID INT, key TEXT);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted TEXT);
INSERT INTO fields VALUES (1, 'title'), (2, 'date');
INSERT INTO creatorTypes VALUES (1, 'author');
INSERT INTO items VALUES (1, 2, 1, 'AAAA1111'), (2, 2, 1, 'BBBB2222'), (3, 2, 1, 'CCCC3333'), (4, 2, 1, 'DDDD4444');
INSERT INTO itemDataValues VALUES (1, 'Boats and their harbours'), (2, '2019-05-00 May 2019'), (3, 'Keels that are lost');
INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (3, 1, 3);
INSERT INTO creators VALUES (1, 'Lena', 'Lindqvist', 0);
INSERT INTO itemCreators VALUES (1, 1, 1, 0);
INSERT INTO itemAttachments VALUES (2, 1, 0, 'storage:harbours.pdf'), (4, 3, 0, 'storage:keels.pdf');
INSERT INTO collections VALUES (1, 'Sea', NULL, 1, 'EEEE5555');
INSERT INTO collectionItems VALUES (1, 1, 0);
";

fn zotero(folder: &Path) -> Outcome<PathBuf> {
    let stored = folder.join("storage/BBBB2222");
    fs::create_dir_all(&stored)?;
    let lines = [
        "An untitled file",
        "Small boats leave the northern harbour every morning.",
        "The wind is steady there, and the water is deep in every season.",
    ];
    fs::write(stored.join("harbours.pdf"), of_lines(&[&lines[..]]))?;
    let file = folder.join("zotero.sqlite");
    Connection::open(&file)?.execute_batch(LIBRARY)?;
    Ok(file)
}

#[test]
fn papers_come_over_from_zotero_with_their_titles_and_collections() -> Outcome {
    run(async {
        let home = tempdir()?;
        let file = zotero(&home.path().join("Zotero"))?;
        let opening = Opening {
            variables: vec![("PAGEWING_PICK_FILES", file)],
            ..Opening::with_example()
        };
        let window = Window::open(home.path(), opening).await?;
        window.element("library-item").await?;
        window.element("sort").await?.click().await?;
        window.element("choose-bibliography").await?.click().await?;

        let item = window
            .element_with("library-item", "Boats and their harbours")
            .await?;
        let said = words_of(&item).await?;
        assert!(
            said.contains("Lena Lindqvist") && said.contains("2019"),
            "{said}"
        );
        window.element_with("notice", "keels.pdf").await?;
        window.element_with("group", "Sea").await?.click().await?;
        window
            .wait_for("document.querySelectorAll('[data-testid=library-item]').length === 1")
            .await?;
        window.screenshot("zotero")?;
        window.close().await
    })
}
