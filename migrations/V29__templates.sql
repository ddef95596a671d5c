-- Templates of messages, and what a signature says of who writes.

CREATE TABLE template (
  id        INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL,
  subject   TEXT    NOT NULL DEFAULT '',
  body      TEXT    NOT NULL DEFAULT '',                -- HTML, as it may be sent; variables between double braces
  language  TEXT    CHECK (language IN ('fr', 'en')),   -- none: any
  sector    TEXT,                                       -- none: all
  purpose   TEXT    NOT NULL CHECK (purpose IN ('mail', 'reply', 'linkedin', 'call')),
  position  INTEGER NOT NULL,
  is_sample INTEGER NOT NULL DEFAULT 0                  -- until it is changed
) STRICT;

ALTER TABLE member ADD COLUMN phone TEXT;
