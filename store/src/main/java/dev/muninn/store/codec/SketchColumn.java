package dev.muninn.store.codec;

import dev.muninn.model.MuninnException;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.ValueSketch;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;

/**
 * The sketches of a run of buckets. Encoding is confined to one thread and reuses memory from call
 * to call; decoding is not.
 */
final class SketchColumn {

    /*
     * Layout (docs/formats/chunk.md): a bucket has no sketch, one that follows from its other
     * figures, or one of so many bins. Of bins there are the keys, as the first of each bucket and
     * the distance from the one before, and the counts; the count of a bucket's last bin follows.
     */

    private static final int NONE = 0;

    /** All values are the least or the greatest, so the sketch can be made of these. */
    private static final int FOLLOWS = 1;

    private final IntegerColumn integers = new IntegerColumn();
    private long[] shapes = new long[64];
    private long[] firsts = new long[64];
    private long[] gaps = new long[256];
    private long[] counts = new long[256];
    private int sketches;
    private int more;

    /** Whether any of the buckets has a sketch. */
    static boolean isNeeded(RollupBuffer buffer, int from, int to) {
        if (buffer.takesSketches()) {
            for (int i = from; i < to; i++) {
                if (buffer.sketches()[i] != null) {
                    return true;
                }
            }
        }
        return false;
    }

    void encode(RollupBuffer buffer, int from, int to, ByteWriter out) {
        sketches = 0;
        more = 0;
        shapes = roomFor(shapes, to - from);
        for (int i = from; i < to; i++) {
            ValueSketch sketch = buffer.sketches()[i];
            if (sketch == null) {
                shapes[i - from] = NONE;
            } else if (follows(buffer, i)) {
                shapes[i - from] = FOLLOWS;
            } else {
                int before = more;
                new Filling().fill((BucketSketch) sketch);
                long bins = more - before + 1L;
                shapes[i - from] = FOLLOWS + bins;
            }
        }
        integers.encode(shapes, to - from, out);
        integers.encode(firsts, sketches, out);
        integers.encode(gaps, more, out);
        integers.encode(counts, more, out);
    }

    private static boolean follows(RollupBuffer buckets, int i) {
        return buckets.counts()[i] <= 2 || buckets.minima()[i] == buckets.maxima()[i];
    }

    private static long[] roomFor(long[] array, int count) {
        return array.length < count
                ? Arrays.copyOf(array, Math.max(count, 2 * array.length))
                : array;
    }

    /** Adds the bins of one bucket to the columns. */
    private final class Filling implements BucketSketch.Bins {

        private long before;
        private long countBefore;
        private boolean isBegun;

        void fill(BucketSketch sketch) {
            sketch.forEachBin(this);
        }

        @Override
        public void bin(long key, long count) {
            if (!isBegun) {
                firsts = roomFor(firsts, sketches + 1);
                firsts[sketches++] = key;
                isBegun = true;
            } else {
                gaps = roomFor(gaps, more + 1);
                counts = roomFor(counts, more + 1);
                gaps[more] = key - before;
                counts[more] = countBefore;
                more++;
            }
            before = key;
            countBefore = count;
        }
    }

    /**
     * Sets the sketches of buckets whose other figures are decoded already.
     *
     * @param at where the buckets stand
     */
    static void decode(ByteReader in, int count, RollupBuffer into, int at) {
        long[] shapes = new long[count];
        IntegerColumn.decode(in, count, shapes);
        int sketches = 0;
        int more = 0;
        for (int i = 0; i < count; i++) {
            if (shapes[i] < NONE || shapes[i] > FOLLOWS + (long) into.counts()[at + i]) {
                throw new MuninnException(
                        MuninnException.Kind.CORRUPT, "a sketch of shape " + shapes[i]);
            }
            if (shapes[i] > FOLLOWS) {
                sketches++;
                more += (int) shapes[i] - FOLLOWS - 1;
            }
        }
        long[] firsts = new long[sketches];
        long[] gaps = new long[more];
        long[] counts = new long[more];
        IntegerColumn.decode(in, sketches, firsts);
        IntegerColumn.decode(in, more, gaps);
        IntegerColumn.decode(in, more, counts);
        int sketch = 0;
        int bin = 0;
        for (int i = 0; i < count; i++) {
            int bins = (int) shapes[i] - FOLLOWS;
            if (bins > 0) {
                into.sketches()[at + i] =
                        ofBins(
                                firsts[sketch++],
                                gaps,
                                counts,
                                bin,
                                bins - 1,
                                into.counts()[at + i]);
                bin += bins - 1;
            } else {
                into.sketches()[at + i] = bins < 0 ? null : following(into, at + i);
            }
        }
    }

    private static BucketSketch ofBins(
            long first, long[] gaps, long[] counts, int from, int more, long all) {
        BucketSketch sketch = BucketSketch.empty();
        long key = first;
        long left = all;
        for (int i = from; i < from + more; i++) {
            sketch.putBin(key, counts[i]);
            left -= counts[i];
            key += gaps[i];
        }
        sketch.putBin(key, left);
        return sketch;
    }

    private static BucketSketch following(RollupBuffer buckets, int i) {
        BucketSketch sketch = BucketSketch.empty();
        sketch.put(buckets.minima()[i], 1);
        if (buckets.counts()[i] > 1) {
            sketch.put(buckets.maxima()[i], buckets.counts()[i] - 1);
        }
        return sketch;
    }
}
