-- When a client was told last that a message could not be taken (Unix milliseconds); 0 for never.
ALTER TABLE conversations ADD COLUMN error_told_ms BIGINT NOT NULL DEFAULT 0;

-- What became of the emoji that a connection wants for its topics: its id among those that Telegram offers; none if it is not there.
CREATE TABLE icons (
    connection BIGINT NOT NULL PRIMARY KEY,
    wanted TEXT NOT NULL,
    emoji TEXT
);
