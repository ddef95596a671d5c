-- Imports that ran. What they did to each row is in the journal, under operation_id.

CREATE TABLE import_batch (
  id                INTEGER PRIMARY KEY,
  file_name         TEXT    NOT NULL,
  signature         TEXT    NOT NULL,          -- of the header, so that a known layout is recognised
  mapping           TEXT    NOT NULL,          -- JSON: header → target
  report            TEXT    NOT NULL,          -- JSON: counts, reasons, warnings
  rejects           TEXT,                      -- file beside the base that keeps the skipped rows
  started_at        INTEGER NOT NULL,
  finished_at       INTEGER NOT NULL,
  operation_id      INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_by_signature ON import_batch (signature);
