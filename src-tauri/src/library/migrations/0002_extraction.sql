-- Which version of the extraction the content comes from; see `document::EXTRACTION`.
ALTER TABLE documents ADD COLUMN extraction INTEGER NOT NULL DEFAULT 1;
