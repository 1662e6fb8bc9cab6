-- Memory holds the beginning of each lane; the rest is read, and counted, lane by lane.

-- What tells lanes of one conversation and direction apart (`Lane::part`): 0 for what is a sequence, otherwise what the delivery is
-- about. Rows that wait already keep 0, but for reactions, which may be many.
ALTER TABLE outbox ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET part = cause_message WHERE job = 50 AND cause_message IS NOT NULL;

-- What was added since, of the sequences of one direction, and of everything beside them.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (cell, direction, seq) WHERE state <= 1 AND part = 0;
CREATE INDEX outbox_beside ON outbox (cell, seq) WHERE state <= 1 AND part <> 0;
-- What follows in one lane.
CREATE INDEX outbox_lane ON outbox (cell, direction, conversation, part, seq) WHERE state <= 1;
