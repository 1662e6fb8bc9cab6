-- Exports that somebody asked for in General. `person`: who. `state`: 0 it goes on, 1 it is there, 2 it could not be sent. `part`: how many
-- parts are there; `after_connection` and `after_row`: after what the next one goes on. `due_ms`: not before. `body`: for whom, as it is
-- written, sealed.
CREATE TABLE exports (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    connection BIGINT NOT NULL,
    panel BIGINT NOT NULL,
    person BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    state BIGINT NOT NULL,
    part BIGINT NOT NULL,
    after_connection BIGINT NOT NULL,
    after_row BIGINT NOT NULL,
    clients BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE INDEX exports_due ON exports (due_ms) WHERE state = 0;
CREATE INDEX exports_of ON exports (cell, id);
