package dev.muninn.alert.deliver;

/**
 * How a channel does.
 *
 * @param lastError of the last attempt, empty if it went well
 * @param told attempts that went well
 * @param failed attempts that did not
 * @param nextAttemptMillis when the next of the waiting messages is tried, {@code Long.MAX_VALUE}
 *     if none waits: later where the receiver asked to be left alone
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
        long nextAttemptMillis,
        long oldestMillis) {}
