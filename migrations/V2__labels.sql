-- What sorts prospects: stages, tags, members, custom fields.

CREATE TABLE stage (
  id         INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,
  label      TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  position   INTEGER NOT NULL,
  color      TEXT,
  limit_days INTEGER
) STRICT;

CREATE TABLE tag (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  color    TEXT,
  name_key TEXT GENERATED ALWAYS AS (relance_fold(name)) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX tag_by_name ON tag (name_key);

CREATE TABLE member (
  id    INTEGER PRIMARY KEY,
  name  TEXT    NOT NULL,
  email TEXT,
  is_me INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE field (
  id       INTEGER PRIMARY KEY,
  label    TEXT    NOT NULL,
  kind     TEXT    NOT NULL CHECK (kind IN ('text', 'number', 'date', 'boolean')),
  position INTEGER NOT NULL
) STRICT;
