package dev.muninn.model;

/** One measured value with the labels (mostly a trace id) that lead to its cause. */
public record Exemplar(Labels labels, double value, long timestampMillis) {}
