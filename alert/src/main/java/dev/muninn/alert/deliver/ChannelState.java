package dev.muninn.alert.deliver;

/**
 * How a channel does.
 *
 * @param lastError of the last attempt, empty if it went well
 * @param told attempts that went well
 * @param failed attempts that did not
 * @param oldestMillis when the oldest waiting message was made, {@code Long.MAX_VALUE} if none is
 */
public record ChannelState(
        String name,
        boolean isWell,
        String lastError,
        long lastToldMillis,
        long lastFailedMillis,
        long told,
        long failed,
        int waiting,
        long oldestMillis) {}
