-- Meetings: events of the calendar, whom they are with, and what they make of a prospect's next action.

CREATE TABLE event (
  id           INTEGER PRIMARY KEY,
  series_id    INTEGER REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED, -- the series that it is an exception of
  occurrence   TEXT    NOT NULL DEFAULT '',     -- of an exception: the wall time that the series had for it
  uid          TEXT    NOT NULL,                -- RFC 7986; the same for a series and its exceptions
  title        TEXT    NOT NULL,
  starts       TEXT    NOT NULL,                -- wall time in the zone, YYYY-MM-DDTHH:MM:SS
  ends         TEXT    NOT NULL,                -- the first wall time after it
  is_all_day   INTEGER NOT NULL,
  zone         TEXT    NOT NULL,                -- IANA
  starts_at    INTEGER NOT NULL,                -- the same as instants
  ends_at      INTEGER NOT NULL,
  last_at      INTEGER,                         -- when the last occurrence ends; NULL: never
  rule         TEXT,                            -- RRULE, its end as wall time
  without      TEXT    NOT NULL DEFAULT '[]',   -- EXDATE, wall times
  also         TEXT    NOT NULL DEFAULT '[]',   -- RDATE, wall times
  is_recurring INTEGER NOT NULL DEFAULT 0,
  place        TEXT,
  link         TEXT,
  description  TEXT,
  status       TEXT    NOT NULL,                -- confirmed, tentative, cancelled
  is_busy      INTEGER NOT NULL DEFAULT 1,
  attendees    TEXT    NOT NULL DEFAULT '[]',
  alarms       TEXT    NOT NULL DEFAULT '[]',   -- minutes before
  sequence     INTEGER NOT NULL DEFAULT 0,
  source       TEXT    NOT NULL DEFAULT 'local',-- the calendar that it comes from
  etag         TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  told_at      INTEGER,                         -- alarms up to this instant were told
  next_at      INTEGER,                         -- derived: the occurrence that has not ended yet; its start
  next_ends_at INTEGER,
  alarm_at     INTEGER                          -- derived: when the next alarm is to be told; 0: to be found out
) STRICT;
CREATE INDEX event_by_start   ON event (starts_at)      WHERE is_recurring = 0;
CREATE INDEX event_by_length  ON event (ends_at - starts_at) WHERE is_recurring = 0;
CREATE INDEX event_recurring  ON event (starts_at)      WHERE is_recurring = 1;
CREATE INDEX event_by_uid     ON event (uid, occurrence);
CREATE INDEX event_of_series  ON event (series_id)      WHERE series_id IS NOT NULL;
CREATE INDEX event_passing    ON event (next_ends_at)   WHERE next_ends_at IS NOT NULL;
CREATE INDEX event_alarm      ON event (alarm_at)       WHERE alarm_at IS NOT NULL;

CREATE TABLE event_prospect (
  id          INTEGER PRIMARY KEY,
  event_id    INTEGER NOT NULL REFERENCES event (id) DEFERRABLE INITIALLY DEFERRED,
  prospect_id INTEGER NOT NULL REFERENCES prospect (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX event_prospect_once ON event_prospect (event_id, prospect_id);
CREATE INDEX event_prospect_of          ON event_prospect (prospect_id, event_id);

-- Whatever door an event is written by, what is derived of it is found out again.
CREATE TRIGGER event_derived_on_insert AFTER INSERT ON event BEGIN
  UPDATE event SET next_at = NEW.starts_at, next_ends_at = NEW.ends_at, alarm_at = iif(NEW.alarms = '[]', NULL, 0)
  WHERE id = NEW.id;
END;
CREATE TRIGGER event_derived_on_update AFTER UPDATE OF starts_at, ends_at, rule, without, also, status, alarms ON event
WHEN OLD.starts_at IS NOT NEW.starts_at OR OLD.ends_at IS NOT NEW.ends_at OR OLD.rule IS NOT NEW.rule
  OR OLD.without IS NOT NEW.without OR OLD.also IS NOT NEW.also OR OLD.status IS NOT NEW.status OR OLD.alarms IS NOT NEW.alarms
BEGIN
  UPDATE event SET next_at = NEW.starts_at, next_ends_at = NEW.ends_at, alarm_at = iif(NEW.alarms = '[]', NULL, 0)
  WHERE id = NEW.id;
END;

-- A prospect's next action is the first of her follow-ups that is not done, or the first of her meetings that is not over.
CREATE VIEW next_action (prospect_id, at) AS
  SELECT prospect_id, due_at FROM reminder WHERE done_at IS NULL
  UNION ALL
  SELECT t.prospect_id, e.next_at FROM event_prospect t JOIN event e ON e.id = t.event_id
  WHERE e.next_at IS NOT NULL AND e.status <> 'cancelled';

DROP TRIGGER reminder_next_on_insert;
DROP TRIGGER reminder_next_on_update;
DROP TRIGGER reminder_next_on_delete;
DROP TRIGGER reminder_next_on_return;

CREATE TRIGGER reminder_next_on_insert AFTER INSERT ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.prospect_id)
  WHERE id = NEW.prospect_id;
END;
CREATE TRIGGER reminder_next_on_update AFTER UPDATE OF prospect_id, due_at, done_at ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (OLD.prospect_id, NEW.prospect_id);
END;
CREATE TRIGGER reminder_next_on_delete AFTER DELETE ON reminder BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = OLD.prospect_id)
  WHERE id = OLD.prospect_id;
END;
CREATE TRIGGER event_next_on_tie AFTER INSERT ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.prospect_id)
  WHERE id = NEW.prospect_id;
END;
CREATE TRIGGER event_next_on_other_tie AFTER UPDATE OF prospect_id, event_id ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (OLD.prospect_id, NEW.prospect_id);
END;
CREATE TRIGGER event_next_on_untie AFTER DELETE ON event_prospect BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = OLD.prospect_id)
  WHERE id = OLD.prospect_id;
END;
CREATE TRIGGER event_next_on_update AFTER UPDATE OF next_at, status ON event
WHEN OLD.next_at IS NOT NEW.next_at OR OLD.status IS NOT NEW.status BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = prospect.id)
  WHERE id IN (SELECT prospect_id FROM event_prospect WHERE event_id = NEW.id);
END;
-- Whoever comes back brings what the row held when she went: her follow-ups and her meetings say it better.
CREATE TRIGGER reminder_next_on_return AFTER INSERT ON prospect
WHEN NEW.next_action_at IS NOT (SELECT min(at) FROM next_action WHERE prospect_id = NEW.id) BEGIN
  UPDATE prospect SET next_action_at = (SELECT min(at) FROM next_action WHERE prospect_id = NEW.id) WHERE id = NEW.id;
END;
