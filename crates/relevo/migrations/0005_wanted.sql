-- What topics are to be. Codes are those of src/store/codes.rs.

-- Whether the topic is to be open or closed while a delivery that lets it be so waits (0: none does), and whether the desk has closed it,
-- as Telegram confirmed last.
ALTER TABLE conversations ADD COLUMN wanted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN closed BIGINT NOT NULL DEFAULT 0;

-- When an operator was told last, by another bot of the group, that the connection is stopped.
ALTER TABLE conversations ADD COLUMN stop_told_ms BIGINT NOT NULL DEFAULT 0;
