-- The items of albums, for those that follow and for what is said about an album later; swept after three days.
-- `album`: a keyed digest of its id, author and topic. `seq`: the delivery that brings the item, 0 for none.
CREATE TABLE albums (
    identity BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    message BIGINT NOT NULL,
    album BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    inside BIGINT NOT NULL,
    made_ms BIGINT NOT NULL,
    PRIMARY KEY (identity, chat, message)
) {{rowless}};
CREATE INDEX albums_album ON albums (identity, album);
