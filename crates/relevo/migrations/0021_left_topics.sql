-- Topics that connections have left behind when they moved to another group. `identity`: the bot that can write there. `owes`: what is to
-- be done there: 0 nothing, 1 to say where the conversation goes on, 2 to close the topic, 3 to tell whoever wrote there (`about`), due at
-- `due_ms`. `told_ms`: when the topic was told last.
CREATE TABLE left_topics (
    identity BIGINT NOT NULL,
    group_chat BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    left_ms BIGINT NOT NULL,
    owes BIGINT NOT NULL DEFAULT 0,
    about BIGINT,
    due_ms BIGINT NOT NULL DEFAULT 0,
    told_ms BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (identity, group_chat, thread)
) {{rowless}};
CREATE INDEX left_topics_due ON left_topics (due_ms) WHERE owes > 0;
CREATE INDEX left_topics_of ON left_topics (conversation);
