package dev.muninn.alert.saved;

/**
 * A way to tell people that somebody saved.
 *
 * @param name of its receiver
 */
public record SavedChannel(
        String name, ChannelDocument document, String author, long savedAtMillis) {}
