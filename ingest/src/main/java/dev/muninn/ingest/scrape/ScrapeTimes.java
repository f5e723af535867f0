package dev.muninn.ingest.scrape;

import dev.muninn.model.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when scrapes are due: those of one interval are spread over it by hash, the same after each
 * restart. Safe for use by many threads.
 */
final class ScrapeTimes {

    /**
     * Starts fall on this grid. Waking threads costs more than a small scrape does; woken for
     * several at once they are woken less often, and nobody sees the difference in time.
     */
    static final long GRID_MILLIS = 100;

    /** Short intervals, which only tests have, keep so many places. */
    private static final int LEAST_PLACES = 20;

    private record Moment(long intervalMillis, long placeMillis) {}

    private record Group(List<Runnable> starts, Future<?> schedule) {}

    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final Map<Moment, Group> groups = new HashMap<>();

    ScrapeTimes(ScheduledExecutorService timer, Clock clock) {
        this.timer = timer;
        this.clock = clock;
    }

    /** Runs the start, which must not throw, at the target's place in each interval. */
    synchronized void add(ScrapeTarget target, Runnable start) {
        groups.computeIfAbsent(moment(target), this::group).starts.add(start);
    }

    private Group group(Moment moment) {
        List<Runnable> starts = new CopyOnWriteArrayList<>();
        Future<?> schedule =
                timer.scheduleAtFixedRate(
                        () -> starts.forEach(Runnable::run),
                        Math.floorMod(moment.placeMillis - clock.millis(), moment.intervalMillis),
                        moment.intervalMillis,
                        TimeUnit.MILLISECONDS);
        return new Group(starts, schedule);
    }

    /** Runs the start no more. */
    synchronized void remove(ScrapeTarget target, Runnable start) {
        Moment moment = moment(target);
        Group group = groups.get(moment);
        if (group != null && group.starts.remove(start) && group.starts.isEmpty()) {
            group.schedule.cancel(false);
            groups.remove(moment);
        }
    }

    private static Moment moment(ScrapeTarget target) {
        long interval = target.interval().toMillis();
        return new Moment(interval, placeMillis(target, interval));
    }

    /** The target's place in the interval, which depends on its labels alone. */
    static long placeMillis(ScrapeTarget target, long intervalMillis) {
        long hash = 31L * target.labels().hashCode() + target.url().hashCode();
        long place = Math.floorMod(hash * 0x9e3779b97f4a7c15L >>> 16, intervalMillis);
        long grid = Math.clamp(intervalMillis / LEAST_PLACES, 1, GRID_MILLIS);
        return place - place % grid;
    }
}
