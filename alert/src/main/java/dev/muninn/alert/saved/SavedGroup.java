package dev.muninn.alert.saved;

/**
 * A version of a rule group that somebody saved.
 *
 * @param version counts from 1
 * @param document as JSON; empty if this version deleted the group
 */
public record SavedGroup(
        String folder,
        String name,
        long version,
        String document,
        String author,
        String message,
        long savedAtMillis) {

    public boolean isDeleted() {
        return document.isEmpty();
    }
}
