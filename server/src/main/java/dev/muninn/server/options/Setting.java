package dev.muninn.server.options;

/** A text that somebody set for a key, known or not, and where. */
public record Setting(String key, String text, Origin origin) {}
