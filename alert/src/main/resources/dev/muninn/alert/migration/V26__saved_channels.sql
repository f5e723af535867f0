-- Ways to tell people that were added in the browser. The document is JSON and holds their secrets.
CREATE TABLE alert_saved_channel (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL,
    author TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);
