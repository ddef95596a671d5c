-- Views: what a list is asked, kept by name; and what filters need to be quick.

CREATE TABLE view (
  id           INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('table', 'board')),
  filter       TEXT    NOT NULL DEFAULT '',    -- JSON tree; empty for everybody
  search       TEXT    NOT NULL DEFAULT '',
  sort         TEXT    NOT NULL DEFAULT '',    -- as the list takes it; of a board the order of its cards
  groups       TEXT    NOT NULL DEFAULT '',    -- the field that rows are grouped by
  columns      TEXT    NOT NULL DEFAULT '[]',  -- JSON: keys in their order; empty for the usual ones
  widths       TEXT    NOT NULL DEFAULT '{}',  -- JSON: key → pixels
  density      TEXT    NOT NULL DEFAULT '',
  is_favourite INTEGER NOT NULL DEFAULT 0,
  position     INTEGER NOT NULL
) STRICT;

-- The values of own fields, one row each (of a multiple choice one for each label), derived from prospect.custom so that a filter finds them by an index.
CREATE TABLE field_value (
  prospect_id INTEGER NOT NULL,
  field_id    INTEGER NOT NULL,
  key         ANY     NOT NULL,                -- folded text, number, ISO day, 0 or 1
  PRIMARY KEY (prospect_id, field_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_value_by_key ON field_value (field_id, key);

CREATE TRIGGER field_value_on_insert AFTER INSERT ON prospect
WHEN NEW.custom <> '{}'
BEGIN
  INSERT OR IGNORE INTO field_value
  SELECT NEW.id, CAST(j.key AS INTEGER), CASE v.type WHEN 'text' THEN relance_fold(v.value) ELSE v.value END
  FROM json_each(NEW.custom) j, json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v
  WHERE v.value IS NOT NULL;
END;

CREATE TRIGGER field_value_on_update AFTER UPDATE OF custom ON prospect
WHEN NEW.custom <> OLD.custom
BEGIN
  DELETE FROM field_value WHERE prospect_id = NEW.id;
  INSERT OR IGNORE INTO field_value
  SELECT NEW.id, CAST(j.key AS INTEGER), CASE v.type WHEN 'text' THEN relance_fold(v.value) ELSE v.value END
  FROM json_each(NEW.custom) j, json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v
  WHERE v.value IS NOT NULL;
END;

CREATE TRIGGER field_value_on_delete AFTER DELETE ON prospect
WHEN OLD.custom <> '{}'
BEGIN
  DELETE FROM field_value WHERE prospect_id = OLD.id;
END;

INSERT OR IGNORE INTO field_value
SELECT p.id, CAST(j.key AS INTEGER), CASE v.type WHEN 'text' THEN relance_fold(v.value) ELSE v.value END
FROM prospect p, json_each(p.custom) j, json_each(CASE j.type WHEN 'array' THEN j.value ELSE json_array(j.value) END) v
WHERE p.custom <> '{}' AND v.value IS NOT NULL;

CREATE INDEX prospect_opposed    ON prospect (id)                   WHERE do_not_contact_at IS NOT NULL;
CREATE INDEX activity_of_passage ON activity (prospect_id, at)      WHERE kind = 'stage_change';
CREATE INDEX activity_of_note    ON activity (prospect_id, at)      WHERE kind = 'note';
