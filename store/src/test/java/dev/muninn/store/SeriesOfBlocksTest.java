package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series are known again by their hashes, which small blocks leave to be made of the labels. */
final class SeriesOfBlocksTest {

    private static final long START = 1_700_006_400_000L;

    @ParameterizedTest
    @ValueSource(ints = {50, 8_200})
    void areJoinedWithThoseInMemory(int count) {
        SimulatedDisk disk = new SimulatedDisk();
        ManualClock clock = new ManualClock(START + 60_000);
        try (Store store = Store.open(disk, StoreOptions.defaults(), clock)) {
            write(store, count, START);
            store.flush();
            write(store, count, START + 15_000);
            Reading reading = Reading.all(store);
            assertThat(reading.warnings()).isEmpty();
            assertThat(reading.series()).hasSize(count);
            assertThat(reading.series().values()).allMatch(points -> points.size() == 2);
        }
    }

    private static void write(Store store, int count, long time) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < count; i++) {
            batch.addSeries(Labels.of("__name__", "many", "number", String.valueOf(i)));
            batch.addSample(time, i);
        }
        assertThat(store.session("s").write(batch, Durability.ASYNC).rejections()).isEmpty();
    }
}
