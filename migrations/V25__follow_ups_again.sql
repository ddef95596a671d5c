-- Follow-ups that come back, those that an answer does, and stages that demand a next action.

ALTER TABLE reminder ADD COLUMN repeat_every INTEGER;  -- with its unit; once it is done the next one is planned
ALTER TABLE reminder ADD COLUMN repeat_unit  TEXT;     -- day, working_day, week, month, year
ALTER TABLE reminder ADD COLUMN repeat_from  TEXT;     -- local day that months and years are counted from: the 31st stays the 31st
ALTER TABLE reminder ADD COLUMN unless_reply INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reminder_unless_reply ON reminder (prospect_id) WHERE unless_reply = 1 AND done_at IS NULL;

ALTER TABLE stage ADD COLUMN demands_next INTEGER NOT NULL DEFAULT 0;
