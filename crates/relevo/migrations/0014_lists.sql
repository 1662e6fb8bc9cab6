-- The topics for which a person is responsible.
CREATE INDEX conversations_of_responsible ON conversations (responsible, connection, status, status_ms)
    WHERE responsible IS NOT NULL;

-- Which menu of commands a bot has in which backend group, as far as Telegram took it: the digest of what was registered.
CREATE TABLE menus (
    identity BIGINT NOT NULL PRIMARY KEY,
    chat BIGINT NOT NULL,
    digest BIGINT NOT NULL
);
