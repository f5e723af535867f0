package dev.muninn.alert.journal;

import java.util.Set;

/**
 * Somebody takes care of a group.
 *
 * @param untilMillis when it has to be renewed
 * @param firing fingerprints of the alerts that fired at that time; others are news all the same
 */
public record Acknowledgement(
        String groupKey,
        String person,
        String note,
        long madeAtMillis,
        long untilMillis,
        Set<String> firing) {}
