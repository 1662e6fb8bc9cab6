-- What somebody of the team asked of a module and nobody has dealt with yet: the update as it came, sealed. A cell's are dealt with in
-- the order of `number`. `conversation`: in whose topic it was asked.
CREATE TABLE requests (
    number BIGINT PRIMARY KEY,
    identity BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    conversation BIGINT,
    at_ms BIGINT NOT NULL,
    body_key BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE INDEX requests_of ON requests (cell, number);

-- Messages of the desk in the backend group with buttons. `module`: who draws it; `stands`: 1 ten minutes, 2 a day, 3 for good.
-- `screen`: what it shows, sealed. `message` and `shown`: its message, and the digest of what that shows.
CREATE TABLE panels (
    id BIGINT PRIMARY KEY,
    cell BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    conversation BIGINT,
    thread BIGINT,
    about BIGINT,
    person BIGINT,
    module BIGINT NOT NULL,
    stands BIGINT NOT NULL,
    message BIGINT,
    shown BIGINT,
    until_ms BIGINT,
    master BIGINT NOT NULL,
    screen {{blob}} NOT NULL
);
CREATE INDEX panels_at ON panels (cell, message);
CREATE INDEX panels_until ON panels (until_ms) WHERE until_ms IS NOT NULL;
