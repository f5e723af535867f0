package dev.muninn.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.bytes.ByteReader;
import dev.muninn.store.bytes.ByteWriter;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Codes take the place of packed groups where these are much longer, and only there. */
final class DenseIntegersTest {

    private static final int COUNT = 960;

    private final Random random = new Random(20_261_121);

    @Test
    void takesLittleMoreThanTheEntropyOfHowLongSomethingTook() {
        double median = 50_000;
        double spread = 0.3;
        double delayed = 0.05;
        double longest = 10_000_000;
        LongUnaryOperator undelayed =
                i -> (long) (median * Math.exp(spread * random.nextGaussian()));
        LongUnaryOperator nanos =
                i ->
                        random.nextDouble() < delayed
                                ? (long) (longest * random.nextDouble())
                                : undelayed.applyAsLong(i);
        ByteWriter out = dense(rows(nanos));
        double entropy =
                (1 - delayed) * log2(median * spread * Math.sqrt(2 * Math.PI * Math.E))
                        + delayed * log2(longest)
                        - delayed * log2(delayed)
                        - (1 - delayed) * log2(1 - delayed);
        assertThat(isCoded(out)).isTrue();
        assertThat(8.0 * out.size() / COUNT).isLessThan(entropy * 1.05);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    @Test
    void leavesEvenNoisePacked() {
        assertThat(isCoded(dense(rows(i -> random.nextInt(100_000))))).isFalse();
    }

    @Test
    void leavesCountersPackedThatMostlyStayAsTheyAre() {
        long[] total = {0};
        LongUnaryOperator step = i -> total[0] += random.nextInt(10) == 0 ? random.nextInt(5) : 0;
        assertThat(isCoded(dense(rows(step)))).isFalse();
    }

    @Test
    void leavesPackedWhatComesAgainAndAgain() {
        assertThat(isCoded(dense(rows(i -> 1L << i % 16)))).isFalse();
    }

    private static long[] rows(LongUnaryOperator value) {
        long[] rows = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            rows[i] = value.applyAsLong(i);
        }
        return rows;
    }

    private static ByteWriter dense(long[] numbers) {
        ByteWriter out = new ByteWriter(16);
        new DenseIntegers().encode(numbers, COUNT, out);
        long[] back = new long[COUNT];
        IntegerColumn.decode(new ByteReader(out.toByteArray()), COUNT, back);
        assertThat(back).isEqualTo(numbers);
        return out;
    }

    private static boolean isCoded(ByteWriter column) {
        return HuffmanColumn.isNext(new ByteReader(column.toByteArray()));
    }
}
