package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is packed comes back bit for bit. */
final class ChunkCodecProperties {

    @Property(tries = 500)
    void givesBackAnyBits(@ForAll @Size(max = 300) long[] bits) {
        assertRoundTrip(bits);
    }

    @Property(tries = 500)
    void givesBackDecimalsWithOddOnesAmongThem(@ForAll("decimals") double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        assertRoundTrip(bits);
    }

    @Provide
    Arbitrary<double[]> decimals() {
        Arbitrary<Double> plain =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(-1000, 1000).map(i -> i / 100.0),
                        Arbitraries.longs().between(0, 1L << 53).map(l -> (double) l),
                        Arbitraries.integers().between(0, 1 << 20).map(i -> i * 4096.0));
        Arbitrary<Double> odd =
                Arbitraries.of(
                        -0.0,
                        Double.NaN,
                        Staleness.MARKER,
                        Double.POSITIVE_INFINITY,
                        Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        Math.PI);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(20, plain), net.jqwik.api.Tuple.of(1, odd))
                .array(double[].class)
                .ofMaxSize(500);
    }

    private static void assertRoundTrip(long[] bits) {
        ByteWriter out = new ByteWriter(16);
        new ValueColumn().encode(bits, bits.length, out);
        double[] back = new double[bits.length];
        ByteReader in = new ByteReader(out.toByteArray());
        ValueColumn.decode(in, bits.length, back, 0);
        assertThat(in.remaining()).isZero();
        long[] found = new long[bits.length];
        for (int i = 0; i < back.length; i++) {
            found[i] = Double.doubleToRawLongBits(back[i]);
        }
        assertThat(found).isEqualTo(bits);
    }

    @Property(tries = 500)
    void givesBackIntegersOfAnyWidth(
            @ForAll @IntRange(min = 0, max = 60) int width,
            @ForAll @IntRange(min = 0, max = 400) int count,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            long magnitude = width == 0 ? 0 : random.nextLong() >>> (64 - width);
            values[i] = random.nextBoolean() ? magnitude : -magnitude;
        }
        assertIntegers(values);
        Arrays.sort(values);
        assertIntegers(values);
    }

    private static void assertIntegers(long[] values) {
        ByteWriter out = new ByteWriter(16);
        new IntegerColumn().encode(values, values.length, out);
        long[] back = new long[values.length];
        ByteReader in = new ByteReader(out.toByteArray());
        IntegerColumn.decode(in, values.length, back);
        assertThat(back).isEqualTo(values);
        assertThat(in.remaining()).isZero();
    }

    @Property(tries = 200)
    void givesBackAnyPartOfMixedSamples(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int count) {
        Random random = new Random(seed);
        SampleBuffer samples = new SampleBuffer();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(3) == 0) {
                samples.add(i * 1000L, histogram(random));
            } else {
                samples.add(i * 1000L, random.nextInt(100) / 10.0);
            }
            if (random.nextInt(4) == 0) {
                samples.startedAt(1 + random.nextInt(1000));
            }
        }
        ByteWriter out = new ByteWriter(16);
        new ChunkCodec().encode(samples, 0, count, out);
        int first = random.nextInt(count);
        int last = first + random.nextInt(count - first + 1);
        SampleBuffer back = new SampleBuffer();
        ChunkCodec.decode(
                new ByteReader(out.toByteArray()), samples.timestamps(), count, first, last, back);
        assertThat(back.size()).isEqualTo(last - first);
        for (int i = 0; i < back.size(); i++) {
            assertThat(back.timestamps()[i]).isEqualTo(samples.timestamps()[first + i]);
            assertThat(back.values()[i]).isEqualTo(samples.values()[first + i]);
            assertThat(back.histogram(i)).isEqualTo(samples.histogram(first + i));
            assertThat(start(back, i)).isEqualTo(start(samples, first + i));
        }
    }

    private static long start(SampleBuffer samples, int index) {
        long[] starts = samples.startTimestamps();
        return starts == null ? 0 : starts[index];
    }

    private static NativeHistogram histogram(Random random) {
        int buckets = random.nextInt(3);
        double[] counts = new double[buckets];
        Arrays.setAll(counts, i -> (double) random.nextInt(50));
        boolean isCustom = random.nextBoolean();
        return new NativeHistogram(
                NativeHistogram.ResetHint.values()[random.nextInt(4)],
                isCustom ? NativeHistogram.CUSTOM_SCHEMA : random.nextInt(8),
                isCustom ? 0 : 1e-6,
                random.nextInt(3),
                random.nextInt(1000),
                random.nextDouble(),
                new int[] {random.nextInt(5), buckets},
                counts,
                new int[0],
                new double[0],
                isCustom ? new double[] {0.1, 1} : new double[0]);
    }
}
