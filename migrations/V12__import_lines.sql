-- What a file said of each prospect when it was imported, so that the same file dropped again is compared with what it said then
-- and not only with the base. Facts, like the rest of an import; erased with the person.

CREATE TABLE import_line (
  prospect_id INTEGER NOT NULL,
  import_id   INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  source      TEXT    NOT NULL,                -- signature of the header: which list this is
  cells       TEXT    NOT NULL,                -- the cells that were read, packed
  PRIMARY KEY (prospect_id, import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_line_of_source ON import_line (source, import_id);

-- What was decided of each column, and which program wrote the file: the next one of the same program begins with it.
ALTER TABLE import_batch ADD COLUMN policies TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import_batch ADD COLUMN layout TEXT;
-- Whether it wrote over what was there: one that does so for the first time takes what the list already said.
ALTER TABLE import_batch ADD COLUMN is_overwriting INTEGER NOT NULL DEFAULT 0;
