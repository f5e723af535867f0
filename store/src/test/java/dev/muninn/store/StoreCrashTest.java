package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.disk.SimulatedDisk;
import dev.muninn.store.disk.SimulatedDisk.PowerCut;
import dev.muninn.store.disk.SimulatedDisk.Survival;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cuts the power at every operation of the disk, and looks what is left. */
final class StoreCrashTest {

    private static final long START = 1_700_000_000_000L;
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults().withRawRetention(Duration.ofDays(2)).withSegmentBytes(64 << 10);

    private final ManualClock clock = new ManualClock(START);

    /** What was sent, and which of it was acknowledged, in the order of a fixed script. */
    private static final class Ledger {
        private final Map<Labels, Map<Long, Point>> sent = new HashMap<>();
        private final Map<Labels, Set<Long>> acknowledged = new HashMap<>();
    }

    @Test
    void losesNothingAcknowledgedWhereverThePowerIsCut() {
        long operations = run(new SimulatedDisk(), new Ledger(), Long.MAX_VALUE);
        assertThat(operations).isGreaterThan(100);
        for (long cut = 0; cut < operations; cut++) {
            for (Survival survival : Survival.values()) {
                long seed = cut * 31 + survival.ordinal();
                SimulatedDisk disk = new SimulatedDisk();
                Ledger ledger = new Ledger();
                run(disk, ledger, cut);
                SimulatedDisk found = disk.afterCrash(survival, new Random(seed));
                String what = "cut at " + cut + ", " + survival;
                check(found, ledger, what);
                recoverAndGoOn(found, ledger, what, new Random(seed));
            }
        }
    }

    /** Runs the script until the power is cut; the operations of the disk it took. */
    private long run(SimulatedDisk disk, Ledger ledger, long cut) {
        clock.jumpTo(START);
        disk.cutAfter(cut);
        try {
            Store store = Store.open(disk, OPTIONS, clock);
            script(store, ledger, 0);
            store.close();
        } catch (PowerCut e) {
            assertThat(disk.operations()).isGreaterThan(cut);
        }
        return disk.operations();
    }

    private void script(Store store, Ledger ledger, int round) {
        for (int step = 0; step < 12; step++) {
            clock.advance(Duration.ofMinutes(45));
            long now = clock.millis();
            WriteBatch batch = new WriteBatch();
            Map<Labels, List<Point>> points = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                Labels labels =
                        Labels.of("__name__", "m", "i", String.valueOf(i + step / 4 + round));
                batch.addSeries(labels);
                for (int k = 0; k < 5; k++) {
                    long time = now - 60_000L * (step % 3 == 2 ? 4 - k : k);
                    Point point = Point.of(time, step * 1.25 + k + i);
                    batch.addSample(time, step * 1.25 + k + i);
                    points.computeIfAbsent(labels, l -> new ArrayList<>()).add(point);
                }
            }
            Labels histogram = Labels.of("__name__", "h", "round", String.valueOf(round));
            batch.addSeries(histogram);
            batch.addHistogram(now, NativeHistogram.stale());
            points.put(histogram, List.of(new Point(now, 0, NativeHistogram.stale(), 0)));
            points.forEach(
                    (labels, list) ->
                            list.forEach(
                                    p ->
                                            ledger.sent
                                                    .computeIfAbsent(labels, l -> new HashMap<>())
                                                    .put(p.time(), p)));
            assertThat(store.session("s").write(batch, Durability.SYNC).rejections()).isEmpty();
            points.forEach(
                    (labels, list) ->
                            list.forEach(
                                    p ->
                                            ledger.acknowledged
                                                    .computeIfAbsent(labels, l -> new HashSet<>())
                                                    .add(p.time())));
            store.care();
            if (step == 9) {
                store.flush();
            }
            if (step == 10) {
                store.compact();
            }
        }
    }

    private void check(SimulatedDisk disk, Ledger ledger, String what) {
        try (Store store = Store.open(disk.copy(), OPTIONS, clock)) {
            assertHolds(store, ledger, what);
        }
    }

    private static void assertHolds(Store store, Ledger ledger, String what) {
        Reading reading = Reading.all(store);
        ledger.acknowledged.forEach(
                (labels, times) -> {
                    Set<Long> found = new HashSet<>();
                    reading.of(labels).forEach(p -> found.add(p.time()));
                    assertThat(found).as(what + ": " + labels).containsAll(times);
                });
        reading.series()
                .forEach(
                        (labels, points) -> {
                            Map<Long, Point> sent = ledger.sent.getOrDefault(labels, Map.of());
                            long before = Long.MIN_VALUE;
                            for (Point point : points) {
                                assertThat(point).as(what).isEqualTo(sent.get(point.time()));
                                assertThat(point.time()).as(what).isGreaterThan(before);
                                before = point.time();
                            }
                        });
    }

    /** Cuts the power again during recovery, then lets it recover and be used. */
    private void recoverAndGoOn(SimulatedDisk disk, Ledger ledger, String what, Random random) {
        disk.cutAfter(random.nextInt(12));
        try {
            Store.open(disk, OPTIONS, clock).close();
        } catch (PowerCut e) {
            // Wanted: the second cut.
        } catch (MuninnException e) {
            throw new AssertionError(what, e);
        }
        SimulatedDisk found = disk.afterCrash(Survival.NOTHING, random);
        try (Store store = Store.open(found, OPTIONS, clock)) {
            assertHolds(store, ledger, what + ", cut again");
            WriteBatch batch = new WriteBatch();
            batch.addSeries(Labels.of("__name__", "after"));
            batch.addSample(clock.millis(), 1);
            assertThat(store.session("s").write(batch, Durability.SYNC).samples()).isEqualTo(1);
            store.flush();
        }
        assertThat(found.files()).as(what).noneMatch(path -> path.endsWith(".tmp"));
        ledger.sent
                .computeIfAbsent(Labels.of("__name__", "after"), l -> new HashMap<>())
                .put(clock.millis(), Point.of(clock.millis(), 1));
        check(found, ledger, what + ", used again");
    }
}
