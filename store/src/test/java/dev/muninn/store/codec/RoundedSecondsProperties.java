package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Seconds that an exporter made of smaller units take no more room than these, and keep all bits.
 */
final class RoundedSecondsProperties {

    private static final int COUNT = 960;

    @Property(tries = 100)
    void ofMillisecondsByMultiplication(@ForAll long seed) {
        assertSmall(seed, millis -> millis * 0.001);
    }

    @Property(tries = 100)
    void ofMicrosecondsByTwoDivisions(@ForAll long seed) {
        assertSmall(seed, micros -> micros / 1000.0 / 1000.0);
    }

    @Property(tries = 100)
    void ofNanosecondsByMultiplication(@ForAll long seed) {
        assertSmall(seed, nanos -> nanos * 1e-9);
    }

    private static void assertSmall(long seed, LongToDoubleFunction seconds) {
        Random random = new Random(seed);
        long[] bits = new long[COUNT];
        long[] integers = new long[COUNT];
        long total = 10_000_000_000L + random.nextLong(1_000_000_000);
        for (int i = 0; i < COUNT; i++) {
            total += random.nextInt(5_000);
            integers[i] = total;
            bits[i] = Double.doubleToRawLongBits(seconds.applyAsDouble(total));
        }
        // The staleness marker and a reset do not spoil the rest.
        bits[100] = 0x7ff0000000000002L;
        bits[200] = 0;

        ByteWriter out = new ByteWriter(64);
        new ValueColumn().encode(bits, COUNT, out);
        double[] read = new double[COUNT];
        ValueColumn.decode(new ByteReader(out.toByteArray()), COUNT, read, 0);

        for (int i = 0; i < COUNT; i++) {
            assertThat(Double.doubleToRawLongBits(read[i])).as("%d", i).isEqualTo(bits[i]);
        }
        integers[100] = integers[99];
        integers[200] = 0;
        ByteWriter plain = new ByteWriter(64);
        new IntegerColumn().encode(integers, COUNT, plain);
        assertThat(out.size()).isLessThan(plain.size() + 16);
    }
}
