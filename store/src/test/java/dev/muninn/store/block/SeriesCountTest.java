package dev.muninn.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class SeriesCountTest {

    @Test
    void countsFewAndManyWithinAFewPercent() {
        SplittableRandom random = new SplittableRandom(7);
        SeriesCount count = new SeriesCount();
        long added = 0;
        for (long wanted : new long[] {10, 1000, 20_000, 500_000}) {
            for (; added < wanted; added++) {
                count.add(random.nextLong());
            }
            assertThat(count.estimate()).isCloseTo(wanted, Percentage.withPercentage(5));
        }
    }

    @Test
    void countsWhatTwoHaveInCommonOnce() {
        SplittableRandom random = new SplittableRandom(8);
        SeriesCount first = new SeriesCount();
        SeriesCount second = new SeriesCount();
        for (int i = 0; i < 3000; i++) {
            long hash = random.nextLong();
            if (i < 2000) {
                first.add(hash);
            }
            if (i >= 1000) {
                second.add(hash);
            }
        }
        first.addAll(second);
        assertThat(first.estimate()).isCloseTo(3000, Percentage.withPercentage(5));
    }
}
