package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Instants;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who reads only what matters finds there what all samples would have told. */
final class InterestProperties {

    private final SampleBuffer all = new SampleBuffer();

    @Property(tries = 3_000)
    void tellsTheNewestSampleAtEachInstant(
            @ForAll @IntRange(min = 1, max = 400) int count,
            @ForAll @IntRange(max = 9) int kind,
            @ForAll long seed) {
        Random random = new Random(seed);
        fill(count, kind, random);
        TimeSlice slice = slice(random);
        Instants at = instants(random);
        SampleBuffer read = read(slice, new Interest.Latest(at), random.nextBoolean());
        for (int i = 0; i < at.count(); i++) {
            int expected = lastUpTo(all, slice.from(), slice.to(), at.time(i));
            int found = lastUpTo(read, 0, read.size(), at.time(i));
            assertThat(found < 0).isEqualTo(expected < 0);
            if (found >= 0) {
                assertThat(read.timestamps()[found]).isEqualTo(all.timestamps()[expected]);
                assertThat(bits(read, found)).isEqualTo(bits(all, expected));
                assertThat(read.histogram(found)).isEqualTo(all.histogram(expected));
            }
        }
    }

    @Property(tries = 3_000)
    void tellsGrowthAndResetsOfEachWindow(
            @ForAll @IntRange(min = 1, max = 400) int count,
            @ForAll @IntRange(max = 9) int kind,
            @ForAll long seed) {
        Random random = new Random(seed);
        fill(count, kind, random);
        TimeSlice slice = slice(random);
        Instants ends = instants(random);
        long range = 1L + random.nextInt(60_000);
        SampleBuffer read = read(slice, new Interest.Growth(ends, range), random.nextBoolean());
        for (int i = 0; i < ends.count(); i++) {
            long end = ends.time(i);
            int last = lastUpTo(all, slice.from(), slice.to(), end);
            int first = Math.max(slice.from(), 1 + before(all, slice, end - range));
            if (first > last) {
                continue;
            }
            int foundLast = lastUpTo(read, 0, read.size(), end);
            int foundFirst = lastUpTo(read, 0, read.size(), end - range) + 1;
            assertSame(read, foundFirst, first);
            assertSame(read, foundLast, last);
            int[] ranks = read.ranks();
            assertThat(
                            ranks == null
                                    ? foundLast - foundFirst
                                    : ranks[foundLast] - ranks[foundFirst])
                    .as("gaps between samples")
                    .isEqualTo(last - first);
        }
        assertThat(falls(read, 0, read.size())).isEqualTo(falls(all, slice.from(), slice.to()));
        assertSame(read, 0, slice.from());
        assertSame(read, read.size() - 1, slice.to() - 1);
    }

    private static int before(SampleBuffer samples, TimeSlice slice, long time) {
        int last = lastUpTo(samples, slice.from(), slice.to(), time);
        return last < 0 ? slice.from() - 1 : last;
    }

    private void assertSame(SampleBuffer read, int found, int expected) {
        assertThat(read.timestamps()[found]).isEqualTo(all.timestamps()[expected]);
        assertThat(bits(read, found)).isEqualTo(bits(all, expected));
    }

    /** Times of falls and what stood before each. */
    private static List<Object> falls(SampleBuffer samples, int from, int to) {
        List<Object> falls = new ArrayList<>();
        for (int i = from + 1; i < to; i++) {
            if (samples.values()[i] < samples.values()[i - 1]) {
                falls.add(samples.timestamps()[i]);
                falls.add(samples.values()[i - 1]);
            }
        }
        return falls;
    }

    private static long bits(SampleBuffer samples, int index) {
        return Double.doubleToRawLongBits(samples.values()[index]);
    }

    private static int lastUpTo(SampleBuffer samples, int from, int to, long time) {
        int last = from;
        while (last < to && samples.timestamps()[last] <= time) {
            last++;
        }
        return last == from ? -1 : last - 1;
    }

    private void fill(int count, int kind, Random random) {
        all.clear();
        long time = 1_000_000;
        double value = random.nextInt(1000);
        int rise = 1 << random.nextInt(20);
        for (int i = 0; i < count; i++) {
            time += 1_000 + random.nextInt(3) * random.nextInt(500);
            switch (kind) {
                case 0 -> value += random.nextInt(rise);
                case 1 -> value = random.nextInt(50) == 0 ? 0 : value + random.nextInt(rise);
                case 2 -> value += random.nextInt(rise) * 4096 - rise * 2048;
                case 3 -> value = Math.round((value + random.nextDouble()) * 100) / 100.0;
                case 4 -> value += random.nextDouble();
                case 5 -> value = random.nextGaussian();
                case 6 -> value += i % 97 == 0 ? 1 : 0;
                case 8 -> value += random.nextInt() >>> 8 + random.nextInt(24);
                case 9 -> value = (random.nextInt() >>> 8 + random.nextInt(24)) / 1000.0;
                default -> value = i % 10;
            }
            if (kind == 7 && i % 5 == 0) {
                all.add(time, histogram(i));
            } else if (kind == 3 && random.nextInt(40) == 0) {
                all.add(time, random.nextBoolean() ? Staleness.MARKER : -0.0);
            } else {
                all.add(time, value);
            }
        }
    }

    private static NativeHistogram histogram(int count) {
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                0,
                0.001,
                1,
                count + 1,
                count * 3,
                new int[] {0, 1},
                new double[] {count},
                new int[0],
                new double[0],
                new double[0]);
    }

    private TimeSlice slice(Random random) {
        int from = random.nextBoolean() ? 0 : random.nextInt(all.size());
        int length = all.size() - from;
        return new TimeSlice(
                from, random.nextBoolean() ? all.size() : from + 1 + random.nextInt(length));
    }

    private static Instants instants(Random random) {
        return new Instants(
                1_000_000 - random.nextInt(50_000) + random.nextInt(200_000),
                random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(90_000),
                random.nextInt(30));
    }

    private SampleBuffer read(TimeSlice slice, Interest interest, boolean isStaying) {
        ByteWriter out = new ByteWriter(16);
        // What is written densely is read in other ways.
        ChunkCodec codec = all.size() % 2 == 0 ? ChunkCodec.dense() : new ChunkCodec();
        codec.encode(all, 0, all.size(), out);
        SampleBuffer into = new SampleBuffer();
        int[] positions = interest.positions(all.timestamps(), slice);
        if (positions.length > 0) {
            values(out.toByteArray(), isStaying)
                    .read(
                            Arrays.copyOf(all.timestamps(), all.size()),
                            slice,
                            interest,
                            Picks.of(all.timestamps(), positions),
                            into);
        }
        return into;
    }

    /** As a page has them: if it stays, unpacked or marked where that helps. */
    private ChunkValues values(byte[] bytes, boolean isStaying) {
        byte[] page = Arrays.copyOf(bytes, bytes.length + IntegerColumn.SLACK);
        if (isStaying && ChunkCodec.isSequential(bytes, 0)) {
            return new ChunkValues.Unpacked(ChunkCodec.floats(new ByteReader(page), all.size()));
        }
        MarkedColumn marked = isStaying ? MarkedColumn.of(page, 0, all.size()) : null;
        return marked == null ? new ChunkValues.Packed(new ByteReader(bytes)) : marked;
    }
}
