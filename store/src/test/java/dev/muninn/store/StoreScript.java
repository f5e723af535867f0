package dev.muninn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteBatch;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.Reading;
import dev.muninn.testkit.Reading.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fixed course of writes, care, flushes, merges and a deletion, with a ledger of what was sent
 * and what of it was acknowledged. What the store refuses is left out of the ledger's promises.
 */
final class StoreScript {

    private final ManualClock clock;
    private final Duration step;
    private final Map<Labels, Map<Long, Point>> sent = new HashMap<>();
    private final Map<Labels, Set<Long>> acknowledged = new HashMap<>();
    private final Map<Labels, Set<Long>> deleted = new HashMap<>();
    private int refusals;

    /**
     * @param step between two writes; long ones make rollups due
     */
    StoreScript(ManualClock clock, Duration step) {
        this.clock = clock;
        this.step = step;
    }

    /** Another ledger that has it as this one has it now. */
    StoreScript copy() {
        StoreScript copy = new StoreScript(clock, step);
        sent.forEach((labels, points) -> copy.sent.put(labels, new HashMap<>(points)));
        acknowledged.forEach((labels, times) -> promises(copy.acknowledged, labels).addAll(times));
        deleted.forEach((labels, times) -> promises(copy.deleted, labels).addAll(times));
        return copy;
    }

    /** Goes through the course once. */
    void run(Store store) {
        for (int i = 0; i < 12; i++) {
            clock.advance(step);
            write(store, i);
            store.care();
            if (i == 7) {
                delete(store, clock.millis() - step.multipliedBy(3).toMillis());
            }
            if (i == 9) {
                unlessRefused(store::flush);
            }
            if (i == 10) {
                unlessRefused(store::compact);
            }
        }
    }

    /** How many calls the store refused. */
    int refusals() {
        return refusals;
    }

    private boolean unlessRefused(Runnable call) {
        try {
            call.run();
            return true;
        } catch (MuninnException e) {
            assertThat(e.kind())
                    .as(String.valueOf(e.getMessage()))
                    .isEqualTo(MuninnException.Kind.UNAVAILABLE);
            refusals++;
            return false;
        }
    }

    private void write(Store store, int index) {
        WriteBatch batch = new WriteBatch();
        Map<Labels, List<Point>> points = new HashMap<>();
        long now = clock.millis();
        for (int i = 0; i < 3; i++) {
            Labels labels = Labels.of("__name__", "m", "i", String.valueOf(i + index / 4));
            batch.addSeries(labels);
            for (int k = 0; k < 5; k++) {
                long time = now - 60_000L * (index % 3 == 2 ? 4 - k : k);
                double value = index * 1.25 + k + i;
                batch.addSample(time, value);
                points.computeIfAbsent(labels, l -> new ArrayList<>()).add(Point.of(time, value));
            }
        }
        Labels histogram = Labels.of("__name__", "h");
        batch.addSeries(histogram);
        batch.addHistogram(now, NativeHistogram.stale());
        points.put(histogram, List.of(new Point(now, 0, NativeHistogram.stale(), 0)));
        write(store, batch, points);
    }

    /** Writes one sample at the present time; whether it was acknowledged. */
    boolean write(Store store, Labels labels) {
        WriteBatch batch = new WriteBatch();
        batch.addSeries(labels);
        batch.addSample(clock.millis(), 1);
        return write(store, batch, Map.of(labels, List.of(Point.of(clock.millis(), 1))));
    }

    private boolean write(Store store, WriteBatch batch, Map<Labels, List<Point>> points) {
        points.forEach(
                (labels, list) -> {
                    Map<Long, Point> of = sent.computeIfAbsent(labels, l -> new HashMap<>());
                    list.forEach(point -> of.put(point.time(), point));
                });
        boolean isTaken =
                unlessRefused(
                        () ->
                                assertThat(
                                                store.session("script")
                                                        .write(batch, Durability.SYNC)
                                                        .rejections())
                                        .isEmpty());
        if (isTaken) {
            points.forEach(
                    (labels, list) ->
                            list.forEach(
                                    point -> promises(acknowledged, labels).add(point.time())));
        }
        return isTaken;
    }

    private static Set<Long> promises(Map<Labels, Set<Long>> of, Labels labels) {
        return of.computeIfAbsent(labels, l -> new HashSet<>());
    }

    /** Deletes a part of one series; if that fails, its samples may be there or not. */
    private void delete(Store store, long untilMillis) {
        Labels labels = Labels.of("__name__", "m", "i", "1");
        TimeRange range = new TimeRange(0, untilMillis);
        Set<Long> gone = new HashSet<>(sent.getOrDefault(labels, Map.of()).keySet());
        gone.removeIf(time -> !range.contains(time));
        promises(acknowledged, labels).removeAll(gone);
        List<Matcher> matchers = List.of(Matcher.equal("__name__", "m"), Matcher.equal("i", "1"));
        if (unlessRefused(() -> store.delete(matchers, range))) {
            promises(deleted, labels).addAll(gone);
        }
    }

    /** All that was acknowledged is there, nothing deleted is, and no value differs. */
    void assertKept(Store store, String what) {
        Reading reading = Reading.all(store);
        acknowledged.forEach(
                (labels, times) -> {
                    Set<Long> found = new HashSet<>();
                    reading.of(labels).forEach(point -> found.add(point.time()));
                    assertThat(found).as(what + ": " + labels).containsAll(times);
                });
        reading.series().forEach((labels, points) -> assertSent(labels, points, what));
    }

    private void assertSent(Labels labels, List<Point> points, String what) {
        Map<Long, Point> known = sent.getOrDefault(labels, Map.of());
        Set<Long> gone = deleted.getOrDefault(labels, Set.of());
        long before = Long.MIN_VALUE;
        for (Point point : points) {
            assertThat(point).as(what + ": " + labels).isEqualTo(known.get(point.time()));
            assertThat(gone).as(what + ": deleted from " + labels).doesNotContain(point.time());
            assertThat(point.time()).as(what).isGreaterThan(before);
            before = point.time();
        }
    }
}
