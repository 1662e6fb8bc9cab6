-- On how many conversations a mark is set, counted as it is set and taken away: a list does not count a hundred thousand rows to be drawn.
ALTER TABLE marks ADD COLUMN held BIGINT NOT NULL DEFAULT 0;
UPDATE marks SET held = (SELECT COUNT(*) FROM conversation_marks s WHERE s.mark = marks.id);

-- A mark that was deleted, when and by whom: it is on no list, and its conversations lose it a page after the other.
ALTER TABLE marks ADD COLUMN gone_ms BIGINT;
ALTER TABLE marks ADD COLUMN gone_by BIGINT;
CREATE INDEX marks_gone ON marks (gone_ms, id) WHERE gone_ms IS NOT NULL;
