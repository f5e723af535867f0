-- Ready-made rules that somebody switched on.
CREATE TABLE alert_pack (
    name TEXT NOT NULL PRIMARY KEY,
    since_millis BIGINT NOT NULL
);
