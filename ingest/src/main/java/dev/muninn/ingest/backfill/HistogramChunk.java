package dev.muninn.ingest.backfill;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;

/** Reads a chunk of native histograms with integer counts. */
final class HistogramChunk {

    /** A number of which first the value, then its change, then the change of that is written. */
    private static final class Changing {
        private long value;
        private long delta;

        void readFirst(long first) {
            value = first;
        }

        /** Reads the number after the one read last; {@code index} counts from 0. */
        void readNext(BitReader in, int index) {
            delta = index == 1 ? in.integer() : delta + in.integer();
            value += delta;
        }
    }

    private final BitReader in;
    private final HistogramLayout layout;
    private final Changing count = new Changing();
    private final Changing zeroCount = new Changing();
    private final XorValue sum = new XorValue();
    private final Changing[] positive;
    private final Changing[] negative;
    private long time;
    private long timeDelta;

    private HistogramChunk(BitReader in) {
        this.in = in;
        layout = HistogramLayout.read(in);
        positive = changing(layout.positiveBuckets());
        negative = changing(layout.negativeBuckets());
    }

    private static Changing[] changing(int size) {
        Changing[] numbers = new Changing[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = new Changing();
        }
        return numbers;
    }

    /** Adds all histograms of the bytes behind the encoding. */
    static void read(BitReader in, ChunkSamples to) {
        int samples = (int) in.bits(Short.SIZE);
        HistogramChunk chunk = new HistogramChunk(in);
        for (int i = 0; i < samples; i++) {
            if (i == 0) {
                chunk.readFirst();
            } else {
                chunk.readNext(i);
            }
            to.add(chunk.time, chunk.histogram());
        }
    }

    private void readFirst() {
        time = in.integer();
        count.readFirst(in.unsignedInteger());
        zeroCount.readFirst(in.unsignedInteger());
        sum.readFirst(in);
        for (Changing bucket : positive) {
            bucket.readFirst(in.integer());
        }
        for (Changing bucket : negative) {
            bucket.readFirst(in.integer());
        }
    }

    private void readNext(int index) {
        timeDelta = index == 1 ? in.unsignedInteger() : timeDelta + in.integer();
        time += timeDelta;
        count.readNext(in, index);
        zeroCount.readNext(in, index);
        sum.readNext(in);
        if (Staleness.isMarker(sum.value())) {
            // A marker has no buckets.
            return;
        }
        for (Changing bucket : positive) {
            bucket.readNext(in, index);
        }
        for (Changing bucket : negative) {
            bucket.readNext(in, index);
        }
    }

    private NativeHistogram histogram() {
        return Staleness.isMarker(sum.value())
                ? NativeHistogram.stale()
                : layout.histogram(
                        (double) count.value,
                        (double) zeroCount.value,
                        sum.value(),
                        runningSums(positive),
                        runningSums(negative));
    }

    /** Each bucket is written as its distance from the one before it. */
    private static double[] runningSums(Changing[] buckets) {
        double[] sums = new double[buckets.length];
        long running = 0;
        for (int i = 0; i < sums.length; i++) {
            running += buckets[i].value;
            sums[i] = running;
        }
        return sums;
    }
}
