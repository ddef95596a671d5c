-- Fields of more kinds, and what is asked of each; how likely a stage is to be won.

CREATE TABLE field_of_a_kind (
  id              INTEGER PRIMARY KEY,
  label           TEXT    NOT NULL,
  kind            TEXT    NOT NULL CHECK (kind IN ('text', 'long_text', 'number', 'currency', 'date', 'boolean', 'select',
                                                   'multi_select', 'url', 'email', 'phone')),
  position        INTEGER NOT NULL,
  options         TEXT    NOT NULL DEFAULT '[]', -- JSON: id, label, color and former labels of each choice, in order
  currency        TEXT,                          -- ISO 4217, of amounts
  in_table        INTEGER NOT NULL DEFAULT 1,
  on_card         INTEGER NOT NULL DEFAULT 0,
  is_searchable   INTEGER NOT NULL DEFAULT 1,
  required_stages TEXT    NOT NULL DEFAULT '[]'  -- JSON: ids of the stages that nobody enters without it
) STRICT;
-- Who has fields already chose the columns without them.
INSERT INTO field_of_a_kind (id, label, kind, position, in_table) SELECT id, label, kind, position, 0 FROM field;
DROP TABLE field;
ALTER TABLE field_of_a_kind RENAME TO field;

ALTER TABLE stage ADD COLUMN probability INTEGER; -- percent; won is 100 and lost 0 whatever it says
