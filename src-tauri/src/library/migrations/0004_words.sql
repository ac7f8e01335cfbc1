-- Words: the index of passages receives finished tokens, see `library/words`.

-- The language that a document's passages were indexed by, an ISO 639-3 code; NULL if it is not known. It is apart from
-- the documents, because a column behind their contents is slow to read.
CREATE TABLE passage_languages (
    document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
    language TEXT
) STRICT;

DROP TRIGGER passages_deleted;
DROP TABLE passage_text;

-- Tokens, separated by spaces: of the headings, of the sentences in order, and other forms of the same words. The
-- passages of an older library stay, with their vectors, and get their tokens when the library is first asked.
CREATE VIRTUAL TABLE passage_text USING fts5 (
    path, text, more,
    content = '', contentless_delete = 1,
    tokenize = 'ascii tokenchars ''.'''
);
CREATE TRIGGER passages_deleted AFTER DELETE ON passages BEGIN
    DELETE FROM passage_text WHERE rowid = old.number;
END;
