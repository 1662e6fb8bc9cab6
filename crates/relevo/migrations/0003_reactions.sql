-- Who reacts to what, how: a row for each reaction of each person or chat to each message, as Telegram names it. Actor 0 stands
-- for everybody, where only counts are told. `kind`: 0 an emoji, 1 a custom one, by its id. `number` is its age, `position` its
-- place among those of its actor; `refused`: Telegram does not let the bot set it.
CREATE TABLE reactions (
    connection BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    message BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    value TEXT NOT NULL,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (connection, chat, message, actor, kind, value)
) {{rowless}};
CREATE INDEX reactions_age ON reactions (at_ms);
