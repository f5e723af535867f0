package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeHistogramTest {

    private static NativeHistogram histogram(int[] spans, double... buckets) {
        return new NativeHistogram(
                NativeHistogram.ResetHint.UNKNOWN,
                0,
                0.001,
                1,
                10,
                12.5,
                spans,
                buckets,
                new int[0],
                new double[0],
                new double[0]);
    }

    @Test
    void refusesSpansThatDoNotCoverTheBuckets() {
        assertThatThrownBy(() -> histogram(new int[] {0, 2, 1, 1}, 1, 2))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("2 positive buckets")
                .hasMessageContaining("cover 3");
    }

    @Test
    void refusesGapsBelowZero() {
        assertThatThrownBy(() -> histogram(new int[] {0, 1, -1, 1}, 1, 2))
                .isInstanceOf(MuninnException.class);
    }

    @Test
    void comparesContentNotArrays() {
        assertThat(histogram(new int[] {0, 2}, 1, 2)).isEqualTo(histogram(new int[] {0, 2}, 1, 2));
        assertThat(histogram(new int[] {0, 2}, 1, 2))
                .isNotEqualTo(histogram(new int[] {0, 2}, 1, 3));
    }

    @Test
    void knowsTheStalenessMarkerBitForBit() {
        assertThat(NativeHistogram.stale().isStale()).isTrue();
        assertThat(Staleness.isMarker(Double.NaN)).isFalse();
        assertThat(Double.doubleToRawLongBits(Staleness.MARKER)).isEqualTo(0x7ff0000000000002L);
    }
}
