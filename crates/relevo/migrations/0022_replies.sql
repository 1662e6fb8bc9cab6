-- Quick replies of backend groups. `name_digest`: a keyed digest of the folded name. `ready`: 0 while its files are still on their way into the
-- topic "Replies"; nobody is offered it then, and it takes the place of the ready one of its name afterwards. `body` holds name and content.
CREATE TABLE replies (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    name_digest BIGINT NOT NULL,
    ready BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0,
    saved_ms BIGINT NOT NULL,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE UNIQUE INDEX replies_name ON replies (cell, name_digest, ready);

-- The topic "Replies" of a backend group.
CREATE TABLE reply_topics (
    cell {{id}} PRIMARY KEY,
    thread BIGINT NOT NULL
);

-- The items of albums that people post in backend groups, for two days: whoever saves one item saves all. `album`: a keyed digest of
-- Telegram's id. `identity`: who read it, and whose ids of files the body has.
CREATE TABLE group_albums (
    cell BIGINT NOT NULL,
    identity BIGINT NOT NULL,
    album BIGINT NOT NULL,
    message BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    body_key BIGINT NOT NULL,
    body {{blob}} NOT NULL,
    PRIMARY KEY (cell, identity, album, message)
) {{rowless}};
CREATE INDEX group_albums_age ON group_albums (at_ms);
