-- E-mails: read from files now; what is fetched from a mailbox joins the same table.
--
-- Whose timeline a message is on, its entries say (`activity` of kind email, whose data name the message).

CREATE TABLE message (
  id          INTEGER PRIMARY KEY,
  digest      TEXT    NOT NULL,                -- by what the same message is known again
  message_id  TEXT,                            -- its own id, without angle brackets
  in_reply_to TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of messages
  refs        TEXT    NOT NULL DEFAULT '[]',   -- JSON: ids of messages, the first of the thread first
  thread      TEXT,                            -- the first message of the thread, as far as this one knows
  account_id  INTEGER,                         -- the mailbox that it was fetched from; none for a file
  direction   TEXT    NOT NULL,                -- in, out
  sent_at     INTEGER NOT NULL,
  subject     TEXT,
  people      TEXT    NOT NULL,                -- JSON: {role, name, address} of everybody it names
  body        TEXT    NOT NULL,                -- its words
  html        TEXT,                            -- digest of its HTML in `content`
  headers     TEXT    NOT NULL,                -- as they came
  is_cut      INTEGER NOT NULL DEFAULT 0,      -- something was beyond what is kept
  file_name   TEXT,
  created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX message_by_digest ON message (digest);
CREATE INDEX message_by_own_id ON message (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_by_thread ON message (thread, sent_at) WHERE thread IS NOT NULL;

CREATE TABLE message_attachment (
  id         INTEGER PRIMARY KEY,
  message_id INTEGER NOT NULL REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED,
  position   INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  mime       TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  content    TEXT,                             -- digest of its bytes in `content`; none where it was too large to be kept
  content_id TEXT,                             -- by what the HTML names it
  is_inline  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX message_attachment_of_message ON message_attachment (message_id, position);

-- Bytes by their digest, so that the same file is kept once. Not journaled: what is undone may come back, and only an erasure
-- removes what nobody names any more.
CREATE TABLE content (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  bytes  BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX content_once ON content (sha256);

CREATE INDEX activity_of_message ON activity (data ->> 'message') WHERE kind = 'email';
