-- From which stage to which one a passage went, by their ids: statistics count by them, and a stage may be renamed.

ALTER TABLE activity ADD COLUMN from_stage INTEGER;
ALTER TABLE activity ADD COLUMN to_stage   INTEGER;

-- What the timeline told in words only.
UPDATE activity SET
  from_stage = (SELECT id FROM stage WHERE label = activity.data ->> 'from'),
  to_stage   = (SELECT id FROM stage WHERE label = activity.data ->> 'to')
WHERE kind = 'stage_change';

-- What happened when, to whom; passages by where they led, and one prospect's in their order; calls with what came of them.
-- Each answers alone, without the rows.
CREATE INDEX activity_by_kind  ON activity (kind, at, prospect_id);
CREATE INDEX activity_by_stage ON activity (to_stage, at, prospect_id, from_stage) WHERE kind = 'stage_change';
CREATE INDEX activity_passages ON activity (prospect_id, at, from_stage)           WHERE kind = 'stage_change';
CREATE INDEX activity_calls    ON activity (at, prospect_id, data ->> 'direction', data ->> 'outcome') WHERE kind = 'call';
