package dev.muninn.server;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Tells which metrics have samples of late. */
final class RecentMetrics implements Predicate<String> {

    /** What was silent for longer is not there any more. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final SeriesIndex index;
    private final Clock clock;

    RecentMetrics(SeriesIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    @Override
    public boolean test(String metric) {
        long now = clock.millis();
        TimeRange range = new TimeRange(now - LATELY.toMillis(), now);
        List<Matcher> matchers = List.of(Matcher.equal(Labels.METRIC_NAME, metric));
        return !index.labelValues(Labels.METRIC_NAME, matchers, range, 1).items().isEmpty();
    }
}
