-- Of messages by state only those on their way are ever asked for: an index of them alone is small, and a
-- message that arrived need not be filed under another state.
DROP INDEX alert_delivery_state;
CREATE INDEX alert_delivery_waiting ON alert_delivery (created_at) WHERE state = 'waiting';
