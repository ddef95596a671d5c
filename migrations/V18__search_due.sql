-- What a large change has left to the index of words: written in its transaction, worked off after it
-- (`relance-store/src/due.rs`). Derived like the index itself, and not journaled.

-- Prospects whose words are not in the index as they stand.
CREATE TABLE search_due (
  prospect_id INTEGER PRIMARY KEY,
  is_renamed  INTEGER NOT NULL                 -- 1: her names, her company or her city too
) STRICT;

-- Words of names that may be nobody's by now.
CREATE TABLE search_due_word (
  word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
