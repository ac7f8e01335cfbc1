-- Where a person left each document. It is kept by the document's identity, because a document that is read again gets
-- a new row.
CREATE TABLE left_at (
    document TEXT PRIMARY KEY,            -- SHA-256 of the file
    view     TEXT NOT NULL                -- LeftAt as JSON
) STRICT, WITHOUT ROWID;
