package dev.muninn.query.syntax;

/** Where something stands in the query text: character offsets, the end not included. */
public record Span(int start, int end) {}
