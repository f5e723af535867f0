package dev.muninn.store.options;

import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.store.rollup.RollupLevel;
import java.time.Duration;
import java.util.List;

/**
 * How long samples summed up in buckets are kept, by the width of the buckets; keys in
 * configuration are {@code store.retention.1m} and so on. A width that is kept for no time is not
 * made.
 *
 * @param percentiles series that match all of these get sketches of their values, so that quantiles
 *     can be told; none do if empty. The key is {@code store.rollup-percentiles}
 */
public record RollupOptions(
        Duration minute,
        Duration fiveMinutes,
        Duration hour,
        Duration day,
        List<Matcher> percentiles) {

    /** Charts of a day, a week, a quarter and of years have a few hundred points each. */
    public static final RollupOptions DEFAULTS =
            new RollupOptions(
                    Duration.ofDays(90),
                    Duration.ofDays(180),
                    Duration.ofDays(730),
                    Duration.ofDays(1826),
                    List.of());

    /** Nothing but samples. */
    public static final RollupOptions NONE =
            new RollupOptions(
                    Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of());

    /** Refuses what cannot work, by name. */
    public RollupOptions {
        check("1m", minute);
        check("5m", fiveMinutes);
        check("1h", hour);
        check("1d", day);
        percentiles = List.copyOf(percentiles);
    }

    /** The same with percentiles of other series. */
    public RollupOptions withPercentiles(List<Matcher> matchers) {
        return new RollupOptions(minute, fiveMinutes, hour, day, matchers);
    }

    /** Whether the buckets of a series get sketches. */
    public boolean keepsSketches(Labels labels) {
        return !percentiles.isEmpty() && Matcher.allMatch(percentiles, labels);
    }

    private static void check(String width, Duration retention) {
        if (!retention.isZero() && retention.compareTo(Duration.ofDays(3)) < 0) {
            throw MuninnException.badInput(
                    "store.retention."
                            + width
                            + " is "
                            + retention
                            + ", the least is 3d, or 0s for none");
        }
    }

    /** Ascending by width. */
    public List<RollupLevel> levels() {
        return List.of(
                new RollupLevel(Duration.ofMinutes(1), minute),
                new RollupLevel(Duration.ofMinutes(5), fiveMinutes),
                new RollupLevel(Duration.ofHours(1), hour),
                new RollupLevel(Duration.ofDays(1), day));
    }
}
