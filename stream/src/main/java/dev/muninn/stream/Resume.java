package dev.muninn.stream;

/** What a client that lost its connection still has of a view: everything up to a tick. */
public record Resume(String view, long epoch, long seq) {}
