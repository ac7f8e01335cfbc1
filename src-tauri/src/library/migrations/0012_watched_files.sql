-- The files of watched folders that came in once. Each is the SHA-256 of its path: the name of a document that is deleted
-- is not kept here.
CREATE TABLE watched_files (
    path TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
