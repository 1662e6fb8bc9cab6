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

-- Topics of clients' own forums; thread 0 is General. `card` holds the name, `seen_ms` is when a message in it was mirrored last.
CREATE TABLE sources (
    conversation BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    card BIGINT,
    seen_ms BIGINT NOT NULL,
    PRIMARY KEY (conversation, thread)
) {{rowless}};

-- In which of them a message is: answers go there too.
CREATE TABLE source_messages (
    conversation BIGINT NOT NULL,
    message BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    PRIMARY KEY (conversation, message)
) {{rowless}};

-- A channel's post and its automatic forward in the linked discussion group, which comments answer.
CREATE TABLE discussions (
    identity BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    post BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    message BIGINT NOT NULL,
    PRIMARY KEY (identity, channel, post)
) {{rowless}};

-- When the owner stopped the connection last, and when they started it again.
ALTER TABLE connections ADD COLUMN stopped_ms BIGINT;
ALTER TABLE connections ADD COLUMN started_ms BIGINT;
