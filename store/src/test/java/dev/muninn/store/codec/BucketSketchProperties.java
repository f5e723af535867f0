package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.RollupBuffer;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import dev.muninn.model.ValueSketch;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.rollup.Rolling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/** Sketches tell each value to within a share of it, however they were put together. */
final class BucketSketchProperties {

    private static final long WIDTH = 60_000;

    /** A little more than promised, for the last digit. */
    private static final Percentage NEAR =
            Percentage.withPercentage(100 * ValueSketch.RELATIVE_ERROR * (1 + 1e-9));

    @Property(tries = 200)
    void joinedTellEachValueToWithinAShareOfIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int buckets) {
        Random random = new Random(seed);
        RollupBuffer minutes = rolled(random, buckets);
        RollupBuffer whole = RollupBuffer.withSketches();
        Rolling.buckets(minutes, 1_000 * WIDTH, whole);

        double[] sorted = values(new Random(seed), buckets);
        Arrays.sort(sorted);

        assertThat(whole.size()).isOne();
        ValueSketch sketch = sketch(whole, 0);
        assertThat(sketch.count()).isEqualTo(sorted.length);
        for (int rank = 0; rank < sorted.length; rank++) {
            assertThat(sketch.valueAt(rank)).isCloseTo(sorted[rank], NEAR);
        }
    }

    @Property(tries = 200)
    void joinToTheSameInWhateverOrder(@ForAll long seed) {
        RollupBuffer minutes = rolled(new Random(seed), 12);
        ValueSketch forward = sketch(minutes, 0).copy();
        ValueSketch backward = sketch(minutes, 11).copy();
        ValueSketch first = sketch(minutes, 0).copy();
        ValueSketch second = sketch(minutes, 6).copy();
        for (int i = 1; i < 12; i++) {
            forward.add(sketch(minutes, i));
            backward.add(sketch(minutes, 11 - i));
            if (i != 6) {
                (i < 6 ? first : second).add(sketch(minutes, i));
            }
        }
        first.add(second);

        assertThat(bins(forward)).isEqualTo(bins(backward)).isEqualTo(bins(first));
        assertThat(bins(forward)).isEqualTo(bins(ofAll(new Random(seed), 12)));
    }

    @Example
    void joinWhereTheOthersValuesReachFurther() {
        joinToTheSameInWhateverOrder(47_256);
    }

    @Property(tries = 200)
    void areReadAsTheyWereWritten(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int buckets) {
        RollupBuffer written = rolled(new Random(seed), buckets);
        if (seed % 2 == 0) {
            written.sketches()[(int) Math.floorMod(seed, (long) buckets)] = null;
        }
        RollupBuffer read = RollupBuffer.withSketches();
        decode(written, read);

        assertThat(read.size()).isEqualTo(buckets);
        for (int i = 0; i < buckets; i++) {
            assertThat(bins(read.sketches()[i])).isEqualTo(bins(written.sketches()[i]));
        }
    }

    @Property(tries = 50)
    void areSkippedByThoseWhoDoNotAsk(@ForAll long seed) {
        RollupBuffer written = rolled(new Random(seed), 7);
        RollupBuffer read = new RollupBuffer();
        decode(written, read);

        assertThat(read.size()).isEqualTo(7);
        assertThat(read.sketches()).isEmpty();
        assertThat(Arrays.copyOf(read.maxima(), 7)).isEqualTo(Arrays.copyOf(written.maxima(), 7));
    }

    @Example
    void areNotMadeOfWhatIsNoFiniteNumber() {
        for (double value : List.of(Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE)) {
            SampleBuffer samples = new SampleBuffer();
            samples.add(1, 3);
            samples.add(2, value);
            assertThat(BucketSketch.of(samples, 0, 2)).as("%s", value).isNull();
        }
    }

    @Example
    void takeNoBytesOfTheirOwnWhereTheOtherFiguresTellThem() {
        SampleBuffer samples = new SampleBuffer();
        for (int minute = 0; minute < 1_000; minute++) {
            samples.add(minute * WIDTH + 1, minute % 97);
            samples.add(minute * WIDTH + 2, minute % 89);
        }
        assertThat(encoded(rolled(samples)).length - encoded(plain(samples)).length).isLessThan(50);
    }

    private static void decode(RollupBuffer written, RollupBuffer into) {
        int count = written.size();
        byte[] bytes = encoded(written);
        RollupCodec.decode(
                new ByteReader(bytes),
                new RollupCodec().times(written, 0, count),
                count,
                TimeRange.ALL,
                into);
    }

    private static byte[] encoded(RollupBuffer buckets) {
        ByteWriter out = new ByteWriter(64);
        new RollupCodec().encode(buckets, 0, buckets.size(), out);
        return out.toByteArray();
    }

    private static List<String> bins(@Nullable ValueSketch sketch) {
        List<String> bins = new ArrayList<>();
        if (sketch != null) {
            ((BucketSketch) sketch).forEachBin((key, count) -> bins.add(key + "x" + count));
        }
        return bins;
    }

    private static ValueSketch sketch(RollupBuffer buckets, int i) {
        return Objects.requireNonNull(buckets.sketches()[i]);
    }

    private static RollupBuffer rolled(Random random, int buckets) {
        return rolled(samples(random, buckets));
    }

    private static RollupBuffer rolled(SampleBuffer samples) {
        RollupBuffer rolled = RollupBuffer.withSketches();
        Rolling.samples(samples, WIDTH, rolled);
        return rolled;
    }

    private static RollupBuffer plain(SampleBuffer samples) {
        RollupBuffer rolled = new RollupBuffer();
        Rolling.samples(samples, WIDTH, rolled);
        return rolled;
    }

    private static ValueSketch ofAll(Random random, int buckets) {
        SampleBuffer samples = samples(random, buckets);
        return Objects.requireNonNull(BucketSketch.of(samples, 0, samples.size()));
    }

    private static double[] values(Random random, int buckets) {
        SampleBuffer samples = samples(random, buckets);
        return Arrays.stream(samples.values(), 0, samples.size())
                .filter(value -> !Staleness.isMarker(value))
                .toArray();
    }

    /** Minutes of one sample up to some dozens, of values of one kind in each. */
    private static SampleBuffer samples(Random random, int buckets) {
        SampleBuffer samples = new SampleBuffer();
        for (int bucket = 0; bucket < buckets; bucket++) {
            int kind = random.nextInt(7);
            int count = 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
            for (int i = 0; i < count; i++) {
                samples.add(bucket * WIDTH + 1 + i, value(kind, random));
            }
            if (random.nextInt(5) == 0) {
                samples.add(bucket * WIDTH + 1 + count, Staleness.MARKER);
            }
        }
        return samples;
    }

    private static double value(int kind, Random random) {
        return switch (kind) {
            case 0 -> 0;
            case 1 -> 7;
            case 2 -> random.nextInt(5) - 2;
            case 3 -> Math.exp(random.nextGaussian());
            case 4 -> random.nextGaussian() * 1e-300;
            case 5 -> random.nextGaussian() * 1e300;
            default -> random.nextGaussian();
        };
    }
}
