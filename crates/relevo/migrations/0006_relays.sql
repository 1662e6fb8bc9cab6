-- Relays and what is known of budgets. Codes are those of src/store/codes.rs.

-- Extra bots of a cell that post texts. `out`: why one is out of service (0: it is not), since `out_ms`.
CREATE TABLE relays (
    identity {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    out BIGINT NOT NULL DEFAULT 0,
    out_ms BIGINT
);

-- The relay that posted a link's message in the backend group, and the one whose call is claimed; NULL is the frontend.
ALTER TABLE links ADD COLUMN relay BIGINT;
ALTER TABLE outbox ADD COLUMN relay BIGINT;

-- What Telegram taught about a bot in a chat (0: in all): until when it wants nothing, the most units that are sent in a minute, the
-- most that it took, when that changed last, and for how long it stays.
CREATE TABLE budgets (
    identity BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    wait_until_ms BIGINT NOT NULL,
    ceiling BIGINT,
    proven BIGINT,
    since_ms BIGINT,
    patience_ms BIGINT,
    PRIMARY KEY (identity, chat)
) {{rowless}};

-- What was spent lately in a backend group on calls that leave no link: edits, lines in General. Kept for an hour.
CREATE TABLE spent (
    cell BIGINT NOT NULL,
    identity BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    units BIGINT NOT NULL
);
CREATE INDEX spent_cell ON spent (cell, at_ms);
