-- The chat that a group was before it became a supergroup: what was written there may be told later than the upgrade.
ALTER TABLE conversations ADD COLUMN chat_before BIGINT;
CREATE INDEX conversations_before ON conversations (connection, chat_before) WHERE chat_before IS NOT NULL;
