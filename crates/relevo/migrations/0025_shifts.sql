-- Shifts of backend groups. People by their number.

-- Since when a new conversation waits for its first answer (Unix milliseconds; 0: it has one), how often somebody was mentioned because of
-- that, and when last.
ALTER TABLE conversations ADD COLUMN unanswered_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN pings BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN pinged_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX conversations_unanswered ON conversations (connection, unanswered_ms) WHERE unanswered_ms > 0 AND pings < 2;

-- The groups that have shifts. `lead`: the shift lead. `told_ms`: when a change was told last, with how far the journal and the links were then.
CREATE TABLE shift_groups (
    cell {{id}} PRIMARY KEY,
    lead BIGINT,
    told_ms BIGINT,
    told_journal BIGINT NOT NULL DEFAULT 0,
    told_message BIGINT NOT NULL DEFAULT 0
);

-- Everybody's week: `day` 0 is Monday, minutes since its midnight.
CREATE TABLE shift_spans (
    cell BIGINT NOT NULL,
    person BIGINT NOT NULL,
    day BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    until_minute BIGINT NOT NULL,
    PRIMARY KEY (cell, person, day, from_minute)
) {{rowless}};

-- For single days (since 1970-01-01): who is on in the spans of `person`; nobody if NULL.
CREATE TABLE shift_substitutions (
    cell BIGINT NOT NULL,
    day BIGINT NOT NULL,
    person BIGINT NOT NULL,
    substitute BIGINT,
    PRIMARY KEY (cell, day, person)
) {{rowless}};

-- What people said themselves, until the rota changes for them; for ever if NULL.
CREATE TABLE shift_hands (
    cell BIGINT NOT NULL,
    person BIGINT NOT NULL,
    is_on BIGINT NOT NULL,
    since_ms BIGINT NOT NULL,
    until_ms BIGINT,
    PRIMARY KEY (cell, person)
) {{rowless}};

-- Who was on duty when a change was told last.
CREATE TABLE shift_told (
    cell BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (cell, person)
) {{rowless}};

-- The notes in topics: a hand-over leads to the newest.
CREATE INDEX links_notes ON links (cell, conversation, topic_message) WHERE role = 3;
