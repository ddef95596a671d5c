-- The timeline: one table; calls, e-mails, meetings join it by their kind.

CREATE TABLE activity (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  body        TEXT,
  data        TEXT    NOT NULL DEFAULT '{}',
  caller      TEXT    NOT NULL
) STRICT;
CREATE INDEX activity_of_prospect ON activity (prospect_id, at);
