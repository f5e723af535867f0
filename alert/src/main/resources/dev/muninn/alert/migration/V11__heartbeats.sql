-- What is expected to be heard of now and then; labels are JSON.
CREATE TABLE alert_heartbeat (
    name TEXT NOT NULL PRIMARY KEY,
    period_millis BIGINT NOT NULL,
    grace_millis BIGINT NOT NULL,
    labels TEXT NOT NULL,
    beat_at BIGINT NOT NULL
);
