-- Alerts of rules as they were after the run in which they changed; labels and annotations are JSON.
CREATE TABLE alert_rule_state (
    rule_group TEXT NOT NULL,
    rule TEXT NOT NULL,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    state TEXT NOT NULL,
    active_at BIGINT NOT NULL,
    fired_at BIGINT NOT NULL,
    keep_since BIGINT NOT NULL,
    resolved_at BIGINT NOT NULL,
    last_value TEXT NOT NULL,
    PRIMARY KEY (rule_group, rule, labels)
);

-- One row: until when rules were evaluated.
CREATE TABLE alert_rules_seen (
    id BIGINT NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
