-- The setup bot. Codes are those of src/store/codes.rs.

-- How often a connection left the group: whoever decided for it with what was so before finds out.
ALTER TABLE cells ADD COLUMN departures BIGINT NOT NULL DEFAULT 0;

-- The number of the connection that was made last: none is given twice.
INSERT INTO counters (name, next) SELECT 'connections', COALESCE(MAX(id), 0) FROM connections;

-- Whose bot it is, and whether every owner of the installation is served there: the bot that `relevo serve` was started with.
ALTER TABLE identities ADD COLUMN owner BIGINT;
ALTER TABLE identities ADD COLUMN is_setup BIGINT NOT NULL DEFAULT 0;

-- The owners of the installation, each with the language that they chose (0: none, their app's counts).
CREATE TABLE owners (
    person {{id}} PRIMARY KEY,
    language BIGINT NOT NULL,
    since_ms BIGINT NOT NULL
);

-- Who may do with a connection what its owner may.
CREATE TABLE co_owners (
    connection BIGINT NOT NULL,
    person BIGINT NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (connection, person)
) {{rowless}};

-- Codes of claim links and of /connect, as keyed digests. Each works once and is gone then. `person`: who made it, 0 for the host. `chat`: the
-- only one in which it works, once it was written into one.
CREATE TABLE codes (
    digest {{id}} PRIMARY KEY,
    purpose BIGINT NOT NULL,
    identity BIGINT NOT NULL,
    person BIGINT NOT NULL,
    connection BIGINT NOT NULL DEFAULT 0,
    chat BIGINT NOT NULL DEFAULT 0,
    expires_ms BIGINT NOT NULL
);

-- A connection's API key, as a keyed digest.
CREATE TABLE api_keys (
    connection {{id}} PRIMARY KEY,
    digest BIGINT NOT NULL UNIQUE,
    made_ms BIGINT NOT NULL
);

-- Whether the owner of a backend group lets somebody else connect a bot to it. `agreed`: 0 asked, 1 yes, 2 no.
CREATE TABLE consents (
    cell BIGINT NOT NULL,
    person BIGINT NOT NULL,
    agreed BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (cell, person)
) {{rowless}};

-- How far a person's talk with the setup bot has come. `message`: the one with the buttons that work. `owed`: what is to be shown has
-- not been shown yet. `due_ms`: when to look by itself at what the person is waiting for. `body` holds which screen it is.
CREATE TABLE dialogs (
    identity BIGINT NOT NULL,
    person BIGINT NOT NULL,
    message BIGINT,
    owed BIGINT NOT NULL,
    due_ms BIGINT,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL,
    PRIMARY KEY (identity, person)
) {{rowless}};

-- Updates that were taken in and wait for whoever deals with them: the setup bot (connection 0), or a connection that is stopped.
CREATE TABLE aside (
    identity BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    body_key BIGINT NOT NULL,
    body {{blob}} NOT NULL,
    PRIMARY KEY (identity, epoch, update_id)
) {{rowless}};
CREATE INDEX aside_of_setup ON aside (identity, epoch, update_id) WHERE connection = 0;
