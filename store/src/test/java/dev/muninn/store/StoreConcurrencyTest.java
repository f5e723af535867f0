package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** Writers, readers, flush and compaction at once: a reader sees all that was acknowledged. */
final class StoreConcurrencyTest {

    private static final long START = 1_700_000_000_000L;
    private static final int WRITERS = 3;
    private static final int ROUNDS = 250;
    private static final int STEP = 60_000;

    private final ManualClock clock = new ManualClock(START + Duration.ofDays(2).toMillis());

    /** Per writer, how many of its samples were acknowledged. */
    private final AtomicLongArray acknowledged = new AtomicLongArray(WRITERS);

    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void readersSeeEveryAcknowledgedSampleOnceWhileItMoves() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers.add(threads.submit(() -> write(store, writer)));
            }
            List<Future<Boolean>> others = new ArrayList<>();
            others.add(threads.submit(() -> repeat(store::flush)));
            others.add(threads.submit(() -> repeat(store::compact)));
            others.add(threads.submit(() -> repeat(() -> read(store))));
            others.add(threads.submit(() -> repeat(() -> read(store))));
            for (Future<Boolean> writer : writers) {
                assertThat(writer.get()).isTrue();
            }
            isOver.set(true);
            for (Future<Boolean> other : others) {
                assertThat(other.get()).isTrue();
            }
            read(store);
        }
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            read(store);
        }
        assertThat(disk.openFiles()).isZero();
    }

    private boolean repeat(Runnable work) {
        while (!isOver.get()) {
            work.run();
        }
        return true;
    }

    private static Labels labels(int writer, int series) {
        return Labels.of("__name__", "m", "s", String.valueOf(series), "w", "" + writer);
    }

    private boolean write(Store store, int writer) {
        var session = store.session("writer " + writer);
        WriteBatch batch = new WriteBatch();
        for (int round = 0; round < ROUNDS; round++) {
            batch.clear();
            for (int series = 0; series < 5; series++) {
                batch.addSeries(labels(writer, series));
                batch.addSample(START + (long) round * STEP, round + series);
            }
            assertThat(session.write(batch, Durability.SYNC).samples()).isEqualTo(5);
            acknowledged.set(writer, round + 1);
        }
        return true;
    }

    private void read(Store store) {
        long[] before = new long[WRITERS];
        for (int w = 0; w < WRITERS; w++) {
            before[w] = acknowledged.get(w);
        }
        int[] seen = new int[WRITERS];
        SampleBuffer buffer = new SampleBuffer();
        try (SeriesSet set = store.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                buffer.clear();
                set.read(i, buffer);
                int writer = Integer.parseInt(set.labels(i).get("w"));
                int series = Integer.parseInt(set.labels(i).get("s"));
                seen[writer]++;
                assertThat(buffer.size()).isGreaterThanOrEqualTo((int) before[writer]);
                for (int k = 0; k < buffer.size(); k++) {
                    assertThat(buffer.timestamps()[k]).isEqualTo(START + (long) k * STEP);
                    assertThat(buffer.values()[k]).isEqualTo(k + series);
                }
            }
            assertThat(set.warnings()).isEmpty();
        }
        for (int w = 0; w < WRITERS; w++) {
            assertThat(seen[w]).isEqualTo(before[w] == 0 ? seen[w] : 5);
        }
    }
}
