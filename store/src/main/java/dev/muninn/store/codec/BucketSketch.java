package dev.muninn.store.codec;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.PaginatedStore;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.model.ValueSketch;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A DDSketch of the values of a bucket. */
public final class BucketSketch implements ValueSketch {

    /*
     * Bins are never collapsed: there are no more of them than values in the bucket, all quantiles
     * keep their accuracy, and sketches join to the same bins in whatever order.
     *
     * On disk a bin has one key. Bins of positive values have the sketch's index, raised above zero;
     * those of negative ones the opposite of it, and zero is 0: keys ascend as values do.
     */

    /** Takes a bin's key and how many values it has. */
    interface Bins {
        void bin(long key, long count);
    }

    private static final IndexMapping MAPPING = new LogarithmicMapping(RELATIVE_ERROR);

    /** Indexes of an accuracy of 1 % are between -36,000 and 36,000. */
    private static final long RAISED = 1 << 16;

    private final DDSketch sketch;

    private BucketSketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    static BucketSketch empty() {
        return new BucketSketch(new DDSketch(MAPPING, PaginatedStore::new));
    }

    /**
     * Puts the samples {@code [from, to)} into a sketch, staleness markers and histograms left out;
     * null if there is one that no sketch can have, such as infinity.
     */
    public static @Nullable BucketSketch of(SampleBuffer samples, int from, int to) {
        BucketSketch sketch = empty();
        for (int i = from; i < to; i++) {
            double value = samples.values()[i];
            if (samples.histogram(i) != null || Staleness.isMarker(value)) {
                continue;
            }
            // Also false for NaN.
            if (!(Math.abs(value) <= MAPPING.maxIndexableValue())) {
                return null;
            }
            sketch.put(value, 1);
        }
        return sketch;
    }

    void put(double value, long times) {
        sketch.accept(value, (double) times);
    }

    void putBin(long key, long times) {
        if (key > 0) {
            sketch.getPositiveValueStore().add((int) (key - RAISED), (double) times);
        } else if (key < 0) {
            sketch.getNegativeValueStore().add((int) (-key - RAISED), (double) times);
        } else {
            sketch.accept(0, (double) times);
        }
    }

    @Override
    public long count() {
        return (long) sketch.getCount();
    }

    private long zeros() {
        return count()
                - (long) sketch.getNegativeValueStore().getTotalCount()
                - (long) sketch.getPositiveValueStore().getTotalCount();
    }

    /** Gives the bins in ascending order of their values. */
    void forEachBin(Bins to) {
        Iterator<Bin> negative = sketch.getNegativeValueStore().getDescendingIterator();
        while (negative.hasNext()) {
            Bin bin = negative.next();
            to.bin(-(bin.getIndex() + RAISED), (long) bin.getCount());
        }
        long zeros = zeros();
        if (zeros > 0) {
            to.bin(0, zeros);
        }
        Iterator<Bin> positive = sketch.getPositiveValueStore().getAscendingIterator();
        while (positive.hasNext()) {
            Bin bin = positive.next();
            to.bin(bin.getIndex() + RAISED, (long) bin.getCount());
        }
    }

    @Override
    public double valueAt(long rank) {
        if (rank < 0 || rank >= count()) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + count() + " values");
        }
        long left = rank;
        double value = 0;
        Iterator<Bin> negative = sketch.getNegativeValueStore().getDescendingIterator();
        while (left >= 0 && negative.hasNext()) {
            Bin bin = negative.next();
            left -= (long) bin.getCount();
            value = -MAPPING.value(bin.getIndex());
        }
        if (left < 0) {
            return value;
        }
        left -= zeros();
        Iterator<Bin> positive = sketch.getPositiveValueStore().getAscendingIterator();
        value = 0;
        while (left >= 0 && positive.hasNext()) {
            Bin bin = positive.next();
            left -= (long) bin.getCount();
            value = MAPPING.value(bin.getIndex());
        }
        return value;
    }

    @Override
    public void add(ValueSketch other) {
        // Bin by bin: PaginatedStore.mergeWith leaves its array for some ranges of the other's
        // pages.
        ((BucketSketch) other).forEachBin(this::putBin);
    }

    @Override
    public ValueSketch copy() {
        return new BucketSketch(sketch.copy());
    }
}
