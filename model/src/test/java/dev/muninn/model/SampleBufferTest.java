package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleBufferTest {

    private final SampleBuffer buffer = new SampleBuffer(2);

    private int[] ranks() {
        int[] ranks = buffer.ranks();
        return ranks == null ? new int[0] : Arrays.copyOf(ranks, buffer.size());
    }

    @Test
    void countsWhatWasLeftOutBetweenSamples() {
        buffer.add(1, 1);
        buffer.reserve(3);
        buffer.added(new int[] {10, 14, 15});
        buffer.add(2, 2);
        buffer.reserve(2);
        buffer.added(new int[] {0, 1});
        assertThat(ranks()).containsExactly(0, 1, 5, 6, 7, 8, 9);
    }

    @Test
    void hasNoRanksWhereNothingWasLeftOut() {
        buffer.add(1, 1);
        assertThat(buffer.ranks()).isNull();
        buffer.reserve(1);
        buffer.added(new int[] {3});
        buffer.clear();
        buffer.add(1, 1);
        assertThat(buffer.ranks()).isNull();
    }
}
