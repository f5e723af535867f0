package dev.muninn.stream;

/** One query of a view: the client's short name for it and its PromQL. */
public record LiveQuery(String ref, String expr) {}
