-- What people said of records that look alike: that they are two, or that they are one.

CREATE TABLE distinct_pair (
  id   INTEGER PRIMARY KEY,
  a_id INTEGER NOT NULL,                       -- the smaller id
  b_id INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX distinct_pair_once ON distinct_pair (a_id, b_id);
CREATE INDEX distinct_pair_by_other ON distinct_pair (b_id);

-- A record that was put into another one. What it held is in the journal, under the operation that did it.
CREATE TABLE merged (
  id           INTEGER PRIMARY KEY,
  kept_id      INTEGER NOT NULL,
  gone_id      INTEGER NOT NULL,
  name         TEXT    NOT NULL,               -- what the record that went was called
  at           INTEGER NOT NULL,
  operation_id INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_by_kept ON merged (kept_id);
CREATE UNIQUE INDEX merged_once ON merged (gone_id);
