package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes histograms for tests: of observations, or of buckets. */
final class Histograms {

    private Histograms() {}

    /** What an exact client with a zero bucket up to {@code threshold} would count. */
    static NativeHistogram observed(int schema, double threshold, List<Double> values) {
        TreeMap<Integer, Integer> positive = new TreeMap<>();
        TreeMap<Integer, Integer> negative = new TreeMap<>();
        int zeros = 0;
        double sum = 0;
        for (double value : values) {
            sum += value;
            if (Math.abs(value) <= threshold) {
                zeros++;
            } else {
                (value > 0 ? positive : negative)
                        .merge(bucketOf(Math.abs(value), schema), 1, Integer::sum);
            }
        }
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                schema,
                threshold,
                zeros,
                values.size(),
                sum,
                spans(positive),
                counts(positive),
                spans(negative),
                counts(negative),
                new double[0]);
    }

    private static int bucketOf(double value, int schema) {
        int index = (int) Math.ceil(Math.scalb(HistogramEstimate.log2(value), schema)) - 2;
        while (BucketBounds.upper(index, schema) < value) {
            index++;
        }
        return index;
    }

    private static int[] spans(SortedMap<Integer, Integer> buckets) {
        int[] spans = new int[2 * buckets.size()];
        int at = 0;
        int next = 0;
        for (int index : buckets.keySet()) {
            spans[at++] = index - next;
            spans[at++] = 1;
            next = index + 1;
        }
        return spans;
    }

    private static double[] counts(SortedMap<Integer, Integer> buckets) {
        return buckets.values().stream().mapToDouble(Integer::doubleValue).toArray();
    }

    /** Adjacent positive buckets from index 0 on. */
    static NativeHistogram ofBuckets(int schema, double sum, double... buckets) {
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                schema,
                0,
                0,
                Arrays.stream(buckets).sum(),
                sum,
                new int[] {0, buckets.length},
                buckets,
                new int[0],
                new double[0],
                new double[0]);
    }

    static NativeHistogram custom(double[] bounds, double sum, double... buckets) {
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                NativeHistogram.CUSTOM_SCHEMA,
                0,
                0,
                Arrays.stream(buckets).sum(),
                sum,
                new int[] {0, buckets.length},
                buckets,
                new int[0],
                new double[0],
                bounds);
    }
}
