-- Rule groups that people saved, in all their versions; the last one counts. The document is JSON, as
-- the API shows it; an empty one says that the group was deleted.
CREATE TABLE alert_saved_group (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    author TEXT NOT NULL,
    message TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (folder, name, version)
);
