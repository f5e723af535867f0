-- Which of the processes on one database tells people of alerts. The token grows each time that another
-- one takes over; it is part of the key, so that a row lock on the key holds up only that.
CREATE TABLE alert_lease (
    name TEXT NOT NULL,
    token BIGINT NOT NULL,
    owner TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    renewals BIGINT NOT NULL,
    PRIMARY KEY (name, token)
);

INSERT INTO alert_lease (name, token, owner, since_at, renewals) VALUES ('tell', 0, '', 0, 0);

-- The processes that look at the lease; each counts its looks.
CREATE TABLE alert_node (
    name TEXT NOT NULL PRIMARY KEY,
    looks BIGINT NOT NULL
);

-- Alerts that a process took in which stands by; the one that tells fetches them.
CREATE TABLE alert_inbox (
    id ${identity},
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    generator_url TEXT NOT NULL,
    is_timeout BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
