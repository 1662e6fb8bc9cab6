-- Marks: words that a team pins to its conversations. Codes are those of src/store/codes.rs.

-- The marks of backend groups. `body`: the name, what stands in titles, and the quick reply that is sent when it is set, sealed. `hook`:
-- whether webhooks hear of it.
CREATE TABLE marks (
    id {{id}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    hook BIGINT NOT NULL,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL
);
CREATE INDEX marks_of_cell ON marks (cell, id);

-- Which marks go when one is set.
CREATE TABLE mark_after (
    mark BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (mark, removed)
) {{rowless}};

-- Which marks are set, since when.
CREATE TABLE conversation_marks (
    mark BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (mark, conversation)
) {{rowless}};
CREATE INDEX conversation_marks_at ON conversation_marks (mark, at_ms, conversation);
CREATE INDEX conversation_marks_of ON conversation_marks (conversation, at_ms);

-- Every time that a mark was set or taken away: what funnels are counted by. `person`: who of the team did it, if anybody did.
CREATE TABLE mark_events (
    id {{serial}} PRIMARY KEY,
    cell BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    is_set BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    person BIGINT,
    cause BIGINT NOT NULL
);
CREATE INDEX mark_events_at ON mark_events (cell, at_ms);
CREATE INDEX mark_events_of ON mark_events (conversation, id);

-- The card with what the title shows for the conversation's marks.
ALTER TABLE conversations ADD COLUMN ticker BIGINT;

-- The conversations of a connection, a page after the other. Every id is above 0: who does not ask for that is not led here.
CREATE INDEX conversations_of ON conversations (connection, id) WHERE id > 0;

-- What clients have of the team: counted for the export. Roles: Team and Unnumbered.
CREATE INDEX links_answers ON links (conversation, made_ms) WHERE role IN (1, 10);
