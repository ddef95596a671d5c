-- Working time: what was chosen of the week, the holidays and the zone, and my leave.

-- No row while nothing was chosen; one otherwise.
CREATE TABLE worktime (
  id     INTEGER PRIMARY KEY,
  week   TEXT,                                 -- JSON: seven days, Monday first, each a list of {from, to}; the usual week where none
  region TEXT,                                 -- whose holidays; those of the country of the settings where none
  zone   TEXT                                  -- IANA name; the machine's where none
) STRICT;

CREATE TABLE leave (
  id      INTEGER PRIMARY KEY,
  from_on TEXT NOT NULL,
  to_on   TEXT NOT NULL,                       -- the last day, included
  part    TEXT NOT NULL CHECK (part IN ('day', 'morning', 'afternoon')),
  label   TEXT
) STRICT;
CREATE INDEX leave_by_day ON leave (from_on);
