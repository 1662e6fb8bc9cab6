-- How the team deals with a conversation: whose turn it is and since when, who is responsible (a person, and a card
-- with the name), what it is called (a card), and what its client was told by itself.
ALTER TABLE conversations ADD COLUMN status BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN status_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN responsible BIGINT;
ALTER TABLE conversations ADD COLUMN responsible_card BIGINT;
ALTER TABLE conversations ADD COLUMN called BIGINT;
ALTER TABLE conversations ADD COLUMN welcomed_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN away_day BIGINT;

-- A title that a person gave is a name from now on; those of before count as the desk's.
UPDATE conversations SET title = 0 WHERE title = 2;

-- What waits for the team, and what ages out.
CREATE INDEX conversations_of_team ON conversations (connection, status_ms) WHERE status = 0;
CREATE INDEX conversations_of_client ON conversations (connection, status_ms) WHERE status = 1;
