package dev.muninn.ingest.backfill;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.Staleness;

/** Reads a chunk of native histograms whose counts are floats. */
final class FloatHistogramChunk {

    private final BitReader in;
    private final HistogramLayout layout;
    private final XorValue count = new XorValue();
    private final XorValue zeroCount = new XorValue();
    private final XorValue sum = new XorValue();
    private final XorValue[] positive;
    private final XorValue[] negative;
    private long time;
    private long timeDelta;

    private FloatHistogramChunk(BitReader in) {
        this.in = in;
        layout = HistogramLayout.read(in);
        positive = values(layout.positiveBuckets());
        negative = values(layout.negativeBuckets());
    }

    private static XorValue[] values(int size) {
        XorValue[] values = new XorValue[size];
        for (int i = 0; i < size; i++) {
            values[i] = new XorValue();
        }
        return values;
    }

    /** Adds all histograms of the bytes behind the encoding. */
    static void read(BitReader in, ChunkSamples to) {
        int samples = (int) in.bits(Short.SIZE);
        FloatHistogramChunk chunk = new FloatHistogramChunk(in);
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
        count.readFirst(in);
        zeroCount.readFirst(in);
        sum.readFirst(in);
        for (XorValue bucket : positive) {
            bucket.readFirst(in);
        }
        for (XorValue bucket : negative) {
            bucket.readFirst(in);
        }
    }

    private void readNext(int index) {
        timeDelta = index == 1 ? in.unsignedInteger() : timeDelta + in.integer();
        time += timeDelta;
        count.readNext(in);
        zeroCount.readNext(in);
        sum.readNext(in);
        if (Staleness.isMarker(sum.value())) {
            // A marker has no buckets.
            return;
        }
        for (XorValue bucket : positive) {
            bucket.readNext(in);
        }
        for (XorValue bucket : negative) {
            bucket.readNext(in);
        }
    }

    private NativeHistogram histogram() {
        return Staleness.isMarker(sum.value())
                ? NativeHistogram.stale()
                : layout.histogram(
                        count.value(),
                        zeroCount.value(),
                        sum.value(),
                        counts(positive),
                        counts(negative));
    }

    private static double[] counts(XorValue[] buckets) {
        double[] counts = new double[buckets.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets[i].value();
        }
        return counts;
    }
}
