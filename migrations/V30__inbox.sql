-- Conversations: threads of messages as they are handled; what each message that came in is.

ALTER TABLE message ADD COLUMN arrival TEXT;                     -- JSON: what it is, and what says so; none of one that went out
ALTER TABLE message ADD COLUMN counts INTEGER NOT NULL DEFAULT 0; -- 1: it asks for an answer, or is one, since the mailbox is followed

UPDATE message SET thread = digest WHERE thread IS NULL;
-- What came as a file was read by whoever brought it.
UPDATE message SET flags = flags | 1 WHERE account_id IS NULL;
DROP INDEX message_by_thread;
CREATE INDEX message_by_thread ON message (thread, sent_at, direction, flags, counts);

-- What was decided of a conversation. It holds until something newer counts.
CREATE TABLE conversation_mark (
  id     INTEGER PRIMARY KEY,
  thread TEXT    NOT NULL,
  upto   INTEGER NOT NULL,                       -- the newest message that it was decided about
  until  INTEGER                                 -- to be back then; none: it is done
) STRICT;
CREATE UNIQUE INDEX conversation_mark_once ON conversation_mark (thread);

-- Kept by the triggers below.
CREATE TABLE conversation (
  id         INTEGER PRIMARY KEY,                -- the message that it was made for, where that is free
  thread     TEXT    NOT NULL,
  newest_at  INTEGER NOT NULL,
  asked_at   INTEGER,                            -- the newest that asks for an answer
  written_at INTEGER,                            -- the newest that we wrote
  messages   INTEGER NOT NULL,
  unread     INTEGER NOT NULL,
  is_told    INTEGER NOT NULL DEFAULT 0          -- one of its messages is on the timeline of a prospect
) STRICT;
CREATE UNIQUE INDEX conversation_once ON conversation (thread);
CREATE INDEX conversation_by_newest ON conversation (newest_at, id);
CREATE INDEX conversation_of_prospects ON conversation (newest_at, id) WHERE is_told = 1;
CREATE INDEX conversation_that_counts ON conversation (thread, asked_at, written_at, newest_at, is_told)
  WHERE asked_at IS NOT NULL OR written_at IS NOT NULL;

CREATE TRIGGER message_is_in_conversation AFTER INSERT ON message WHEN NEW.thread IS NOT NULL BEGIN
  INSERT INTO conversation (id, thread, newest_at, asked_at, written_at, messages, unread, is_told)
    SELECT iif(EXISTS (SELECT 1 FROM conversation WHERE id = NEW.id), (SELECT max(id) + 1 FROM conversation), NEW.id),
      NEW.thread, max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM activity WHERE kind = 'email' AND data ->> 'message' = CAST(NEW.id AS TEXT))
    FROM message WHERE thread = NEW.thread
  ON CONFLICT (thread) DO UPDATE SET newest_at = excluded.newest_at, asked_at = excluded.asked_at,
    written_at = excluded.written_at, messages = excluded.messages, unread = excluded.unread,
    is_told = max(is_told, excluded.is_told);
END;

CREATE TRIGGER message_leaves_conversation AFTER DELETE ON message BEGIN
  DELETE FROM conversation WHERE thread = OLD.thread
    AND NOT EXISTS (SELECT 1 FROM message WHERE thread = OLD.thread);
  UPDATE conversation SET (newest_at, asked_at, written_at, messages, unread, is_told) = (
    SELECT max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
        WHERE m.thread = OLD.thread)
    FROM message WHERE thread = OLD.thread)
  WHERE thread = OLD.thread;
END;

CREATE TRIGGER message_changes_in_conversation
AFTER UPDATE OF thread, sent_at, direction, flags, counts ON message BEGIN
  DELETE FROM conversation WHERE thread = OLD.thread
    AND NOT EXISTS (SELECT 1 FROM message WHERE thread = OLD.thread);
  INSERT OR IGNORE INTO conversation (id, thread, newest_at, messages, unread)
    SELECT iif(EXISTS (SELECT 1 FROM conversation WHERE id = NEW.id), (SELECT max(id) + 1 FROM conversation), NEW.id),
      NEW.thread, NEW.sent_at, 1, 0 WHERE NEW.thread IS NOT NULL;
  UPDATE conversation SET (newest_at, asked_at, written_at, messages, unread, is_told) = (
    SELECT max(sent_at),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'in'),
      max(sent_at) FILTER (WHERE counts = 1 AND direction = 'out'),
      count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
      EXISTS (SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
        WHERE m.thread = conversation.thread)
    FROM message WHERE thread = conversation.thread)
  WHERE thread IN (OLD.thread, NEW.thread);
END;

CREATE TRIGGER conversation_is_told AFTER INSERT ON activity WHEN NEW.kind = 'email' BEGIN
  UPDATE conversation SET is_told = 1 WHERE is_told = 0
    AND thread = (SELECT thread FROM message WHERE id = CAST(NEW.data ->> 'message' AS INTEGER));
END;
CREATE TRIGGER conversation_is_told_no_more AFTER DELETE ON activity WHEN OLD.kind = 'email' BEGIN
  UPDATE conversation SET is_told = EXISTS (
      SELECT 1 FROM message m JOIN activity a ON a.kind = 'email' AND a.data ->> 'message' = CAST(m.id AS TEXT)
      WHERE m.thread = conversation.thread)
    WHERE thread = (SELECT thread FROM message WHERE id = CAST(OLD.data ->> 'message' AS INTEGER));
END;

INSERT INTO conversation (id, thread, newest_at, messages, unread, is_told)
  SELECT min(id), thread, max(sent_at), count(*), count(*) FILTER (WHERE direction = 'in' AND flags & 1 = 0),
    max(EXISTS (SELECT 1 FROM activity WHERE kind = 'email' AND data ->> 'message' = CAST(message.id AS TEXT)))
  FROM message GROUP BY thread;

-- What was changed here and is to go back to the server: the flags that a message had when it was last the same there.
ALTER TABLE mail_place ADD COLUMN settled INTEGER;
CREATE TABLE mail_unsettled (message_id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER message_is_unsettled AFTER UPDATE OF flags ON message
WHEN NEW.account_id IS NOT NULL AND OLD.flags <> NEW.flags BEGIN
  INSERT OR IGNORE INTO mail_unsettled (message_id) VALUES (NEW.id);
END;
