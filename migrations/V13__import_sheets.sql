-- An import reads every sheet of a workbook that holds something: what was decided of a sheet is kept by sheet.

CREATE TABLE import_sheet (
  import_id INTEGER NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
  sheet     INTEGER NOT NULL,                  -- rank in the file, from 0
  name      TEXT    NOT NULL,
  kind      TEXT    NOT NULL,                  -- prospects, companies, notes, nothing
  signature TEXT    NOT NULL,                  -- of the header, so that a known layout is recognised
  header    TEXT    NOT NULL,                  -- JSON: the header's cells, for the file of skipped rows
  mapping   TEXT    NOT NULL,                  -- JSON: target of each column
  policies  TEXT    NOT NULL,                  -- JSON: policy of each column
  layout    TEXT,                              -- the program that wrote it
  PRIMARY KEY (import_id, sheet)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_sheet_by_signature ON import_sheet (signature);
CREATE INDEX import_sheet_by_layout    ON import_sheet (layout) WHERE layout IS NOT NULL;

INSERT INTO import_sheet (import_id, sheet, name, kind, signature, header, mapping, policies, layout)
SELECT id, 0, '', 'prospects', signature, header, mapping, policies, layout FROM import_batch;

DROP INDEX import_batch_by_signature;
ALTER TABLE import_batch DROP COLUMN signature;
ALTER TABLE import_batch DROP COLUMN header;
ALTER TABLE import_batch DROP COLUMN mapping;
ALTER TABLE import_batch DROP COLUMN policies;
ALTER TABLE import_batch DROP COLUMN layout;

ALTER TABLE import_reject ADD COLUMN sheet INTEGER NOT NULL DEFAULT 0;

-- A line has its number in its sheet.
CREATE TABLE import_line_by_sheet (
  prospect_id INTEGER NOT NULL,
  import_id   INTEGER NOT NULL,
  sheet       INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  source      TEXT    NOT NULL,                -- signature of the header: which list this is
  cells       TEXT    NOT NULL,                -- the cells that were read, packed
  PRIMARY KEY (prospect_id, import_id, sheet, line)
) STRICT, WITHOUT ROWID;
INSERT INTO import_line_by_sheet (prospect_id, import_id, sheet, line, source, cells)
SELECT prospect_id, import_id, 0, line, source, cells FROM import_line;
DROP TABLE import_line;
ALTER TABLE import_line_by_sheet RENAME TO import_line;
CREATE INDEX import_line_of_source ON import_line (source, import_id);
