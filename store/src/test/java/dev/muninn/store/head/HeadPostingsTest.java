package dev.muninn.store.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

class HeadPostingsTest {

    private static final int NAME = 1;
    private static final int COMMON = 2;
    private static final int ONCE = 3;
    private static final int NOWHERE = 4;

    private final HeadPostings postings = new HeadPostings();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 500, 40_000})
    void asksAboutFewOrManySeriesAlike(int asked) {
        Random random = new Random(asked);
        for (int ref = 0; ref < 100_000; ref++) {
            if (random.nextInt(3) > 0) {
                postings.add(NAME, COMMON, ref);
            }
        }
        postings.add(NAME, ONCE, 99_999);
        MutableRoaringBitmap series = new MutableRoaringBitmap();
        for (int i = 0; i < asked; i++) {
            series.add(random.nextInt(110_000));
        }
        for (int value : new int[] {COMMON, ONCE, NOWHERE}) {
            ImmutableRoaringBitmap expected =
                    ImmutableRoaringBitmap.and(series, postings.get(NAME, value));
            assertThat(postings.among(series, NAME, value)).isEqualTo(expected);
        }
    }

    @Test
    void countsTheSeriesOfALabel() {
        postings.add(NAME, COMMON, 1);
        postings.add(NAME, COMMON, 2);
        postings.add(NAME, ONCE, 3);
        assertThat(postings.count(NAME, COMMON)).isEqualTo(2);
        assertThat(postings.count(NAME, ONCE)).isEqualTo(1);
        assertThat(postings.count(NAME, NOWHERE)).isZero();
    }
}
