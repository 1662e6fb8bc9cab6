-- Files that come with commands, and files about broadcasts.

-- Whom the file of a broadcast names, in parts of some thousand numbers, sealed. `file`: the broadcast with which it came; those that repeat
-- it share it. Kept as long as one of them may still write down its recipients.
CREATE TABLE listed (
    file BIGINT NOT NULL,
    part BIGINT NOT NULL,
    master BIGINT NOT NULL,
    body {{blob}} NOT NULL,
    PRIMARY KEY (file, part)
) {{rowless}};

-- `file`: whom it goes to stands there. `misread`: how many of its lines say no number. `nobody`: how many numbers nobody here has, as far
-- as recipients are written down.
ALTER TABLE broadcasts ADD COLUMN file BIGINT;
ALTER TABLE broadcasts ADD COLUMN misread BIGINT NOT NULL DEFAULT 0;
ALTER TABLE broadcasts ADD COLUMN nobody BIGINT NOT NULL DEFAULT 0;
CREATE INDEX broadcasts_file ON broadcasts (file) WHERE file IS NOT NULL;

-- What is exported: a broadcast's report; none: clients.
ALTER TABLE exports ADD COLUMN broadcast BIGINT;
CREATE INDEX exports_of_broadcast ON exports (broadcast) WHERE broadcast IS NOT NULL;
