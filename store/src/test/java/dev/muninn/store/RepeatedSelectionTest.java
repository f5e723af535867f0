package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was found in blocks before is known; all that changes since is in the next answer. */
final class RepeatedSelectionTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Labels A = Labels.of(Labels.METRIC_NAME, "a");
    private static final Labels B = Labels.of(Labels.METRIC_NAME, "b");

    private final Store store =
            Store.open(new SimulatedDisk(), StoreOptions.defaults(), new ManualClock(NOW));

    @AfterEach
    void close() {
        store.close();
    }

    private void write(Labels labels, long time, double value) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels);
        batch.addSample(time, value);
        assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
    }

    @Test
    void findsSamplesThatCameToHeadAndBlocksSinceItWasAskedFirst() {
        write(B, NOW - 9_000, 1);
        store.flush();
        assertThat(Reading.all(store).of(B)).containsExactly(Point.of(NOW - 9_000, 1));
        write(A, NOW - 8_000, 2);
        write(B, NOW - 8_000, 3);
        List<Point> ofB = List.of(Point.of(NOW - 9_000, 1), Point.of(NOW - 8_000, 3));
        for (int i = 0; i < 2; i++) {
            assertThat(Reading.all(store).of(A)).containsExactly(Point.of(NOW - 8_000, 2));
            assertThat(Reading.all(store).of(B)).isEqualTo(ofB);
            store.flush();
        }
    }

    @Test
    void findsNothingThatWasDeletedSinceItWasAskedFirst() {
        write(A, NOW - 9_000, 1);
        write(B, NOW - 9_000, 2);
        store.flush();
        assertThat(Reading.all(store).of(A)).hasSize(1);
        store.delete(List.of(Matcher.equal(Labels.METRIC_NAME, "a")), new TimeRange(0, NOW));
        assertThat(Reading.all(store).of(A)).isEmpty();
        assertThat(Reading.all(store).of(B)).containsExactly(Point.of(NOW - 9_000, 2));
    }
}
