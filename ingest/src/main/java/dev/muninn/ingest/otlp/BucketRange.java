package dev.muninn.ingest.otlp;

import java.util.Arrays;

/**
 * Counts of exponential buckets that follow each other; never changed.
 *
 * @param first the index of the first, numbered by its lower bound as OpenTelemetry does
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
record BucketRange(int first, double[] counts) {

    static final BucketRange EMPTY = new BucketRange(0, new double[0]);

    /** Empty buckets up to this many cost less than another span. */
    private static final int MAX_GAP = 2;

    boolean isEmpty() {
        return counts.length == 0;
    }

    private int end() {
        return first + counts.length;
    }

    /** The same counts in buckets that are wider: each step takes two neighbours together. */
    BucketRange coarser(int steps) {
        if (steps == 0 || isEmpty()) {
            return this;
        }
        int newFirst = first >> steps;
        double[] merged = new double[(end() - 1 >> steps) - newFirst + 1];
        for (int i = 0; i < counts.length; i++) {
            merged[(first + i >> steps) - newFirst] += counts[i];
        }
        return new BucketRange(newFirst, merged);
    }

    /** How many buckets the sum with another range would have. */
    long sizeWith(BucketRange other) {
        if (isEmpty() || other.isEmpty()) {
            return (long) counts.length + other.counts.length;
        }
        return (long) Math.max(end(), other.end()) - Math.min(first, other.first);
    }

    BucketRange plus(BucketRange other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        int newFirst = Math.min(first, other.first);
        double[] sum = new double[Math.max(end(), other.end()) - newFirst];
        System.arraycopy(counts, 0, sum, first - newFirst, counts.length);
        for (int i = 0; i < other.counts.length; i++) {
            sum[other.first - newFirst + i] += other.counts[i];
        }
        return new BucketRange(newFirst, sum);
    }

    /** The range without its first buckets. */
    BucketRange without(int buckets) {
        return buckets == 0
                ? this
                : new BucketRange(
                        first + buckets, Arrays.copyOfRange(counts, buckets, counts.length));
    }

    /** All counts of the first buckets. */
    double sumOf(int buckets) {
        double sum = 0;
        for (int i = 0; i < buckets; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** Runs of buckets, as native histograms have them, without long gaps. */
    Spans spans() {
        Spans spans = new Spans(counts.length);
        int at = 0;
        while (at < counts.length) {
            if (counts[at] == 0) {
                at++;
                continue;
            }
            int end = runEnd(at);
            // Native histograms number a bucket by its upper bound.
            spans.add(first + 1 + at, counts, at, end);
            at = end;
        }
        return spans;
    }

    /** The end of a run of buckets that has no long gap and ends with a filled one. */
    private int runEnd(int start) {
        int end = start + 1;
        for (int i = end; i < counts.length && i - end <= MAX_GAP; i++) {
            if (counts[i] != 0) {
                end = i + 1;
            }
        }
        return end;
    }

    /** Runs that are being gathered. */
    static final class Spans {
        private int[] spans = new int[8];
        private int spanNumbers;
        private final double[] kept;
        private int keptCount;
        private int next;

        private Spans(int buckets) {
            kept = new double[buckets];
        }

        private void add(int index, double[] counts, int from, int to) {
            if (spanNumbers == spans.length) {
                spans = Arrays.copyOf(spans, 2 * spanNumbers);
            }
            spans[spanNumbers] = spanNumbers == 0 ? index : index - next;
            spans[spanNumbers + 1] = to - from;
            spanNumbers += 2;
            System.arraycopy(counts, from, kept, keptCount, to - from);
            keptCount += to - from;
            next = index + to - from;
        }

        /** Offsets and lengths in turn. */
        int[] offsetsAndLengths() {
            return Arrays.copyOf(spans, spanNumbers);
        }

        double[] counts() {
            return Arrays.copyOf(kept, keptCount);
        }
    }
}
