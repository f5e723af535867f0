package dev.muninn.alert.journal;

import dev.muninn.alert.message.Message;

/**
 * A row of the history of notifications.
 *
 * @param state waiting, told, failed or replaced
 * @param finishedAtMillis 0 while it waits
 */
public record PastDelivery(
        String id,
        String channel,
        String reason,
        Message message,
        String state,
        long createdAtMillis,
        long finishedAtMillis,
        long attempts,
        String detail) {}
