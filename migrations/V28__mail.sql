-- Mailboxes: accounts, their folders, what lies where on their servers; messages that were fetched join those of files.

CREATE TABLE mail_account (
  id            INTEGER PRIMARY KEY,
  email         TEXT    NOT NULL,                -- in lower case
  name          TEXT,                            -- as those who get its mail read it
  imap_host     TEXT    NOT NULL,
  imap_port     INTEGER NOT NULL,
  imap_security TEXT    NOT NULL,                -- tls, starttls, none
  smtp_host     TEXT    NOT NULL,
  smtp_port     INTEGER NOT NULL,
  smtp_security TEXT    NOT NULL,
  user          TEXT    NOT NULL,                -- who signs in
  ca            TEXT,                            -- a certificate authority of its own, PEM
  keeps         TEXT    NOT NULL DEFAULT 'conversations', -- conversations, headers (of the rest), all
  aliases       TEXT    NOT NULL DEFAULT '[]',   -- JSON: other addresses of the same person
  created_at    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX mail_account_by_email ON mail_account (email);

-- What is known of a server. Not journaled: it follows the server, and an undo here moves nothing there.

CREATE TABLE mail_folder (
  id             INTEGER PRIMARY KEY,
  account_id     INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  used_for       TEXT,                           -- inbox, all, archive, drafts, flagged, important, junk, sent, trash
  uid_validity   INTEGER NOT NULL DEFAULT 0,
  uid_next       INTEGER NOT NULL DEFAULT 0,
  highest_modseq INTEGER,                        -- up to which its flags are known
  is_complete    INTEGER NOT NULL DEFAULT 0      -- every message of it was seen
) STRICT;
CREATE UNIQUE INDEX mail_folder_once ON mail_folder (account_id, name);

CREATE TABLE mail_place (
  folder_id  INTEGER NOT NULL,
  uid        INTEGER NOT NULL,
  message_id INTEGER,                            -- none for one that is not kept
  flags      INTEGER NOT NULL DEFAULT 0,         -- as the server has them
  peers      BLOB,                               -- whom one names that is not kept whole: 8 bytes of a digest an address
  PRIMARY KEY (folder_id, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_place_of_message ON mail_place (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE mail_health (
  account_id   INTEGER PRIMARY KEY,
  tried_at     INTEGER,
  succeeded_at INTEGER,
  trouble      TEXT,                             -- what there is to do about the last fault
  said         TEXT,                             -- the server's own words
  failing_at   INTEGER,                          -- since when nothing went well
  looked       INTEGER NOT NULL DEFAULT 0        -- the operation up to which addresses of prospects were looked for
) STRICT;

ALTER TABLE message ADD COLUMN flags INTEGER NOT NULL DEFAULT 0;    -- seen, answered, flagged, draft, deleted, forwarded
ALTER TABLE message ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 1; -- 0: its headers alone are kept
ALTER TABLE message ADD COLUMN gmail_thread TEXT;                   -- Gmail's number of its thread
ALTER TABLE message ADD COLUMN files TEXT NOT NULL DEFAULT '';      -- names of what is attached, to be found by
ALTER TABLE message ADD COLUMN who TEXT NOT NULL DEFAULT '';        -- names and addresses of everybody, to be found by
-- Its place in the order of time, by which the index of words knows it: the newest are found first without being sorted.
ALTER TABLE message ADD COLUMN found_as INTEGER NOT NULL DEFAULT 0;

UPDATE message SET
  found_as = (max(sent_at, 0) << 20) | (SELECT count(*) FROM message AS earlier WHERE earlier.id < message.id),
  files = coalesce((SELECT group_concat(name, char(10)) FROM message_attachment AS a WHERE a.message_id = message.id), ''),
  who = coalesce((SELECT group_concat(coalesce(value ->> 'name', '') || ' ' || (value ->> 'address'), char(10))
    FROM json_each(message.people)), '');

CREATE UNIQUE INDEX message_by_found_as ON message (found_as);
CREATE INDEX message_by_gmail_thread ON message (gmail_thread) WHERE gmail_thread IS NOT NULL;

-- Words of messages, without case and accents.
CREATE VIRTUAL TABLE search_message USING fts5 (
  subject, who, body, files,
  content = 'message', content_rowid = 'found_as', tokenize = 'unicode61 remove_diacritics 2', detail = 'column'
);
INSERT INTO search_message (search_message, rank) VALUES ('hashsize', 16777216);
-- What is removed leaves nothing behind in the index.
INSERT INTO search_message (search_message, rank) VALUES ('secure-delete', 1);
INSERT INTO search_message (rowid, subject, who, body, files)
  SELECT found_as, subject, who, body, files FROM message;

CREATE TRIGGER message_is_found AFTER INSERT ON message BEGIN
  INSERT INTO search_message (rowid, subject, who, body, files)
  VALUES (NEW.found_as, NEW.subject, NEW.who, NEW.body, NEW.files);
END;
CREATE TRIGGER message_is_lost AFTER DELETE ON message BEGIN
  INSERT INTO search_message (search_message, rowid, subject, who, body, files)
  VALUES ('delete', OLD.found_as, OLD.subject, OLD.who, OLD.body, OLD.files);
END;
CREATE TRIGGER message_is_found_anew AFTER UPDATE OF found_as, subject, who, body, files ON message BEGIN
  INSERT INTO search_message (search_message, rowid, subject, who, body, files)
  VALUES ('delete', OLD.found_as, OLD.subject, OLD.who, OLD.body, OLD.files);
  INSERT INTO search_message (rowid, subject, who, body, files)
  VALUES (NEW.found_as, NEW.subject, NEW.who, NEW.body, NEW.files);
END;
