-- What was read, and what was made of it.
CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,   -- SHA-256 of the file
    title      TEXT    NOT NULL,
    authors    TEXT    NOT NULL,          -- JSON array
    file_name  TEXT    NOT NULL,          -- as it was dropped
    file       TEXT    NOT NULL,          -- the library's copy, relative to its folder of files
    format     TEXT    NOT NULL,          -- JSON string
    pages      INTEGER NOT NULL,
    words      INTEGER NOT NULL,
    added_at   INTEGER NOT NULL,          -- seconds since 1970-01-01 UTC
    removed_at INTEGER,                   -- set: hidden, and purged later
    content    BLOB    NOT NULL           -- the Document as JSON, zlib
) STRICT;

-- Its rows are written in the same transactions as those of `documents`; rowid = documents.number.
-- It keeps the text, so that a match can be shown in its sentence without unpacking the document.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, authors, text,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- One finished summary per document and recipe (who made it, with which options).
CREATE TABLE summaries (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    recipe   TEXT    NOT NULL,
    made_at  INTEGER NOT NULL,
    summary  TEXT    NOT NULL,            -- SummaryView as JSON
    PRIMARY KEY (document, recipe)
) STRICT;

-- Finished windows of a summary that is not finished yet: what a killed job need not compute again.
CREATE TABLE summary_parts (
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    recipe   TEXT    NOT NULL,
    part     TEXT    NOT NULL,            -- names the window and what it was made from
    content  TEXT    NOT NULL,            -- JSON
    PRIMARY KEY (document, recipe, part)
) STRICT;

CREATE TABLE jobs (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT    NOT NULL,            -- JSON string
    name     TEXT    NOT NULL,
    input    TEXT    NOT NULL,            -- JSON: what it works on and its options
    document TEXT,                        -- SHA-256, once known
    state    TEXT    NOT NULL,            -- JSON
    done     REAL    NOT NULL,
    starts   INTEGER NOT NULL             -- times it was begun without an end
) STRICT;
