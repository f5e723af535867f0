-- One row for each time in which a group of alerts fired; labels and alerts are JSON.
CREATE TABLE alert_incident (
    number BIGINT NOT NULL PRIMARY KEY,
    group_key TEXT NOT NULL,
    receiver TEXT NOT NULL,
    labels TEXT NOT NULL,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,
    alerts TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    acknowledged_by TEXT NOT NULL,
    acknowledged_at BIGINT NOT NULL,
    cared_until BIGINT NOT NULL,
    resolved_at BIGINT NOT NULL
);
CREATE INDEX alert_incident_opened ON alert_incident (opened_at);
CREATE INDEX alert_incident_resolved ON alert_incident (resolved_at);

-- What happened in an incident, in the order in which it was learnt.
CREATE TABLE alert_incident_event (
    id ${identity},
    incident BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,
    story TEXT NOT NULL
);
CREATE INDEX alert_incident_event_incident ON alert_incident_event (incident);
