package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Append;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesFingerprintTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final Labels UP = Labels.of("__name__", "up", "instance", "a");
    private static final Labels DOWN = Labels.of("__name__", "down", "instance", "a");

    private final ManualClock clock = new ManualClock(NOW);
    private final SimulatedDisk disk = new SimulatedDisk();
    private int asked;

    private Store open() {
        StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ZERO);
        return Store.open(disk, options, clock);
    }

    /** Writes a sample of each series, whose fingerprint is made of one of the marks. */
    private WriteResult write(
            SampleSink.Session session, long time, List<Labels> series, long... marks) {
        WriteBatch batch = new WriteBatch();
        batch.useFingerprints(
                asking -> {
                    asked++;
                    for (int i = 0; i < series.size(); i++) {
                        asking.placeLabels(i, LabelBytes.encode(series.get(i)));
                    }
                });
        for (long mark : marks) {
            // Low halves that fall into one slot must be told apart as well.
            batch.addFingerprint(mark, mark << 40);
            batch.addSample(time, (double) mark);
        }
        return session.write(batch, Durability.SYNC);
    }

    @Test
    void asksForLabelsOnceAndThenKnowsTheSeries() {
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            write(session, NOW, List.of(UP, DOWN), 1, 2);
            assertThat(asked).isEqualTo(1);
            write(session, NOW + 1, List.of(UP, DOWN), 1, 2);
            write(session, NOW + 2, List.of(DOWN, UP), 2, 1);
            write(store.session("b"), NOW + 3, List.of(DOWN), 2);
            assertThat(asked).isEqualTo(1);
            Reading reading = Reading.all(store);
            assertThat(reading.of(UP))
                    .containsExactly(Point.of(NOW, 1), Point.of(NOW + 1, 1), Point.of(NOW + 2, 1));
            assertThat(reading.of(DOWN))
                    .containsExactly(
                            Point.of(NOW, 2),
                            Point.of(NOW + 1, 2),
                            Point.of(NOW + 2, 2),
                            Point.of(NOW + 3, 2));
        }
    }

    @Test
    void asksAgainWhereOneSeriesOfABatchIsNew() {
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            write(session, NOW, List.of(UP), 1);
            write(session, NOW + 1, List.of(UP, DOWN), 1, 2);
            assertThat(asked).isEqualTo(2);
            assertThat(Reading.all(store).of(UP)).hasSize(2);
            assertThat(Reading.all(store).of(DOWN)).containsExactly(Point.of(NOW + 1, 2));
        }
    }

    @Test
    void takesSeriesThatCameWithLabelsOrOtherFingerprintsForTheSame() {
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            WriteBatch batch = new WriteBatch();
            batch.addSeries(UP);
            batch.addSample(NOW, 1);
            session.write(batch, Durability.SYNC);
            write(session, NOW + 1, List.of(UP), 1);
            write(session, NOW + 2, List.of(UP), 7);
            write(session, NOW + 3, List.of(UP), 1);
            assertThat(asked).isEqualTo(2);
            assertThat(Reading.all(store).of(UP)).hasSize(4);
            assertThat(store.seriesCount()).isEqualTo(1);
        }
    }

    @Test
    void asksAgainForSeriesThatWereForgotten() {
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            write(session, NOW - 60_000, List.of(UP), 1);
            write(session, NOW, List.of(DOWN), 2);
            store.flush();
            assertThat(store.seriesCount()).isZero();
            write(session, NOW + 1, List.of(DOWN, UP), 2, 1);
            assertThat(asked).isEqualTo(3);
            assertThat(Reading.all(store).of(UP))
                    .containsExactly(Point.of(NOW - 60_000, 1), Point.of(NOW + 1, 1));
            assertThat(Reading.all(store).of(DOWN))
                    .containsExactly(Point.of(NOW, 2), Point.of(NOW + 1, 2));
        }
    }

    @Test
    void asksAgainAfterARestart() {
        try (Store store = open()) {
            write(store.session("a"), NOW, List.of(UP), 1);
        }
        try (Store store = open()) {
            write(store.session("a"), NOW + 1, List.of(UP), 1);
            assertThat(asked).isEqualTo(2);
            assertThat(Reading.all(store).of(UP)).hasSize(2);
        }
    }

    @Test
    void refusesSeriesWithoutANameEachTimeAndStoresItsNeighbours() {
        Labels nameless = Labels.of("instance", "a");
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            for (int i = 0; i < 2; i++) {
                WriteResult result = write(session, NOW + i, List.of(nameless, UP), 1, 2);
                assertThat(result.samples()).isEqualTo(1);
                assertThat(result.rejections())
                        .extracting(WriteResult.Rejection::reason)
                        .containsExactly(Append.INVALID_LABELS);
            }
            assertThat(Reading.all(store).of(UP)).hasSize(2);
        }
    }

    @Test
    void keepsThousandsOfSeriesApart() {
        int count = 5_000;
        long[] marks = new long[count];
        List<Labels> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marks[i] = 1L + i;
            series.add(UP.with("instance", "i" + i));
        }
        try (Store store = open()) {
            SampleSink.Session session = store.session("a");
            write(session, NOW, series, marks);
            write(session, NOW + 1, series, marks);
            assertThat(asked).isEqualTo(1);
            Reading reading = Reading.all(store);
            for (int i = 0; i < count; i++) {
                assertThat(reading.of(series.get(i)))
                        .containsExactly(Point.of(NOW, i + 1), Point.of(NOW + 1, i + 1));
            }
        }
    }
}
