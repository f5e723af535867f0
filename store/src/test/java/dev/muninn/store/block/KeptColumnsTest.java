package dev.muninn.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.store.codec.ChunkValues;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptColumnsTest {

    private final KeptColumns columns = new KeptColumns(1000);
    private final ChunkValues first = new ChunkValues.Unpacked(new double[] {1});
    private final ChunkValues second = new ChunkValues.Unpacked(new double[] {2});

    @Test
    void givesTheColumnThatBeginsAtAnOffset() {
        assertThat(columns.put(0, first)).isTrue();
        assertThat(columns.put(999, second)).isTrue();
        assertThat(columns.get(0)).isSameAs(first);
        assertThat(columns.get(999)).isSameAs(second);
        assertThat(columns.get(500)).isNull();
    }

    @Test
    void keepsOnlyTheFirstOfTwoThatBeginCloseToEachOther() {
        assertThat(columns.hasRoom(310)).isTrue();
        assertThat(columns.put(300, first)).isTrue();
        assertThat(columns.hasRoom(310)).isFalse();
        assertThat(columns.put(310, second)).isFalse();
        assertThat(columns.put(300, second)).as("again").isFalse();
        assertThat(columns.get(300)).isSameAs(first);
        assertThat(columns.get(310)).isNull();
    }

    @Test
    void neverGivesTheColumnOfAnotherOffsetWhileOneIsKept() throws Exception {
        AtomicReference<@Nullable KeptColumns> shared = new AtomicReference<>();
        Thread writer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        KeptColumns next = shared.getAndSet(null);
                                        if (next != null) {
                                            next.put(60, first);
                                        }
                                    }
                                });
        try {
            for (int round = 0; round < 20_000; round++) {
                KeptColumns next = new KeptColumns(1000);
                shared.set(next);
                do {
                    assertThat(next.get(0)).isNull();
                } while (next.get(60) == null);
            }
        } finally {
            writer.interrupt();
            writer.join();
        }
    }
}
