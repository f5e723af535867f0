package dev.muninn.alert.deliver;

import dev.muninn.alert.message.Message;

/** A message for one channel. */
public record Delivery(String channel, Message message, long createdAtMillis) {

    public String id() {
        return message.deliveryId();
    }

    public String groupKey() {
        return message.groupKey();
    }

    /** Whether somebody has to act now, so that it is never given up. */
    public boolean isCritical() {
        return message.alerts().stream()
                .anyMatch(alert -> alert.labels().get("severity").equals("critical"));
    }

    Delivery repeated() {
        return new Delivery(channel, message.repeated(), createdAtMillis);
    }
}
