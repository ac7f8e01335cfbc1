-- Passages: what questions are looked up in.

-- The rules its passages were cut by; 0: not cut yet. An older library is caught up when first asked.
ALTER TABLE documents ADD COLUMN passage_rules INTEGER NOT NULL DEFAULT 0;

-- The numbers of one document's passages are consecutive, so a search within it is a range of rows.
CREATE TABLE passages (
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    sentences TEXT    NOT NULL            -- JSON array of sentence numbers
) STRICT;
CREATE INDEX passages_of_document ON passages (document, number);

-- Only the index: the text is in the document. rowid = passages.number.
CREATE VIRTUAL TABLE passage_text USING fts5 (
    path, text,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_deleted AFTER DELETE ON passages BEGIN
    DELETE FROM passage_text WHERE rowid = old.number;
END;

-- Sentence embeddings of passages, by the fingerprint of the model that made them.
CREATE TABLE passage_vectors (
    model   TEXT    NOT NULL,
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE,
    vector  BLOB    NOT NULL,             -- unit length, one signed byte per dimension, 127 = 1.0
    PRIMARY KEY (model, passage)
) STRICT, WITHOUT ROWID;
