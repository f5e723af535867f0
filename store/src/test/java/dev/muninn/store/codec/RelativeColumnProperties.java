package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.muninn.model.MuninnException;
import dev.muninn.model.Staleness;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Floats come back bit for bit from whatever they count, and what is damaged ends with a word. */
final class RelativeColumnProperties {

    private static final double[] ODD = {
        Staleness.MARKER, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 1e300, Math.PI
    };

    @Property(tries = 500)
    void givesBackTheBitsOfAllColumnsOfAPage(
            @ForAll @IntRange(min = 1, max = 600) int count, @ForAll long seed) {
        List<double[]> columns = columns(count, new Random(seed));
        List<Integer> places = new ArrayList<>();
        byte[] page = write(columns, places);
        for (int i = 0; i < columns.size(); i++) {
            assertThat(bits(read(page, places.get(i), count))).isEqualTo(bits(columns.get(i)));
        }
    }

    @Property(tries = 500)
    void endsWithAWordWhereBitsAreWrong(
            @ForAll @IntRange(min = 60, max = 200) int count, @ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> places = new ArrayList<>();
        byte[] page = write(columns(count, random), places);
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            int near = places.get(random.nextInt(places.size())) + random.nextInt(12);
            page[Math.min(near, page.length - 1)] ^= (byte) (1 << random.nextInt(8));
        }
        for (int place : places) {
            try {
                assertThat(read(page, place, count)).hasSize(count);
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.CORRUPT);
            } catch (IndexOutOfBoundsException e) {
                // What readers take for damage, too.
                assertThat(e).isNotNull();
            } catch (RuntimeException e) {
                fail("seed %d", seed, e);
            }
        }
    }

    private static byte[] write(List<double[]> columns, List<Integer> places) {
        ChunkCodec codec = ChunkCodec.dense();
        RelativeEncoder encoder = new RelativeEncoder();
        ByteWriter page = new ByteWriter(16);
        for (double[] column : columns) {
            int start = page.size();
            places.add(start);
            codec.encodeFloats(bits(column), column.length, page);
            encoder.shorten(1, 0, start, column.length, page);
        }
        return page.toByteArray();
    }

    private static double[] read(byte[] page, int at, int count) {
        ByteReader in = new ByteReader(page, at, page.length);
        RelativeBase base = RelativeColumn.base(in);
        return base == null
                ? ChunkCodec.floats(in, count)
                : RelativeColumn.decode(
                        in, base, new ByteReader(page, base.offset(), page.length), count);
    }

    private static long[] bits(double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }

    /** One column that wanders, and others that follow it more or less, each in its way. */
    private static List<double[]> columns(int count, Random random) {
        long[] first = new long[count];
        long sum = random.nextInt();
        int digits = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            sum += random.nextLong() >>> Long.SIZE - digits;
            first[i] = sum;
        }
        List<double[]> columns = new ArrayList<>();
        for (int column = 0; column < 6; column++) {
            int unit = random.nextInt(13);
            double divisor = Math.pow(10, random.nextInt(4));
            double sign = random.nextBoolean() ? 1 : -1;
            long offset = random.nextInt();
            int noise = 1 + random.nextInt(1 << random.nextInt(12));
            int oddOneIn = 5 + random.nextInt(1_000);
            boolean isAlike = random.nextInt(6) > 0;
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                double integer = sign * (first[i] << unit) + offset + random.nextInt(noise);
                values[i] =
                        isAlike ? integer / divisor : Double.longBitsToDouble(random.nextLong());
                if (random.nextInt(oddOneIn) == 0) {
                    values[i] = ODD[random.nextInt(ODD.length)];
                }
            }
            columns.add(values);
        }
        return columns;
    }
}
