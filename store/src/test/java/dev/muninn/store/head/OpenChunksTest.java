package dev.muninn.store.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SampleBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenChunksTest {

    private static final int SAMPLES = 120;

    private final OpenChunks open = new OpenChunks();
    private final long[] times = new long[SAMPLES];
    private final long[] bits = new long[SAMPLES];

    /** Samples of a slot that need several slabs, and of its neighbour in turn. */
    private void appendNoisy(int slot) {
        Random random = new Random(7);
        open.cover(slot + 1);
        long time = 1_000;
        for (int i = 0; i < SAMPLES; i++) {
            time += 1 + random.nextInt(100_000);
            times[i] = time;
            bits[i] = Double.doubleToRawLongBits(random.nextGaussian());
            open.append(slot, times[i], bits[i]);
            open.append(slot + 1, time, 0);
        }
    }

    private static SampleBuffer read(OpenChunk chunk, long fromMillis, long toMillis) {
        SampleBuffer samples = new SampleBuffer(4);
        chunk.read(fromMillis, toMillis, samples);
        return samples;
    }

    private void assertHolds(SampleBuffer samples, int from, int to) {
        assertThat(samples.size()).isEqualTo(to - from);
        assertThat(Arrays.copyOf(samples.timestamps(), to - from))
                .containsExactly(Arrays.copyOfRange(times, from, to));
        for (int i = from; i < to; i++) {
            assertThat(Double.doubleToRawLongBits(samples.values()[i - from])).isEqualTo(bits[i]);
        }
    }

    @Test
    void decodesSamplesAcrossSlabs() {
        appendNoisy(3);
        long[] decodedTimes = new long[SAMPLES];
        long[] decodedBits = new long[SAMPLES];

        open.decode(3, decodedTimes, decodedBits);

        assertThat(decodedTimes).containsExactly(times);
        assertThat(decodedBits).containsExactly(bits);
    }

    @Test
    void aCopyHoldsWhatTheChunkHeld() {
        appendNoisy(0);

        OpenChunk copy = open.copy(0);

        assertThat(copy.minTime()).isEqualTo(times[0]);
        assertThat(copy.maxTime()).isEqualTo(times[SAMPLES - 1]);
        assertHolds(read(copy, Long.MIN_VALUE, Long.MAX_VALUE), 0, SAMPLES);
    }

    @Test
    void aCopyGivesTheSamplesOfARange() {
        appendNoisy(0);
        OpenChunk copy = open.copy(0);

        assertHolds(read(copy, times[10], times[20]), 10, 21);
        assertHolds(read(copy, times[10] + 1, times[20] - 1), 11, 20);
        assertHolds(read(copy, Long.MIN_VALUE, times[0] - 1), 0, 0);
        assertHolds(read(copy, times[SAMPLES - 1] + 1, Long.MAX_VALUE), 0, 0);
    }

    @Test
    void aCopyStaysAsItWas() {
        appendNoisy(0);
        OpenChunk copy = open.copy(0);

        open.append(0, times[SAMPLES - 1] + 1, 42);
        open.clear(0);
        open.append(0, 1, 43);

        assertHolds(read(copy, Long.MIN_VALUE, Long.MAX_VALUE), 0, SAMPLES);
    }

    @Test
    void aCopyTakesAFractionOfWhatItsSamplesTake() {
        open.cover(0);
        for (int i = 0; i < SAMPLES; i++) {
            open.append(0, 15_000L * i, Double.doubleToRawLongBits(1_000 + i));
        }

        assertThat(open.copy(0).bytes().length).isLessThan(SAMPLES * 2 * Long.BYTES / 3);
    }
}
