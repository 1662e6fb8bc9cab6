-- The names of who is in the backend group, as far as they were seen: `card` holds them, `digest` tells whether they have changed.
ALTER TABLE operators ADD COLUMN card BIGINT;
ALTER TABLE operators ADD COLUMN digest BIGINT NOT NULL DEFAULT 0;

-- Which delivery a notice in the backend group is about.
CREATE INDEX told_message ON told (cell, message) WHERE message IS NOT NULL;
