-- Since when a backend group cannot be written to, so that this can be told when it goes on.
ALTER TABLE cells ADD COLUMN paused_ms BIGINT;

-- When Telegram last answered this bot's question for updates, to within minutes: a longer silence than Telegram keeps updates
-- is a gap that must be named.
ALTER TABLE identities ADD COLUMN heard_ms BIGINT;
