-- The outbox: what is being written and what is on its way. Not journaled: what was sent is not undone.

ALTER TABLE mail_account ADD COLUMN signature   TEXT;                          -- HTML, below what is written
ALTER TABLE mail_account ADD COLUMN daily_limit INTEGER NOT NULL DEFAULT 150;  -- messages of a day
ALTER TABLE mail_account ADD COLUMN gap_seconds INTEGER NOT NULL DEFAULT 0;    -- between two messages

CREATE TABLE outgoing (
  id          INTEGER PRIMARY KEY,
  state       TEXT    NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'waiting', 'sending', 'sent', 'unknown', 'failed')),
  account_id  INTEGER,
  sender      TEXT,                            -- another address of the account than its own
  to_people   TEXT    NOT NULL DEFAULT '[]',   -- JSON: name, address
  cc_people   TEXT    NOT NULL DEFAULT '[]',
  bcc_people  TEXT    NOT NULL DEFAULT '[]',
  subject     TEXT    NOT NULL DEFAULT '',
  html        TEXT    NOT NULL DEFAULT '',     -- what was written
  quoted      TEXT,                            -- what stands below
  answers_id  INTEGER,                         -- the message that it answers
  forwards_id INTEGER,                         -- the message that it passes on
  in_reply_to TEXT,
  refs        TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of earlier messages of the thread
  prospect_id INTEGER,
  template_id INTEGER,
  is_signed   INTEGER NOT NULL DEFAULT 1,
  follow_up   INTEGER,                         -- working days without an answer
  message_id  TEXT,                            -- fixed with the bytes
  as_subject  TEXT,                            -- with its variables filled, from then on
  as_start    TEXT,                            -- what it begins with
  bytes       BLOB,                            -- as they go; none once they are kept and lie in the folder of what was sent
  due_at      INTEGER,
  tried_at    INTEGER,
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER,                         -- when there is something to do again
  failure     TEXT,                            -- JSON
  sent_at     INTEGER,
  kept_id     INTEGER,                         -- the message, once it was sent
  in_sent     INTEGER NOT NULL DEFAULT 0,      -- whether it lies in the folder of what was sent, or needs not
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX outgoing_by_state   ON outgoing (state, updated_at);
CREATE INDEX outgoing_unsettled  ON outgoing (sent_at) WHERE state = 'sent' AND in_sent = 0;
CREATE INDEX outgoing_of_account ON outgoing (account_id, tried_at) WHERE tried_at IS NOT NULL;

CREATE TABLE outgoing_file (
  id          INTEGER PRIMARY KEY,
  outgoing_id INTEGER NOT NULL,
  name        TEXT    NOT NULL,
  mime        TEXT    NOT NULL,
  size        INTEGER NOT NULL,
  content_id  TEXT,                            -- of a picture that what is quoted shows
  bytes       BLOB                             -- none once it was sent
) STRICT;
CREATE INDEX outgoing_file_of ON outgoing_file (outgoing_id);
