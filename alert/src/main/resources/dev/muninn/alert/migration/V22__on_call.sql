-- Who is on call when, and who is told when nobody acknowledges; documents are JSON, as the API
-- shows them.
CREATE TABLE alert_rota (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

CREATE TABLE alert_escalation_policy (
    name TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

-- Steps of escalations that were taken; base_at is since when nobody took care.
CREATE TABLE alert_escalation (
    incident BIGINT NOT NULL,
    base_at BIGINT NOT NULL,
    step BIGINT NOT NULL,
    receiver TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (incident, base_at, step)
);
