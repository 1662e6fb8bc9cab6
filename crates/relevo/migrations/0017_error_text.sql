-- When a client was told last that a message could not be taken (Unix milliseconds); 0 for never.
ALTER TABLE conversations ADD COLUMN error_told_ms BIGINT NOT NULL DEFAULT 0;
