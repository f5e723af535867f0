package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** What is kept beside the open chunks counts towards the memory of the head as well. */
final class HeadMemoryTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final int BUCKETS = 100;
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withHeadBytes(1 << 20);

    private final ManualClock clock = new ManualClock(NOW);
    private final SimulatedDisk disk = new SimulatedDisk();

    private static Labels series(int number) {
        return Labels.of("__name__", "latency", "instance", "i" + number);
    }

    private static NativeHistogram histogram(double sum) {
        int[] none = {};
        double[] empty = {};
        return new NativeHistogram(
                ResetHint.UNKNOWN,
                3,
                0,
                0,
                0,
                sum,
                new int[] {0, BUCKETS},
                new double[BUCKETS],
                none,
                empty,
                empty);
    }

    private static void writeHistograms(Store store, int series, int each) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < series; i++) {
            batch.addSeries(series(i));
            for (int k = each; k > 0; k--) {
                batch.addHistogram(NOW - k * 1_000L, histogram(k));
            }
        }
        assertThat(store.session("test").write(batch, Durability.SYNC).histograms())
                .isEqualTo(series * each);
    }

    private static double headBytes(Store store) {
        return OwnFigures.of(store).value("muninn_store_head_bytes");
    }

    @Test
    void countsTheBucketsOfHistogramsThatWaitForAFlush() {
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            writeHistograms(store, 1, 1);
            double before = headBytes(store);
            writeHistograms(store, 50, 10);
            assertThat(headBytes(store) - before)
                    .isBetween(500.0 * BUCKETS * Double.BYTES, 1_000.0 * BUCKETS * Double.BYTES);
        }
    }

    @Test
    void countsLateSamplesAndGivesThemBackWithTheFlush() {
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            WriteBatch batch = new WriteBatch();
            batch.addSeries(series(0));
            batch.addSample(NOW, 0);
            store.session("test").write(batch, Durability.SYNC);
            double before = headBytes(store);
            for (int i = 0; i < 1_000; i++) {
                batch.addSample(NOW - 1_000_000 + i * 7L, i * 0.1);
            }
            store.session("test").write(batch, Durability.SYNC);
            assertThat(headBytes(store)).isGreaterThan(before + 1_000);
            store.flush();
            assertThat(headBytes(store)).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void writesABlockEarlyWhereHistogramsFillTheHead() {
        try (Store store = Store.open(disk, OPTIONS, clock)) {
            writeHistograms(store, 150, 10);
            assertThat(headBytes(store)).isGreaterThan(1 << 20);
            store.care();
            assertThat(disk.files()).anyMatch(path -> path.startsWith("blocks/"));
            assertThat(headBytes(store)).isLessThan(1 << 20);
        }
    }

    @Test
    void refusesWritesWhereHistogramsFillTheHeadAndCannotBeFlushed() {
        try (Store store = Store.open(disk, OPTIONS, clock)) {
            writeHistograms(store, 300, 10);
            disk.failWritesTo("blocks/");
            store.care();
            assertThatThrownBy(() -> writeHistograms(store, 1, 1))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("far more than store.head-bytes");
            disk.failWritesTo(null);
        }
    }
}
