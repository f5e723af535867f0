package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.RollupBuffer;
import dev.muninn.model.RollupSet;
import dev.muninn.model.RollupSource;
import dev.muninn.model.Selection;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.ValueSketch;
import dev.muninn.testkit.Reading;
import java.util.List;
import org.assertj.core.data.Percentage;

/** Compares the sketches of buckets with the sorted values of the samples they stand for. */
final class NaiveSpread {

    /** A little more than promised, for the last digit. */
    private static final Percentage NEAR =
            Percentage.withPercentage(100 * ValueSketch.RELATIVE_ERROR * (1 + 1e-9));

    private NaiveSpread() {}

    /** All buckets of the series that match have sketches, and these tell the samples. */
    static void assertNear(
            RollupSource source, Matcher sketched, Reading samples, long width, TimeRange ends) {
        try (RollupSet set = source.select(new Selection(ends, List.of(sketched)), width)) {
            RollupBuffer buckets = RollupBuffer.withSketches();
            for (int i = 0; i < set.size(); i++) {
                buckets.clear();
                set.read(i, buckets);
                for (int b = 0; b < buckets.size(); b++) {
                    assertNear(set.labels(i), buckets, b, width, samples);
                }
            }
        }
    }

    private static void assertNear(
            Labels labels, RollupBuffer buckets, int b, long width, Reading samples) {
        long end = buckets.ends()[b];
        double[] sorted =
                samples.of(labels).stream()
                        .filter(point -> point.time() > end - width && point.time() <= end)
                        .filter(point -> point.histogram() == null)
                        .filter(point -> point.valueBits() != Staleness.MARKER_BITS)
                        .mapToDouble(point -> Double.longBitsToDouble(point.valueBits()))
                        .sorted()
                        .toArray();
        ValueSketch sketch = buckets.sketches()[b];
        assertThat(sketch).as("%s at %d of %d", labels, end, width).isNotNull();
        assertThat(sketch.count()).isEqualTo(sorted.length);
        for (int rank : List.of(0, sorted.length / 3, sorted.length / 2, sorted.length - 1)) {
            assertThat(sketch.valueAt(rank)).isCloseTo(sorted[rank], NEAR);
        }
    }
}
