-- Who of a client group wrote what a link leads to (a person's or chat's id), so that it can be said of them: 0 where nobody asks, and for
-- what was linked before.
ALTER TABLE links ADD COLUMN author BIGINT NOT NULL DEFAULT 0;
