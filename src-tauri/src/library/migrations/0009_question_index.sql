-- How the words of a question are indexed: the number of the rules. 0 stands for questions that were kept before the rules
-- had numbers, which may be indexed in an older form.
ALTER TABLE questions ADD COLUMN index_rules INTEGER NOT NULL DEFAULT 0;
