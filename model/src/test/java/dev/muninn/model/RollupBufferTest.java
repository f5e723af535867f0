package dev.muninn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RollupBufferTest {

    @Test
    void keepsItsBucketsWhenItGrows() {
        RollupBuffer buffer = new RollupBuffer();
        for (int i = 0; i < 1000; i++) {
            buffer.reserve(1);
            buffer.ends()[i] = 60_000L * i;
            buffer.counts()[i] = i;
            buffer.resetValues()[i] = 0.5 * i;
            buffer.added(1);
        }
        assertThat(buffer.size()).isEqualTo(1000);
        assertThat(buffer.ends()[999]).isEqualTo(59_940_000);
        assertThat(buffer.counts()[7]).isEqualTo(7);
        assertThat(buffer.resetValues()[500]).isEqualTo(250);
    }

    @Test
    void forgetsHistogramsWhenCleared() {
        RollupBuffer buffer = new RollupBuffer();
        buffer.foundHistograms();
        assertThat(buffer.hasHistograms()).isTrue();
        buffer.clear();
        assertThat(buffer.hasHistograms()).isFalse();
    }

    @Test
    void completionTellsWhatBeginsWithTheTextFirst() {
        Lookup<String> all = Lookup.of(List.of("CPU", "a_cpu", "cpu_total", "disk"));
        assertThat(Completion.of(all, "cpu", 0).items())
                .containsExactly("CPU", "cpu_total", "a_cpu");
        assertThat(Completion.of(all, "cpu", 2).items()).containsExactly("CPU", "cpu_total");
    }
}
