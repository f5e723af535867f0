-- Alerts that somebody sent, as they are known; labels and annotations are JSON.
CREATE TABLE alert_active (
    labels TEXT NOT NULL PRIMARY KEY,
    annotations TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    generator_url TEXT NOT NULL,
    is_timeout BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE alert_silence (
    id TEXT NOT NULL PRIMARY KEY,
    matchers TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    note TEXT NOT NULL,
    annotations TEXT NOT NULL
);

-- What each channel was told of each group the last time.
CREATE TABLE alert_told (
    group_key TEXT NOT NULL,
    channel TEXT NOT NULL,
    firing TEXT NOT NULL,
    resolved TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    memory TEXT NOT NULL,
    PRIMARY KEY (group_key, channel)
);

-- Messages on their way, and those that arrived or were given up: the history of notifications.
CREATE TABLE alert_delivery (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    group_key TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX alert_delivery_created ON alert_delivery (created_at);
CREATE INDEX alert_delivery_state ON alert_delivery (state);

-- Who takes care of a group, until when.
CREATE TABLE alert_acknowledgement (
    group_key TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    firing TEXT NOT NULL
);
