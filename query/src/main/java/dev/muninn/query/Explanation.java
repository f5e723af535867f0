package dev.muninn.query;

import java.util.List;

/**
 * What one part of a query did, the parts below it included.
 *
 * @param kind what it is: {@code selector}, {@code range}, {@code subquery}, {@code call}, {@code
 *     aggregation}, {@code operator}, {@code sign}, {@code number} or {@code text}
 * @param text as it stands in the query
 * @param nanos time it took
 * @param ownNanos of that, what the parts below did not take
 * @param samples samples or buckets read from the store
 * @param series how many had points
 * @param points points of the result; of a range, the samples in it
 * @param resolutionMillis width of the buckets it was answered from, or 0
 * @param parts below it, in the order they are written; parentheses are none
 */
public record Explanation(
        String kind,
        String text,
        long nanos,
        long ownNanos,
        long samples,
        long series,
        long points,
        long resolutionMillis,
        List<Explanation> parts) {}
