-- Whether the title, the authors and the year that stand in the place of what was read are those of a bibliography alone. A
-- person who changes one of them makes them their own.
ALTER TABLE entries ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
