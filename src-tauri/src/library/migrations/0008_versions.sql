-- The versions of each document's summary: as Pagewing made it, and as a person changed it, step by step. The document is
-- named by its SHA-256, because a document that is read again may get another row.
CREATE TABLE summary_versions (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    document   TEXT    NOT NULL,
    recipe     TEXT    NOT NULL,          -- of the summary that it was made as, or from
    made_at    INTEGER NOT NULL,          -- seconds since 1970-01-01 UTC
    changed    INTEGER NOT NULL,          -- 1: a person changed it
    before     INTEGER,                   -- the version that became this one, as long as this can be undone
    shown      INTEGER NOT NULL,          -- the version with a document's greatest number is the one on show
    read_again INTEGER NOT NULL DEFAULT 0,  -- 1: the recipe's numbers of sections and sentences are of an older reading
    undone_at  INTEGER,                   -- set: hidden, and purged soon
    summary    TEXT    NOT NULL           -- JSON, as in `summaries`
) STRICT;
CREATE INDEX versions_of_document ON summary_versions (document, shown);

-- The versions that a person sees: those as they were made, and the last step of each row of changes.
CREATE VIEW listed_versions AS
SELECT v.number, v.document FROM summary_versions AS v
WHERE v.undone_at IS NULL AND (v.changed = 0 OR NOT EXISTS
    (SELECT 1 FROM summary_versions AS next WHERE next.before = v.number AND next.undone_at IS NULL));

INSERT INTO summary_versions (document, recipe, made_at, changed, shown, summary)
SELECT d.id, s.recipe, s.made_at, 0,
       ROW_NUMBER() OVER (PARTITION BY s.document ORDER BY s.made_at, s.rowid), s.summary
FROM summaries AS s JOIN documents AS d ON d.number = s.document ORDER BY s.made_at, s.rowid;
