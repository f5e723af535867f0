package dev.muninn.catalog;

import java.time.Instant;

/** One save of a dashboard. */
public record Version(long number, Instant savedAt, String author, String message, String source) {}
