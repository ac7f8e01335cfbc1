-- What a person marks in a document and writes to it. The document is named by its SHA-256, because a document that is
-- read again may get another row.
CREATE TABLE annotations (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    document   TEXT    NOT NULL,
    target     TEXT    NOT NULL,          -- JSON: what it is about, with its version
    colour     TEXT,                      -- JSON string; NULL for a note without a mark
    note       TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,          -- seconds since 1970-01-01 UTC
    changed_at INTEGER NOT NULL,
    deleted_at INTEGER                    -- set: hidden, and purged soon
) STRICT;
CREATE INDEX annotations_of_document ON annotations (document);
