-- Broadcasts: `recount`: 1 where recipients have come further although it does not run, so that its panel is to follow. `halted` says more now:
-- 0 somebody wants it so, 1 what it sends is gone, 2 the desk cannot go on with it, 3 nobody started it.
ALTER TABLE broadcasts ADD COLUMN recount BIGINT NOT NULL DEFAULT 0;
DROP INDEX broadcasts_going;
-- Those of which something becomes by itself: 0 gathering, 2 scheduled, 3 running.
CREATE INDEX broadcasts_going ON broadcasts (cell, id) WHERE stage IN (0, 2, 3) OR recount = 1;

-- Whoever has chats with several bots of a group is one recipient.
CREATE INDEX recipients_chat ON recipients (broadcast, chat);
