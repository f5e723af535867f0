package dev.muninn.query;

import java.util.List;

/** The value of a query. */
public sealed interface ResultValue {

    /** A number at a time. */
    record Scalar(long timestampMillis, double value) implements ResultValue {}

    /** A text at a time. */
    record Text(long timestampMillis, String value) implements ResultValue {}

    /** One point per series, all at the time of the query; in result order. */
    record Vector(List<ResultSeries> series) implements ResultValue {}

    /** Points over time per series, sorted by labels. */
    record Matrix(List<ResultSeries> series) implements ResultValue {}
}
