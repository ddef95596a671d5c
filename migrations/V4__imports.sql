-- Imports that ran: facts, kept when the import is undone. What they did to each row is in the journal.

CREATE TABLE import_batch (
  id           INTEGER PRIMARY KEY,
  file_name    TEXT    NOT NULL,
  format       TEXT    NOT NULL,
  delimiter    TEXT,
  signature    TEXT    NOT NULL,               -- of the header, so that a known layout is recognised
  header       TEXT    NOT NULL,               -- JSON: the header's cells, for the file of skipped rows
  mapping      TEXT    NOT NULL,               -- JSON: target of each column
  report       TEXT    NOT NULL,               -- JSON: counts, reasons, warnings
  started_at   INTEGER NOT NULL,
  finished_at  INTEGER NOT NULL,
  operation_id INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_by_signature ON import_batch (signature);

-- Skipped rows, inside the encrypted file rather than beside it.
CREATE TABLE import_reject (
  id        INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
  line      INTEGER NOT NULL,
  reason    TEXT    NOT NULL,
  cells     TEXT    NOT NULL                   -- JSON: the row as it was read
) STRICT;
CREATE INDEX import_reject_of_import ON import_reject (import_id);
