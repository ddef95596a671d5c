-- Follow-ups: what is to be done about a prospect, and when.

CREATE TABLE reminder (
  id          INTEGER PRIMARY KEY,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED,
  kind        TEXT    NOT NULL,                -- call, email, linkedin, meeting, other
  title       TEXT,
  due_on      TEXT    NOT NULL,                -- local day
  due_at      INTEGER NOT NULL,                -- the instant; without a time of day, when that day's work begins
  is_timed    INTEGER NOT NULL,
  priority    INTEGER NOT NULL DEFAULT 0,      -- -1 low, 0 normal, 1 high
  created_at  INTEGER NOT NULL,
  done_at     INTEGER,
  told_at     INTEGER                          -- when a notification said it
) STRICT;
CREATE INDEX reminder_of_prospect ON reminder (prospect_id, due_at);
CREATE INDEX reminder_pending     ON reminder (due_at, is_timed, prospect_id) WHERE done_at IS NULL;
CREATE INDEX reminder_untold      ON reminder (due_at) WHERE done_at IS NULL AND told_at IS NULL;
CREATE INDEX reminder_done        ON reminder (done_at) WHERE done_at IS NOT NULL;

-- A prospect's next action is the first of hers that is not done.
ALTER TABLE prospect ADD COLUMN next_action_at INTEGER;
CREATE INDEX prospect_by_next_action ON prospect (deleted_at, next_action_at) WHERE deleted_at IS NULL;

CREATE TRIGGER reminder_next_on_insert AFTER INSERT ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(due_at) FROM reminder WHERE prospect_id = NEW.prospect_id AND done_at IS NULL)
  WHERE id = NEW.prospect_id;
END;
CREATE TRIGGER reminder_next_on_update AFTER UPDATE OF prospect_id, due_at, done_at ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(due_at) FROM reminder WHERE prospect_id = prospect.id AND done_at IS NULL)
  WHERE id IN (OLD.prospect_id, NEW.prospect_id);
END;
CREATE TRIGGER reminder_next_on_delete AFTER DELETE ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(due_at) FROM reminder WHERE prospect_id = OLD.prospect_id AND done_at IS NULL)
  WHERE id = OLD.prospect_id;
END;
-- Whoever comes back brings what the row held when she went: her follow-ups say it better.
CREATE TRIGGER reminder_next_on_return AFTER INSERT ON prospect
WHEN NEW.next_action_at IS NOT (SELECT min(due_at) FROM reminder WHERE prospect_id = NEW.id AND done_at IS NULL) BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(due_at) FROM reminder WHERE prospect_id = NEW.id AND done_at IS NULL) WHERE id = NEW.id;
END;
