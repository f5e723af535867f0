-- One row in a new installation, until its first start has switched on what is on there by itself.
CREATE TABLE alert_pack_start (
    id BIGINT NOT NULL PRIMARY KEY
);

INSERT INTO alert_pack_start (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM alert_rules_seen);
