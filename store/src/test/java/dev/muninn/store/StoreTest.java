package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Append;
import dev.muninn.model.Cardinality;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.options.RetentionOptions;
import dev.muninn.store.options.RollupOptions;
import dev.muninn.store.options.StoreOptions;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import dev.muninn.testkit.StoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest extends StoreContract<Store> {

    private static final Labels UP = Labels.of("__name__", "up", "instance", "a");

    private final ManualClock clock = new ManualClock(NOW);
    private final SimulatedDisk disk = new SimulatedDisk();

    @Override
    protected Store open() {
        return Store.open(new SimulatedDisk(), StoreOptions.defaults(), clock);
    }

    private Store reopen() {
        return Store.open(disk, StoreOptions.defaults(), clock);
    }

    private static WriteResult write(Store store, Labels labels, long time, double value) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels);
        batch.addSample(time, value);
        return store.session("test").write(batch, Durability.SYNC);
    }

    private static List<Point> writeMany(Store store, Labels labels, long from, int count) {
        List<Point> points = new ArrayList<>();
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels);
        for (int i = 0; i < count; i++) {
            batch.addSample(from + i * 15_000L, i * 0.5);
            points.add(Point.of(from + i * 15_000L, i * 0.5));
        }
        assertThat(store.session("test").write(batch, Durability.SYNC).samples()).isEqualTo(count);
        return points;
    }

    @Test
    void findsEverythingAfterARestart() {
        List<Point> written;
        try (Store store = reopen()) {
            written = writeMany(store, UP, NOW - 10_000_000, 600);
        }
        try (Store store = reopen()) {
            Reading reading = Reading.all(store);
            assertThat(reading.of(UP)).isEqualTo(written);
            assertThat(reading.warnings()).isEmpty();
        }
        assertThat(disk.openFiles()).isZero();
    }

    @Test
    void findsEverythingAfterItWasKilled() {
        List<Point> written;
        SimulatedDisk killed;
        try (Store store = reopen()) {
            written = writeMany(store, UP, NOW - 10_000_000, 600);
            killed = disk.copy();
        }
        try (Store store = Store.open(killed, StoreOptions.defaults(), clock)) {
            assertThat(Reading.all(store).of(UP)).isEqualTo(written);
            assertThat(killed.files()).noneMatch(path -> path.endsWith(".block"));
        }
    }

    @Test
    void findsTheSameBeforeAndAfterAFlush() {
        List<Point> written;
        try (Store store = reopen()) {
            written = writeMany(store, UP, NOW - 10_000_000, 600);
            store.flush();
            assertThat(Reading.all(store).of(UP)).isEqualTo(written);
            assertThat(disk.files()).anyMatch(path -> path.endsWith(".block"));
            assertThat(disk.files()).noneMatch(path -> path.endsWith(".log"));
        }
        try (Store store = reopen()) {
            assertThat(Reading.all(store).of(UP)).isEqualTo(written);
        }
    }

    @Test
    void flushesOnlyWhatIsOverByItself() {
        try (Store store = reopen()) {
            List<Point> written = writeMany(store, UP, NOW - 4 * 3600_000, 900);
            store.care();
            assertThat(disk.files()).anyMatch(path -> path.endsWith(".block"));
            assertThat(Reading.all(store).of(UP)).isEqualTo(written);
            write(store, UP, NOW, 7);
            assertThat(Reading.of(store, new TimeRange(NOW, NOW)).of(UP))
                    .containsExactly(Point.of(NOW, 7));
        }
        try (Store store = reopen()) {
            assertThat(Reading.all(store).of(UP)).hasSize(901);
        }
    }

    @Test
    void deletesBlocksPastRetentionOnceThereIsNewerData() {
        StoreOptions options =
                StoreOptions.defaults()
                        .withRetention(RetentionOptions.DEFAULTS.withRollups(RollupOptions.NONE));
        try (Store store = Store.open(disk, options, clock)) {
            writeMany(store, UP, NOW - 3600_000, 10);
            store.flush();
            clock.advance(Duration.ofDays(40));
            store.care();
            assertThat(Reading.all(store).of(UP)).as("no newer data yet").hasSize(10);
            write(store, UP, clock.millis(), 1);
            clock.advance(Duration.ofMinutes(2));
            store.care();
            assertThat(Reading.all(store).of(UP)).hasSize(1);
        }
    }

    @Test
    void refusesSamplesOutsideItsTimesByName() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            assertRefused(write(store, UP, NOW + 700_000, 1), Append.TOO_FAR_AHEAD, "clock");
            assertRefused(
                    write(store, UP, NOW - 1_900_000, 1), Append.TOO_OLD, "out-of-order-window");
            Labels other = UP.with("instance", "b");
            assertThat(write(store, other, NOW - Duration.ofDays(14).toMillis(), 1).samples())
                    .as("series without newer data")
                    .isEqualTo(1);
            assertRefused(
                    write(store, UP.with("instance", "c"), 0, 1), Append.TOO_OLD, "retention");
        }
    }

    private static void assertRefused(WriteResult result, Append reason, String word) {
        assertThat(result.rejections()).hasSize(1);
        assertThat(result.rejections().getFirst().reason()).isEqualTo(reason);
        assertThat(result.rejections().getFirst().firstMessage()).contains(word);
    }

    @Test
    void keepsSamplesFromTheBeginningOfTimeWhereRetentionAllows() {
        StoreOptions options = StoreOptions.defaults().withRawRetention(Duration.ofDays(36500));
        try (Store store = Store.open(disk, options, clock)) {
            write(store, UP, 0, 1);
            write(store, UP, 86_400_000, 2);
            store.flush();
        }
        try (Store store = Store.open(disk, options, clock)) {
            assertThat(Reading.all(store).of(UP))
                    .containsExactly(Point.of(0, 1), Point.of(86_400_000, 2));
        }
    }

    @Test
    void refusesNewSeriesAboveTheLimitAndServesTheOthers() {
        StoreOptions options = StoreOptions.defaults();
        options = options.withLimits(options.limits().withMaxSeries(2));
        try (Store store = Store.open(disk, options, clock)) {
            write(store, UP, NOW, 1);
            write(store, UP.with("instance", "b"), NOW, 1);
            assertRefused(
                    write(store, UP.with("instance", "c"), NOW, 1),
                    Append.SERIES_LIMIT,
                    "store.max-series");
            assertThat(write(store, UP, NOW + 1, 2).samples()).isEqualTo(1);
        }
    }

    @Test
    void refusesNewSeriesOfAMetricThatHasTooManyAndServesTheOthers() {
        StoreOptions options = StoreOptions.defaults();
        options = options.withLimits(options.limits().withMaxSeriesPerMetric(2));
        try (Store store = Store.open(disk, options, clock)) {
            write(store, UP, NOW, 1);
            write(store, UP.with("instance", "b"), NOW, 1);
            for (String instance : List.of("c", "ö")) {
                assertRefused(
                        write(store, UP.with("instance", instance), NOW, 1),
                        Append.SERIES_LIMIT,
                        "one more than 2: send fewer or raise store.max-series-per-metric");
            }
            assertThat(write(store, UP, NOW + 1, 2).samples()).isEqualTo(1);
            assertThat(write(store, Labels.of("__name__", "down"), NOW, 1).samples()).isEqualTo(1);
        }
    }

    @Test
    void refusesLabelsOverTheLimits() {
        try (Store store = reopen()) {
            assertRefused(
                    write(store, UP.with("x".repeat(1100), "v"), NOW, 1),
                    Append.INVALID_LABELS,
                    "1100 bytes, limit 1024");
            assertRefused(
                    write(store, UP.with("x", "v".repeat(5000)), NOW, 1),
                    Append.INVALID_LABELS,
                    "store.max-label-value-bytes");
            Labels.Builder many = UP.toBuilder();
            for (int i = 0; i < 70; i++) {
                many.set("l" + i, "v");
            }
            assertRefused(
                    write(store, many.build(), NOW, 1), Append.INVALID_LABELS, "store.max-labels");
        }
    }

    @Test
    void answersASynchronousWriteAfterOneForce() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            long before = disk.forces();
            write(store, UP, NOW + 1, 2);
            assertThat(disk.forces() - before).isEqualTo(1);
        }
    }

    @Test
    void stopsAcknowledgingForGoodAfterAFailedForce() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            disk.failForces();
            assertUnavailable(() -> write(store, UP, NOW + 1, 2));
            clock.advance(Duration.ofMinutes(1));
            store.care();
            assertUnavailable(() -> write(store, UP, NOW + 2, 3));
            assertThat(store.writeRefusal()).contains("until a restart");
            assertThat(Reading.all(store).of(UP)).contains(Point.of(NOW, 1));
        }
    }

    private static void assertUnavailable(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        MuninnException.class,
                        e -> assertThat(e.kind()).isEqualTo(MuninnException.Kind.UNAVAILABLE));
    }

    @Test
    void losesNothingAcknowledgedAroundAFullDisk() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            disk.capacity(disk.used() + 20);
            Labels fresh = UP.with("instance", "fresh");
            assertUnavailable(() -> write(store, fresh, NOW + 1, 2));
            assertThat(Reading.all(store).of(UP)).containsExactly(Point.of(NOW, 1));
            disk.capacity(Long.MAX_VALUE);
            clock.advance(Duration.ofSeconds(2));
            assertThat(write(store, fresh, NOW + 1, 2).samples()).isEqualTo(1);
            assertThat(write(store, UP, NOW + 2, 3).samples()).isEqualTo(1);
        }
        try (Store store = reopen()) {
            Reading reading = Reading.all(store);
            assertThat(reading.warnings()).isEmpty();
            assertThat(reading.of(UP)).contains(Point.of(NOW, 1), Point.of(NOW + 2, 3));
            assertThat(reading.of(UP.with("instance", "fresh")))
                    .containsExactly(Point.of(NOW + 1, 2));
        }
    }

    @Test
    void recoversFromAFullDiskWithoutAnyWrite() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            disk.capacity(disk.used());
            assertUnavailable(() -> write(store, UP, NOW + 1, 2));
            disk.capacity(Long.MAX_VALUE);
            clock.advance(Duration.ofSeconds(2));
            store.care();
            assertThat(store.writeRefusal()).isNull();
        }
    }

    @Test
    void goesOnInANewFileAfterAWriteError() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            disk.failWritesTo("wal/");
            assertUnavailable(() -> write(store, UP, NOW + 1, 2));
            disk.failWritesTo(null);
            clock.advance(Duration.ofSeconds(2));
            write(store, UP, NOW + 2, 3);
        }
        try (Store store = reopen()) {
            assertThat(Reading.all(store).of(UP)).contains(Point.of(NOW, 1), Point.of(NOW + 2, 3));
        }
    }

    @Test
    void refusesASecondProcessOnTheDirectory(@TempDir Path directory) {
        try (Store store = Store.open(directory, StoreOptions.defaults(), clock)) {
            write(store, UP, NOW, 1);
            assertThatThrownBy(() -> Store.open(directory, StoreOptions.defaults(), clock))
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void opensADirectoryWithAStaleLock(@TempDir Path directory) {
        for (int i = 0; i < 3; i++) {
            try (Store store = Store.open(directory, StoreOptions.defaults(), clock)) {
                write(store, UP, NOW + i, i);
                store.flush();
                assertThat(Reading.all(store).of(UP)).hasSize(i + 1);
            }
        }
    }

    @Test
    void refusesWritesOnceItIsClosed() {
        Store store = reopen();
        var session = store.session("test");
        store.close();
        WriteBatch batch = new WriteBatch();
        batch.addSeries(UP);
        batch.addSample(NOW, 1);
        assertUnavailable(() -> session.write(batch, Durability.ASYNC));
    }

    @Test
    void mergesBlocksIntoOneThatAnswersTheSame() {
        List<Point> expected = new ArrayList<>();
        try (Store store = reopen()) {
            for (int day = 5; day > 0; day--) {
                expected.addAll(writeMany(store, UP, NOW - day * 86_400_000L, 300));
                store.flush();
            }
            long before = blockFiles();
            store.compact();
            assertThat(blockFiles()).isLessThan(before);
            assertThat(Reading.all(store).of(UP)).isEqualTo(expected);
        }
        try (Store store = reopen()) {
            assertThat(Reading.all(store).of(UP)).isEqualTo(expected);
        }
    }

    private long blockFiles() {
        return disk.files().stream()
                .filter(path -> path.endsWith(".block") && !path.endsWith("s.block"))
                .count();
    }

    @Test
    void leavesDamagedBlocksOutOfMerges() {
        try (Store store = reopen()) {
            writeMany(store, UP, NOW - 86_400_000L, 300);
            store.flush();
            writeMany(store, UP, NOW - 80_000_000L, 300);
            store.flush();
        }
        String block =
                disk.files().stream().filter(p -> p.endsWith(".block")).findFirst().orElseThrow();
        disk.flip(block, 8 * 610L);
        try (Store store = reopen()) {
            long before = blockFiles();
            store.compact();
            assertThat(blockFiles()).isEqualTo(before);
            assertThat(Reading.all(store).warnings()).isNotEmpty();
        }
    }

    @Test
    void deletesSamplesForGood() {
        try (Store store = reopen()) {
            writeMany(store, UP, NOW - 3600_000, 100);
            Labels other = UP.with("instance", "b");
            writeMany(store, other, NOW - 3600_000, 100);
            TimeRange half = new TimeRange(0, NOW - 3600_000 + 49 * 15_000L);
            long generation = store.generations().generation("up", NOW);
            assertThat(store.delete(List.of(Matcher.equal("instance", "a")), half)).isEqualTo(1);
            assertThat(store.generations().firstChange("up", TimeRange.ALL, generation))
                    .as("who read these samples learns that they are gone")
                    .isLessThanOrEqualTo(NOW - 3600_000);
            assertThat(Reading.all(store).of(UP)).hasSize(50);
            write(store, UP, NOW - 1_700_000, 5);
            assertThat(Reading.all(store).of(UP)).hasSize(51);
            assertThatThrownBy(() -> store.delete(List.of(), half))
                    .hasMessageContaining("everything");
        }
        try (Store store = reopen()) {
            assertThat(Reading.all(store).of(UP)).hasSize(51);
            store.flush();
            store.compact();
            assertThat(Reading.all(store).of(UP)).hasSize(51);
            assertThat(Reading.all(store).of(UP.with("instance", "b"))).hasSize(100);
        }
    }

    @Test
    void bringsBackDeletedSamplesOnlyWithAWord() {
        try (Store store = reopen()) {
            writeMany(store, UP, NOW - 3600_000, 100);
            store.delete(List.of(Matcher.equal("instance", "a")), TimeRange.ALL);
        }
        disk.flip("tombstones", 200);
        try (Store store = reopen()) {
            assertThat(Reading.all(store).series()).as("its copy serves").isEmpty();
        }
        disk.flip("tombstones.copy", 200);
        try (Store store = reopen()) {
            assertThat(Reading.all(store).warnings())
                    .anyMatch(warning -> warning.contains("deleted samples may show again"));
        }
    }

    @Test
    void countsWhatItsSeriesAreMadeOf() {
        try (Store store = reopen()) {
            for (int i = 0; i < 5; i++) {
                write(store, UP.with("instance", "host" + i), NOW, 1);
            }
            write(store, Labels.of("__name__", "down", "instance", "host1"), NOW, 1);
            Cardinality found = store.cardinality(2);
            assertThat(found.series()).isEqualTo(6);
            assertThat(found.labelPairs()).isEqualTo(7);
            assertThat(found.seriesByMetric())
                    .containsExactly(
                            new Cardinality.Count("up", 5), new Cardinality.Count("down", 1));
            assertThat(found.valuesByLabel())
                    .containsExactly(
                            new Cardinality.Count("instance", 5),
                            new Cardinality.Count("__name__", 2));
            assertThat(found.seriesByPair())
                    .containsExactly(
                            new Cardinality.Count("__name__=up", 5),
                            new Cardinality.Count("instance=host1", 2));
        }
    }

    @Test
    void countsTheSeriesThatCameAndWentByHour() {
        try (Store store = reopen()) {
            for (int i = 0; i < 5; i++) {
                write(store, UP.with("instance", "host" + i), NOW, 1);
            }
            store.care();
            assertThat(store.cardinality(1).churn())
                    .containsExactly(new Cardinality.Churn(hour(NOW), 5, 0));
            clock.advance(Duration.ofHours(4));
            write(store, UP, clock.millis(), 1);
            store.flush();
            store.care();
            assertThat(store.cardinality(1).churn())
                    .containsExactly(
                            new Cardinality.Churn(hour(NOW), 5, 0),
                            new Cardinality.Churn(hour(clock.millis()), 1, 5));
            // An estimate: two of six hashes may share a register, whatever the store's seed is.
            assertThat(store.cardinality(1).storedSeries()).isBetween(5L, 6L);
        }
    }

    private static long hour(long millis) {
        return millis / 3600_000 * 3600_000;
    }

    @Test
    void refusesWritesWhileTheDiskIsNearlyFull() {
        try (Store store = reopen()) {
            write(store, UP, NOW, 1);
            disk.capacity(disk.used() * 100 / 97);
            store.care();
            assertUnavailable(() -> write(store, UP, NOW + 1, 2));
            assertThat(store.writeRefusal()).contains("kept in reserve");
            disk.capacity(disk.used() * 2);
            store.care();
            assertThat(write(store, UP, NOW + 1, 2).samples()).isEqualTo(1);
        }
    }

    @Test
    void emptiesAFullHeadOnceAndHasRoomAgain() {
        StoreOptions options = StoreOptions.defaults().withHeadBytes(1 << 20);
        try (Store store = Store.open(disk, options, clock)) {
            for (int i = 0; i < 6_000; i++) {
                writeMany(store, UP.with("instance", "i" + i), NOW - 600_000, 20);
            }
            store.care();
            long blocks = blockFiles();
            assertThat(blocks).isPositive();
            write(store, UP, NOW, 1);
            store.care();
            assertThat(blockFiles()).isEqualTo(blocks);
        }
    }

    @Test
    void findsNothingOfForgottenSeriesAndTakesThemUpAgain() {
        StoreOptions options = StoreOptions.defaults().withOutOfOrderWindow(Duration.ZERO);
        Labels gone = UP.with("instance", "gone");
        try (Store store = Store.open(disk, options, clock)) {
            write(store, gone, NOW - 60_000, 1);
            write(store, UP, NOW, 2);
            store.flush();
            assertThat(store.seriesCount()).isZero();
            write(store, UP, NOW + 1, 2);
            TimeRange latest = new TimeRange(NOW + 1, NOW + 2);
            assertThat(store.labelValues("instance", List.of(), latest, 10).items())
                    .containsExactly("a");
            write(store, gone, NOW + 2, 3);
            assertThat(Reading.of(store, latest).of(gone)).containsExactly(Point.of(NOW + 2, 3));
            assertThat(store.seriesCount()).isEqualTo(2);
        }
    }
}
