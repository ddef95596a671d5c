-- The changes of one merge among the many of an operation: one record can be given back without the others. NULL where the
-- operation merged nothing else.
ALTER TABLE merged ADD COLUMN first_change INTEGER;
ALTER TABLE merged ADD COLUMN last_change INTEGER;
