-- The whole store. Written once for SQLite and PostgreSQL: {{id}}, {{serial}}, {{blob}} and {{rowless}} are replaced when loaded.
-- Enums are the codes of src/store/codes.rs. Times are Unix milliseconds. Blobs are sealed; `master` names the master
-- key, `body_key` the day in data_keys.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value {{blob}} NOT NULL
);

-- 'ids': the next row id that no process has reserved. 'config': how often the configuration changed.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    next BIGINT NOT NULL
);
INSERT INTO counters (name, next) VALUES ('ids', 1), ('config', 1);

-- One key a day for bodies; its row goes when no body needs it any more, and with it every copy of those bodies.
CREATE TABLE data_keys (
    day {{id}} PRIMARY KEY,
    master BIGINT NOT NULL,
    wrapped {{blob}} NOT NULL
);

-- `secret` holds username and token. `trouble`: why Telegram gives no updates (0: it does, or nobody asks).
CREATE TABLE identities (
    id {{id}} PRIMARY KEY,
    telegram_user BIGINT NOT NULL UNIQUE,
    master BIGINT NOT NULL,
    secret {{blob}} NOT NULL,
    cursor_epoch BIGINT NOT NULL DEFAULT 0,
    cursor_last BIGINT,
    cursor_at_ms BIGINT NOT NULL DEFAULT 0,
    trouble BIGINT NOT NULL DEFAULT 0
);

-- `revision` counts how often something that waits was changed by somebody else than its delivery; `revised` names it.
CREATE TABLE cells (
    id {{id}} PRIMARY KEY,
    group_chat BIGINT NOT NULL UNIQUE,
    desk BIGINT NOT NULL,
    state BIGINT NOT NULL,
    next_seq BIGINT NOT NULL DEFAULT 1,
    owner_epoch BIGINT NOT NULL DEFAULT 0,
    revision BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE connections (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    identity BIGINT NOT NULL UNIQUE,
    owner BIGINT,
    state BIGINT NOT NULL
);
CREATE INDEX connections_cell ON connections (cell);

CREATE TABLE parameters (
    connection BIGINT NOT NULL,
    name TEXT NOT NULL,
    master BIGINT NOT NULL,
    value {{blob}} NOT NULL,
    PRIMARY KEY (connection, name)
);

-- Names of people and chats, a key a card: without the key the names are gone from every copy.
CREATE TABLE cards (
    id {{id}} PRIMARY KEY,
    master BIGINT NOT NULL,
    wrapped {{blob}} NOT NULL,
    body {{blob}} NOT NULL
);

-- `topic_value`: the thread of an open topic, or until when an unsure one is awaited.
CREATE TABLE conversations (
    id {{id}} PRIMARY KEY,
    connection BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    card BIGINT NOT NULL,
    card_digest BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    topic_value BIGINT,
    last_author BIGINT NOT NULL,
    unreachable BIGINT NOT NULL,
    UNIQUE (connection, chat)
);
CREATE INDEX conversations_unsure ON conversations (connection) WHERE topic = 1;

-- A topic without a conversation is spare; `spare_ms` is when the sweep first saw it so.
CREATE TABLE topics (
    cell BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    conversation BIGINT,
    spare_ms BIGINT,
    PRIMARY KEY (cell, thread)
) {{rowless}};
CREATE INDEX topics_spare ON topics (cell, thread) WHERE conversation IS NULL;

CREATE TABLE inbox (
    identity BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    fate BIGINT NOT NULL,
    at_ms BIGINT,
    PRIMARY KEY (identity, epoch, update_id)
) {{rowless}};

CREATE TABLE quarantine (
    identity BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    why TEXT NOT NULL,
    body_key BIGINT,
    body {{blob}},
    PRIMARY KEY (identity, epoch, update_id)
);

-- `settled_ms`: when the sweep first saw the delivery held or failed. The columns from `cause_identity` to
-- `cause_digest` are all there or all absent.
CREATE TABLE outbox (
    cell BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    conversation BIGINT,
    direction BIGINT NOT NULL,
    state BIGINT NOT NULL,
    state_value BIGINT,
    state_code BIGINT,
    state_text TEXT,
    attempts BIGINT NOT NULL,
    step BIGINT NOT NULL,
    header_message BIGINT,
    is_repeat BIGINT NOT NULL,
    is_bare BIGINT NOT NULL,
    cause_identity BIGINT,
    cause_epoch BIGINT,
    cause_update BIGINT,
    cause_chat BIGINT,
    cause_message BIGINT,
    cause_kind BIGINT,
    cause_author BIGINT,
    cause_digest BIGINT,
    reply_message BIGINT,
    made_ms BIGINT NOT NULL,
    settled_ms BIGINT,
    job BIGINT NOT NULL,
    body_key BIGINT,
    body {{blob}},
    PRIMARY KEY (cell, seq)
) {{rowless}};

-- Delivery loads each direction by itself, so that a long backlog of one never hides another.
CREATE INDEX outbox_waiting ON outbox (cell, direction, seq) WHERE state <= 1;
-- At most one row a lane: what a successor must settle first, found without reading what waits.
CREATE INDEX outbox_claimed ON outbox (cell, seq) WHERE state = 1;

-- What waits for a message that was edited, or is to be withdrawn.
CREATE INDEX outbox_cause ON outbox (cell, cause_chat, cause_message) WHERE cause_message IS NOT NULL;

-- Deliveries that were changed or taken away where they waited: read and emptied by their worker before it makes a call.
CREATE TABLE revised (
    cell BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (cell, seq)
) {{rowless}};

-- `digest`: a keyed hash of the version that both sides hold. A team message has a row for each of its copies.
CREATE TABLE links (
    cell BIGINT NOT NULL,
    topic_message BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    identity BIGINT NOT NULL,
    client_chat BIGINT NOT NULL,
    client_message BIGINT NOT NULL,
    role BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    digest BIGINT NOT NULL,
    made_ms BIGINT NOT NULL,
    PRIMARY KEY (cell, topic_message, client_message)
) {{rowless}};
-- The chat comes last: accounts report deletions without it.
CREATE INDEX links_client ON links (identity, client_message, client_chat) WHERE client_message <> 0;

CREATE TABLE callbacks (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    about BIGINT,
    action BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);

CREATE TABLE journal (
    id {{serial}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    conversation BIGINT,
    kind BIGINT NOT NULL,
    at_ms BIGINT NOT NULL
);
