-- An undo that finds nothing to write is an entry of its own from here on. Those of before left only their mark, which nothing in
-- the chain answers for: what they marked is noted, so that the audit can tell it from a mark that somebody forged.

INSERT INTO meta (key, value)
SELECT 'bare_marks', json_group_object(CAST(id AS TEXT), reverted_by) FROM operation
WHERE reverted_by IS NOT NULL AND reverted_by NOT IN (SELECT id FROM operation)
HAVING count(*) > 0;
