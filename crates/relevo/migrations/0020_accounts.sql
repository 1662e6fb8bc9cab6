-- The bot over which a connected account is reached; none: it is a bot itself. The connection's name and rights are in the secret.
ALTER TABLE identities ADD COLUMN via BIGINT;

-- When an account's client wrote last (Unix milliseconds), of which such moment the team was told that its day ends, whether it was told
-- about reactions, and when about many deletions; 0 for never.
ALTER TABLE conversations ADD COLUMN client_wrote_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN window_told_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN reactions_told BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN deletions_told_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX conversations_window ON conversations (connection, client_wrote_ms) WHERE client_wrote_ms > 0;

-- Accounts to which a bot is connected, but nobody has connected a backend group: by bot and account.
CREATE TABLE pending_accounts (
    bot BIGINT NOT NULL,
    telegram_user BIGINT NOT NULL,
    master BIGINT NOT NULL,
    secret {{blob}} NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (bot, telegram_user)
);
