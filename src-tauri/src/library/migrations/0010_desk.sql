-- The list of the library: what it is sorted and filtered by, a person's own words, collections and tags, and the names
-- under which a document came in. Documents are named by their SHA-256, because a document that is read again may get
-- another row.

-- One row for each document.
CREATE TABLE entries (
    document    TEXT    PRIMARY KEY,        -- SHA-256 of the file
    -- as it was read
    year        INTEGER,                    -- of publication; NULL: the document does not show it
    scanned     INTEGER NOT NULL DEFAULT 0, -- 1: pages of it are pictures, whether or not their text was recognized
    failed      INTEGER NOT NULL DEFAULT 0, -- 1: pages of it could not be read
    rules       INTEGER NOT NULL DEFAULT 0, -- the rules by which these were found; 0: not yet
    -- the person's own words, which win; NULL: as it was read
    own_title   TEXT,
    own_authors TEXT,                       -- JSON array
    own_year    INTEGER,                    -- 0: it has none
    -- what it is sorted by
    title_key   TEXT    NOT NULL DEFAULT '',
    author_key  TEXT    NOT NULL DEFAULT '',
    opened_at   INTEGER,                    -- seconds since 1970-01-01 UTC
    unread      INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- An import opened the document that it brought, so one that has a place where it was left was opened about then. What is
-- not known of an older library's documents is caught up with in the background.
INSERT INTO entries (document, title_key, opened_at, unread)
SELECT d.id, lower(d.title), CASE WHEN l.document IS NULL THEN NULL ELSE d.added_at END, l.document IS NULL
FROM documents AS d LEFT JOIN left_at AS l ON l.document = d.id;

-- Files with the same content are one document, which has the names of all of them.
CREATE TABLE document_names (
    number   INTEGER PRIMARY KEY,           -- a higher number came in later
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL,              -- of the file
    path     TEXT,                          -- where it was when it came in last
    added_at INTEGER NOT NULL,
    UNIQUE (document, name)
) STRICT;
INSERT INTO document_names (document, name, added_at) SELECT id, file_name, added_at FROM documents;

-- Collections and tags.
CREATE TABLE document_groups (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,            -- JSON string
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,            -- the name as names are compared
    deleted_at INTEGER                      -- set: hidden, and purged soon
) STRICT;
CREATE UNIQUE INDEX groups_by_name ON document_groups (kind, name_key) WHERE deleted_at IS NULL;

CREATE TABLE group_members (
    group_number INTEGER NOT NULL REFERENCES document_groups (number) ON DELETE CASCADE,
    document     TEXT    NOT NULL,
    PRIMARY KEY (group_number, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX groups_of_document ON group_members (document);

-- Work on the database that a kill must not lose.
CREATE TABLE upkeep (
    task TEXT PRIMARY KEY                   -- 'reclaim': deleted text still has to leave the file
) STRICT, WITHOUT ROWID;

-- Rises with what the lists of the window show, so that a window sees what another program changes. What a reading or a
-- question keeps besides, such as vectors of passages, does not count.
CREATE TABLE list_changes (
    number INTEGER NOT NULL
) STRICT;
INSERT INTO list_changes (number) VALUES (0);
CREATE TRIGGER list_document_added AFTER INSERT ON documents BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_document_changed AFTER UPDATE OF title, authors, pages, words, removed_at ON documents BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_document_deleted AFTER DELETE ON documents BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_entry_changed AFTER UPDATE ON entries BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_summary_added AFTER INSERT ON summaries BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_annotation_added AFTER INSERT ON annotations BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_annotation_changed AFTER UPDATE OF deleted_at ON annotations BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_question_added AFTER INSERT ON questions BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_question_changed AFTER UPDATE OF deleted_at ON questions BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_group_added AFTER INSERT ON document_groups BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_group_changed AFTER UPDATE ON document_groups BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_member_added AFTER INSERT ON group_members BEGIN
    UPDATE list_changes SET number = number + 1;
END;
CREATE TRIGGER list_member_taken AFTER DELETE ON group_members BEGIN
    UPDATE list_changes SET number = number + 1;
END;
