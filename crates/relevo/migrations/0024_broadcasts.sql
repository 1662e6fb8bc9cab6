-- Broadcasts of backend groups. Codes are those of src/store/codes.rs.

-- `connection`: the bot that heard the command; its zone counts. `person`: who wrote it. `due_ms`: when it begins by itself. `halted`: why it
-- is paused: 0 somebody wants it so, 1 what it sends is gone. `gathered_of`, `gathered`: how far its recipients are written down, while they
-- are. `starts`: it begins once they are. `panel`: where it is shown. `tally`: how many recipients have
-- come how far, as it shows: state, reason and count of each. `body`: the command and the name, sealed.
CREATE TABLE broadcasts (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    number BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    person BIGINT NOT NULL,
    stage BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    halted BIGINT NOT NULL,
    gathered_of BIGINT NOT NULL,
    gathered BIGINT NOT NULL,
    made_ms BIGINT NOT NULL,
    due_ms BIGINT,
    started_ms BIGINT,
    ended_ms BIGINT,
    panel BIGINT,
    tally TEXT NOT NULL DEFAULT '',
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE UNIQUE INDEX broadcasts_number ON broadcasts (cell, number);
-- Stages of which something becomes by itself: 0 gathering, 2 scheduled, 3 running.
CREATE INDEX broadcasts_going ON broadcasts (cell, id) WHERE stage IN (0, 2, 3);

-- What a broadcast sends, one after the other: quick replies, and how many minutes after the one before.
CREATE TABLE broadcast_steps (
    broadcast BIGINT NOT NULL,
    step BIGINT NOT NULL,
    after_minutes BIGINT NOT NULL,
    reply BIGINT NOT NULL,
    PRIMARY KEY (broadcast, step)
) {{rowless}};

-- To whom it goes. `connection` and `conversation`: 0 for an id that was listed and that nobody here has. `step`: the next, or the one in
-- its lane as delivery `seq`. `why`: the reason of who failed or was left out.
CREATE TABLE recipients (
    broadcast BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    state BIGINT NOT NULL,
    step BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    seq BIGINT,
    why BIGINT,
    PRIMARY KEY (broadcast, connection, chat)
) {{rowless}};
CREATE INDEX recipients_waiting ON recipients (broadcast, connection, due_ms) WHERE state = 0;
CREATE INDEX recipients_in_lane ON recipients (seq) WHERE state = 1;

-- As which messages a step arrived, from the first to the last: what an answer to it belongs to.
CREATE TABLE broadcast_messages (
    conversation BIGINT NOT NULL,
    message BIGINT NOT NULL,
    last BIGINT NOT NULL,
    broadcast BIGINT NOT NULL,
    PRIMARY KEY (conversation, message)
) {{rowless}};
CREATE INDEX broadcast_messages_of ON broadcast_messages (broadcast);

-- Clients who want no broadcasts.
CREATE TABLE opted_out (
    conversation {{id}} PRIMARY KEY,
    since_ms BIGINT NOT NULL
);
