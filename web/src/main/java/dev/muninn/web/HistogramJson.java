package dev.muninn.web;

import dev.muninn.model.NativeHistogram;
import dev.muninn.stream.JsonBuffer;

/** Writes a native histogram with the bounds of its buckets, as Prometheus' HTTP API does. */
final class HistogramJson {

    /** Which bounds belong to a bucket, in the words of the API. */
    private static final int UPPER = 0;

    private static final int LOWER = 1;
    private static final int BOTH = 3;

    private final JsonBuffer json;
    private final NativeHistogram histogram;
    private boolean hasBucket;

    private HistogramJson(JsonBuffer json, NativeHistogram histogram) {
        this.json = json;
        this.histogram = histogram;
    }

    static void write(JsonBuffer json, NativeHistogram histogram) {
        new HistogramJson(json, histogram).write();
    }

    private void write() {
        json.raw("{\"count\":\"").number(histogram.count());
        json.raw("\",\"sum\":\"").number(histogram.sum()).raw('"');
        writeNegative();
        double zero = histogram.zeroThreshold();
        bucket(BOTH, -zero, zero, histogram.zeroCount());
        writePositive();
        json.raw(hasBucket ? "]}" : "}");
    }

    private void writePositive() {
        int[] spans = histogram.positiveSpans();
        double[] counts = histogram.positiveBuckets();
        int index = 0;
        int at = 0;
        for (int i = 0; i < spans.length; i += 2) {
            index += spans[i];
            for (int k = 0; k < spans[i + 1]; k++, index++, at++) {
                double lower = bound(index - 1);
                int bounds = histogram.hasCustomBounds() && index == 0 && lower <= 0 ? BOTH : UPPER;
                bucket(bounds, lower, bound(index), counts[at]);
            }
        }
    }

    /** From the lowest values up: the buckets in reverse order. */
    private void writeNegative() {
        int[] spans = histogram.negativeSpans();
        double[] counts = histogram.negativeBuckets();
        int index = 0;
        for (int i = 0; i < spans.length; i += 2) {
            index += spans[i] + spans[i + 1];
        }
        int at = counts.length;
        for (int i = spans.length - 2; i >= 0; i -= 2) {
            for (int k = 0; k < spans[i + 1]; k++) {
                index--;
                bucket(LOWER, -bound(index), -bound(index - 1), counts[--at]);
            }
            index -= spans[i];
        }
    }

    private void bucket(int bounds, double lower, double upper, double count) {
        if (count == 0) {
            return;
        }
        json.raw(hasBucket ? ",[" : ",\"buckets\":[[").number(bounds);
        json.raw(",\"").number(lower).raw("\",\"").number(upper);
        json.raw("\",\"").number(count).raw("\"]");
        hasBucket = true;
    }

    /** The upper bound of the bucket with this index. */
    private double bound(int index) {
        if (histogram.hasCustomBounds()) {
            double[] bounds = histogram.customBounds();
            return index < 0
                    ? Double.NEGATIVE_INFINITY
                    : index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
        }
        int schema = histogram.schema();
        if (schema <= 0) {
            return Math.scalb(1.0, Math.clamp((long) index << -schema, -1100, 1100));
        }
        int whole = index >> schema;
        int part = index - (whole << schema);
        return Math.scalb(Math.pow(2, Math.scalb((double) part, -schema)), whole);
    }
}
