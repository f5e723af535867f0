package dev.muninn.store.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.codec.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkArenaTest {

    private final ChunkArena arena = new ChunkArena();

    /** Three chunks of ten samples: 0 to 9, 10 to 19, 20 to 29. */
    private final long newest = threeChunks();

    private long threeChunks() {
        long pointer = ChunkArena.NOTHING;
        for (int chunk = 0; chunk < 3; chunk++) {
            long[] times = new long[10];
            for (int i = 0; i < times.length; i++) {
                times[i] = 10L * chunk + i;
            }
            pointer = arena.append(pointer, times, new long[10], times.length);
        }
        return pointer;
    }

    private List<Long> firstTimes(long fromMillis, long toMillis) {
        List<Chunk> chunks = new ArrayList<>();
        arena.collect(newest, fromMillis, toMillis, chunks);
        return chunks.stream().map(Chunk::minTime).toList();
    }

    @Test
    void collectsTheChunksOfARangeOldestFirst() {
        assertThat(firstTimes(0, 29)).containsExactly(0L, 10L, 20L);
        assertThat(firstTimes(9, 10)).containsExactly(0L, 10L);
        assertThat(firstTimes(12, 12)).containsExactly(10L);
        assertThat(firstTimes(19, 100)).containsExactly(10L, 20L);
    }

    @Test
    void collectsNothingOfARangeBeforeOrAfterAllChunks() {
        assertThat(firstTimes(-100, -1)).isEmpty();
        assertThat(firstTimes(30, 100)).isEmpty();
    }
}
