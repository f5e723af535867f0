package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Staleness;
import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BinaryFractionsTest {

    private final ByteWriter out = new ByteWriter(16);

    private int encode(double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        out.clear();
        new ValueColumn().encode(bits, bits.length, out);
        double[] back = new double[values.length];
        ValueColumn.decode(new ByteReader(out.toByteArray()), back.length, back, 0);
        for (int i = 0; i < bits.length; i++) {
            assertThat(Double.doubleToRawLongBits(back[i])).isEqualTo(bits[i]);
        }
        return out.size();
    }

    @Test
    void packsSumsOfFullPrecisionByWhatTheyGrow() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[480];
        double sum = 10_000;
        for (int i = 0; i < values.length; i++) {
            sum += random.nextDouble() * 20;
            values[i] = sum;
        }
        assertThat(encode(values)).as("44 bits each").isLessThan(480 * 57 / 10);
    }

    @Test
    void keepsOddValuesAside() {
        SplittableRandom random = new SplittableRandom(2);
        double[] odd = {
            Staleness.MARKER,
            Double.NaN,
            -0.0,
            0.0,
            Double.POSITIVE_INFINITY,
            Double.MIN_VALUE,
            1e300
        };
        double[] values = new double[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 29 == 3 ? odd[i / 29] : random.nextDouble() - 0.5;
        }
        assertThat(encode(values)).isLessThan(200 * 9);
    }

    @Test
    void givesBackNumbersOfEverySize() {
        SplittableRandom random = new SplittableRandom(3);
        for (int exponent = -1074; exponent < 1024; exponent += 7) {
            double[] values = new double[100];
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.scalb(random.nextDouble() - 0.5, exponent);
            }
            encode(values);
        }
        assertThat(out.size()).isPositive();
    }
}
