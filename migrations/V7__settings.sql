-- Preferences: they follow the base. Journaled, never part of Ctrl+Z.

CREATE TABLE setting (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL                          -- JSON
) STRICT;
