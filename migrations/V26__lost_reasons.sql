-- A field may have a part to play: why somebody was lost. At most one field plays it.

ALTER TABLE field ADD COLUMN role TEXT; -- lost_reason
CREATE UNIQUE INDEX field_of_role ON field (role) WHERE role IS NOT NULL;
