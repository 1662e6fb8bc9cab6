-- Groups and channels. Codes are those of src/store/codes.rs.

-- How far a conversation has come, and whether its topic's title is as it should be.
ALTER TABLE conversations ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN title BIGINT NOT NULL DEFAULT 0;

-- Who was seen in the backend group and not seen leaving it: Telegram's ids alone.
CREATE TABLE operators (
    cell BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (cell, person)
) {{rowless}};
