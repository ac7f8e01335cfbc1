-- Tables of evidence: papers down, questions across, and in each cell what a paper says. A document is named by its SHA-256,
-- because a document that is read again may get another row.
CREATE TABLE evidence_tables (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    title      TEXT    NOT NULL,
    follows    TEXT    NOT NULL,          -- JSON: which papers get a row by themselves
    made_at    INTEGER NOT NULL,          -- seconds since 1970-01-01 UTC
    changed_at INTEGER NOT NULL,
    paused     INTEGER NOT NULL DEFAULT 0,  -- 1: a person stopped the filling
    deleted_at INTEGER                    -- set: hidden, and purged soon
) STRICT;

CREATE TABLE evidence_columns (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    of_table   INTEGER NOT NULL REFERENCES evidence_tables (number) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    question   TEXT    NOT NULL,
    deleted_at INTEGER                    -- set: hidden, and purged soon
) STRICT;
CREATE INDEX evidence_columns_of_table ON evidence_columns (of_table, position);

-- A row that a person took out stays here as such, so that it does not come back by itself.
CREATE TABLE evidence_rows (
    of_table   INTEGER NOT NULL REFERENCES evidence_tables (number) ON DELETE CASCADE,
    document   TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    taken_out  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (of_table, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_rows_of_document ON evidence_rows (document);

-- A cell that is not here was not filled yet. What Pagewing found and what a person wrote stand side by side.
CREATE TABLE evidence_cells (
    of_column   INTEGER NOT NULL REFERENCES evidence_columns (number) ON DELETE CASCADE,
    document    TEXT    NOT NULL,
    outcome     TEXT,                     -- JSON string: how the question ended; NULL: it was not put yet
    yours       TEXT,                     -- what a person wrote instead
    words       TEXT    NOT NULL DEFAULT '',  -- the words that answer
    quoted      TEXT    NOT NULL DEFAULT '',  -- the sentences that they stand in
    page        INTEGER,                  -- where these begin
    probability REAL,
    others      INTEGER NOT NULL DEFAULT 0,  -- number of further answers
    answer      TEXT,                     -- JSON that `assistant/answer` defines
    UNIQUE (of_column, document)
) STRICT;
CREATE INDEX evidence_cells_of_document ON evidence_cells (document);

-- The cells of all tables in sight: of columns that are not deleted, and of papers that the library has.
CREATE VIEW evidence_grid AS
SELECT t.number AS of_table, c.number AS of_column, c.position AS across, c.question,
       r.document, r.position AS down
FROM evidence_tables AS t
JOIN evidence_columns AS c ON c.of_table = t.number AND c.deleted_at IS NULL
JOIN evidence_rows AS r ON r.of_table = t.number AND r.taken_out = 0
JOIN documents AS d ON d.id = r.document AND d.removed_at IS NULL
WHERE t.deleted_at IS NULL;

-- Lists of questions that a person keeps for further tables, and changed ones of those that come with Pagewing.
CREATE TABLE evidence_templates (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    built_in   TEXT,                      -- the one of Pagewing's that it stands for
    name       TEXT    NOT NULL,
    questions  TEXT    NOT NULL,          -- JSON array
    deleted_at INTEGER                    -- set: hidden, and purged soon
) STRICT;
