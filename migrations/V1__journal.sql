-- The floor's own tables: facts about this file, operations, and what each of them changed.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  id           INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,               -- UTC ms
  caller       TEXT    NOT NULL,
  label        TEXT    NOT NULL,
  params       TEXT    NOT NULL DEFAULT '{}',  -- JSON, for the sentence that names it
  is_undoable  INTEGER NOT NULL DEFAULT 1,
  reverts      INTEGER,                        -- the operation that this one undoes or redoes
  reverted_by  INTEGER,                        -- the operation that undid this one, while it stands
  first_change INTEGER NOT NULL,
  last_change  INTEGER NOT NULL,
  redacted     BLOB,                           -- digest of params where they were erased
  hash         BLOB    NOT NULL                -- SHA-256 over the previous hash, this row and its changes
) STRICT;

CREATE TABLE change (
  id           INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL,
  entity       TEXT    NOT NULL,               -- table
  row_id       INTEGER NOT NULL,
  kind         INTEGER NOT NULL,               -- 1 insert, 2 update, 3 delete
  before       TEXT,                           -- JSON: update keeps the changed columns, delete the row
  redacted     BLOB                            -- digest of before where it was erased
) STRICT;

CREATE INDEX change_by_row ON change (entity, row_id);
