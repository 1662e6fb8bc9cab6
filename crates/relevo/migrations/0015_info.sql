-- Who was seen writing in a client's group. `card` holds the names, `digest` is theirs, by which a change is noticed. People come first, because
-- those who wrote in a page are asked for together, whichever groups they wrote in.
CREATE TABLE participants (
    person BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    card BIGINT NOT NULL,
    digest BIGINT NOT NULL,
    first_ms BIGINT NOT NULL,
    PRIMARY KEY (person, conversation)
) {{rowless}};
CREATE INDEX participants_of ON participants (conversation, first_ms);

-- When a client's messages came into the topic: the first and the last of a conversation. Roles: Client and Item.
CREATE INDEX links_contact ON links (conversation, made_ms) WHERE role IN (0, 9);
