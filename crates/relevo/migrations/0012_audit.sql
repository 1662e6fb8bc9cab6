-- Who changed what, kept for a year. `via`: 1 the command line, 2 a person in Telegram, whose id is `person`. `deed`: what was done; of a
-- parameter `subject` is its name. `body`: the old and the new value, sealed under the master key, as parameters are.
CREATE TABLE audit (
    id {{serial}} PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    via BIGINT NOT NULL,
    person BIGINT,
    deed BIGINT NOT NULL,
    connection BIGINT,
    subject TEXT NOT NULL,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE INDEX audit_at ON audit (at_ms);
CREATE INDEX audit_of ON audit (connection, id);
