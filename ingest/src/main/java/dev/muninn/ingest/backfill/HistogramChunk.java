package dev.muninn.ingest.backfill;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.Staleness;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads a chunk of native histograms. */
final class HistogramChunk {

    private final BitReader in;
    private final HistogramLayout layout;
    private final ChunkNumber count;
    private final ChunkNumber zeroCount;
    private final XorValue sum = new XorValue();
    private final ChunkNumber[] positive;
    private final ChunkNumber[] negative;
    private final UnaryOperator<double[]> buckets;
    private long time;
    private long timeDelta;

    private HistogramChunk(
            BitReader in,
            Supplier<ChunkNumber> counts,
            Supplier<ChunkNumber> bucketCounts,
            UnaryOperator<double[]> buckets) {
        this.in = in;
        this.buckets = buckets;
        layout = HistogramLayout.read(in);
        count = counts.get();
        zeroCount = counts.get();
        positive = numbers(layout.positiveBuckets(), bucketCounts);
        negative = numbers(layout.negativeBuckets(), bucketCounts);
    }

    private static ChunkNumber[] numbers(int size, Supplier<ChunkNumber> kind) {
        ChunkNumber[] numbers = new ChunkNumber[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = kind.get();
        }
        return numbers;
    }

    /** Adds all histograms, with integer counts, of the bytes behind the encoding. */
    static void readIntegers(BitReader in, ChunkSamples to) {
        int samples = (int) in.bits(Short.SIZE);
        new HistogramChunk(
                        in,
                        IntegerValue::count,
                        IntegerValue::distance,
                        HistogramChunk::runningSums)
                .read(samples, to);
    }

    /** Adds all histograms, with counts that are floats, of the bytes behind the encoding. */
    static void readFloats(BitReader in, ChunkSamples to) {
        int samples = (int) in.bits(Short.SIZE);
        new HistogramChunk(in, XorValue::new, XorValue::new, UnaryOperator.identity())
                .read(samples, to);
    }

    private void read(int samples, ChunkSamples to) {
        for (int i = 0; i < samples; i++) {
            if (i == 0) {
                readFirst();
            } else {
                readNext(i);
            }
            to.add(time, i == 0 ? histogram() : withoutReset(histogram()));
        }
    }

    /** Within a chunk no counter begins anew. */
    private static NativeHistogram withoutReset(NativeHistogram histogram) {
        return histogram.resetHint() == ResetHint.RESET
                ? histogram.withResetHint(ResetHint.UNKNOWN)
                : histogram;
    }

    private void readFirst() {
        time = in.integer();
        count.readFirst(in);
        zeroCount.readFirst(in);
        sum.readFirst(in);
        for (ChunkNumber bucket : positive) {
            bucket.readFirst(in);
        }
        for (ChunkNumber bucket : negative) {
            bucket.readFirst(in);
        }
    }

    private void readNext(int index) {
        timeDelta = index == 1 ? in.unsignedInteger() : timeDelta + in.integer();
        time += timeDelta;
        count.readNext(in, index);
        zeroCount.readNext(in, index);
        sum.readNext(in, index);
        if (Staleness.isMarker(sum.value())) {
            // A marker has no buckets.
            return;
        }
        for (ChunkNumber bucket : positive) {
            bucket.readNext(in, index);
        }
        for (ChunkNumber bucket : negative) {
            bucket.readNext(in, index);
        }
    }

    private NativeHistogram histogram() {
        return Staleness.isMarker(sum.value())
                ? NativeHistogram.stale()
                : layout.histogram(
                        count.value(),
                        zeroCount.value(),
                        sum.value(),
                        buckets.apply(values(positive)),
                        buckets.apply(values(negative)));
    }

    private static double[] values(ChunkNumber[] numbers) {
        double[] values = new double[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i].value();
        }
        return values;
    }

    /** Counts of distances; sums of integers below 2^53 are exact. */
    private static double[] runningSums(double[] distances) {
        for (int i = 1; i < distances.length; i++) {
            distances[i] += distances[i - 1];
        }
        return distances;
    }
}
