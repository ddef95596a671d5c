-- What a day and the figures of a period are counted by, however much there is of it: read from an index alone. Indices hold the
-- columns of their own conditions too, since these are tested again.

DROP INDEX reminder_pending;
-- With a time of day and without one apart: each state of a follow-up is a range of each, in the order in which it is shown.
CREATE INDEX reminder_pending ON reminder (is_timed, due_at, priority DESC, id, prospect_id, done_at) WHERE done_at IS NULL;

-- E-mails by their date, with their direction.
CREATE INDEX activity_mails ON activity (at, prospect_id, data ->> 'direction') WHERE kind = 'email';

-- The times at which meetings took place. Derived, and not in the journal: found out where time passes a meeting, gone where its
-- times change.
CREATE TABLE event_held (
  id         INTEGER PRIMARY KEY,
  event_id   INTEGER NOT NULL,
  occurrence TEXT    NOT NULL,                 -- wall time, where the event is a series; empty elsewhere
  starts_at  INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX event_held_of       ON event_held (event_id, starts_at);
CREATE INDEX event_held_by_start ON event_held (starts_at, event_id);

DROP TRIGGER event_derived_on_update;
CREATE TRIGGER event_derived_on_update AFTER UPDATE OF starts_at, ends_at, rule, without, also, status, alarms ON event
WHEN OLD.starts_at IS NOT NEW.starts_at OR OLD.ends_at IS NOT NEW.ends_at OR OLD.rule IS NOT NEW.rule
  OR OLD.without IS NOT NEW.without OR OLD.also IS NOT NEW.also OR OLD.status IS NOT NEW.status OR OLD.alarms IS NOT NEW.alarms
BEGIN
  UPDATE event SET next_at = NEW.starts_at, next_ends_at = NEW.ends_at, alarm_at = iif(NEW.alarms = '[]', NULL, 0)
  WHERE id = NEW.id;
  DELETE FROM event_held WHERE event_id = NEW.id;
END;
CREATE TRIGGER event_held_on_delete AFTER DELETE ON event BEGIN
  DELETE FROM event_held WHERE event_id = OLD.id;
  -- Its time in the series stands again.
  UPDATE event SET next_ends_at = ends_at WHERE id = OLD.series_id;
END;
CREATE TRIGGER event_held_on_insert AFTER INSERT ON event WHEN NEW.series_id IS NOT NULL BEGIN
  UPDATE event SET next_ends_at = ends_at WHERE id = NEW.series_id;
END;
-- What took place before is found out at the next turn.
UPDATE event SET next_ends_at = ends_at;

-- What a timeline shows: what was written, and meetings that took place, with when they were over.
CREATE VIEW timeline (id, prospect_id, kind, at, body, data, caller, from_stage, to_stage, over_at) AS
  SELECT id, prospect_id, kind, at, body, data, caller, from_stage, to_stage, NULL FROM activity
  UNION ALL
  SELECT h.id, t.prospect_id, 'meeting', h.starts_at, NULL,
    json_object('event', CAST(h.event_id AS TEXT), 'occurrence', nullif(h.occurrence, ''), 'title', e.title, 'ends_at', h.ends_at,
      'is_all_day', json(iif(e.is_all_day, 'true', 'false')), 'place', e.place),
    'user', NULL, NULL, h.ends_at
  FROM event_prospect t CROSS JOIN event e ON e.id = t.event_id CROSS JOIN event_held h ON h.event_id = t.event_id;
