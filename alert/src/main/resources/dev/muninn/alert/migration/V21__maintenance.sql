-- Times in which nobody is to be told; the document is JSON, as the API shows it.
CREATE TABLE alert_maintenance (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);
