-- What proves the fate of each update (ADR 18).

-- `number` counts a bot's updates as they are stored, without gaps: a row that goes missing leaves one. `chat` and `message`: where
-- the message is that the update is about; chat 0 stands for the backend group, whatever its id.
ALTER TABLE inbox ADD COLUMN number BIGINT;
ALTER TABLE inbox ADD COLUMN chat BIGINT;
ALTER TABLE inbox ADD COLUMN message BIGINT;

-- How many updates were ever stored; up to which number, and up to which time of arrival, marks may be gone: swept, or stored before
-- they had numbers.
ALTER TABLE identities ADD COLUMN taken BIGINT NOT NULL DEFAULT 0;
ALTER TABLE identities ADD COLUMN swept BIGINT NOT NULL DEFAULT 0;
ALTER TABLE identities ADD COLUMN swept_ms BIGINT;
UPDATE identities SET swept_ms = (SELECT MAX(at_ms) FROM inbox WHERE inbox.identity = identities.id);

-- Which notice tells of an update that failed or is held: its delivery, and once it stands its message in the backend group. `kept`: the
-- delivery that is kept for a person to decide about.
CREATE TABLE told (
    identity BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    notice BIGINT NOT NULL,
    message BIGINT,
    kept BIGINT,
    PRIMARY KEY (identity, epoch, update_id)
) {{rowless}};
CREATE INDEX told_notice ON told (cell, notice);
CREATE INDEX told_kept ON told (cell, kept) WHERE kept IS NOT NULL;
