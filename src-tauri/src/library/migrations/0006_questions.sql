-- Questions that were asked in the window, each with its answer as it was given.
CREATE TABLE questions (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,  -- a higher number was asked later, whatever the clock says
    question TEXT    NOT NULL,
    asked_at INTEGER NOT NULL,                   -- seconds since 1970-01-01 UTC
    scope    TEXT    NOT NULL,                   -- JSON string: what was asked
    outcome  TEXT    NOT NULL,                   -- JSON string: how it ended
    words    TEXT    NOT NULL,                   -- the first answering words, or the beginning of the first passage
    page     INTEGER,                            -- where they stand
    answer   TEXT    NOT NULL,                   -- JSON that `assistant/answer` defines
    deleted_at INTEGER                           -- set: hidden, and purged soon
) STRICT;

-- The documents that a question names, or, if the whole library was asked, that its answer quotes. They are named by
-- SHA-256, because a document that is read again may get another row.
CREATE TABLE question_documents (
    question INTEGER NOT NULL REFERENCES questions (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT    NOT NULL,
    title    TEXT    NOT NULL,                   -- as it was when the question was asked
    PRIMARY KEY (question, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_of_document ON question_documents (document, question);

-- Only the index. rowid = questions.number.
CREATE VIRTUAL TABLE question_text USING fts5 (
    question, answer,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER questions_deleted AFTER DELETE ON questions BEGIN
    DELETE FROM question_text WHERE rowid = old.number;
END;
