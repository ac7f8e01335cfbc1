//! A library of Zotero that tests make up.

/// Makes a small library of Zotero, with the tables that Pagewing reads: a paper in a collection, whose file is
/// `storage/BBBB2222/harbours.pdf`, and one whose file is lost.
pub const ZOTERO: &str = "
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
