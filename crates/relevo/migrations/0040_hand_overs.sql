-- The delivery of the last hand-over, and how far things were at the one before: one that still waits is taken back for the next.
ALTER TABLE shift_groups ADD COLUMN told_seq BIGINT;
ALTER TABLE shift_groups ADD COLUMN before_ms BIGINT;
ALTER TABLE shift_groups ADD COLUMN before_journal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE shift_groups ADD COLUMN before_message BIGINT NOT NULL DEFAULT 0;

-- What a shift has closed and taken, of one group.
CREATE INDEX journal_shifts ON journal (cell, id) WHERE kind IN (122, 130);
