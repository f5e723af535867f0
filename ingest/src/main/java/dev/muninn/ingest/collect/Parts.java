package dev.muninn.ingest.collect;

import dev.muninn.model.Clock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;

/** Several parts as one source: each at its own pace, none stopped by another's failure. */
public final class Parts implements CollectLoop.Source {

    private static final System.Logger logger = System.getLogger(Parts.class.getName());

    /** Modules that are loaded later make files appear; looking for them seldom costs nothing. */
    private static final Duration ABSENT_RETRY = Duration.ofMinutes(1);

    private enum Health {
        UNTRIED,
        GOOD,
        ABSENT,
        FAILED
    }

    private static final class Run {
        private final Part part;
        private final int everyTicks;
        private int ticksToWait;
        private List<SampleFrame.Series> last = List.of();
        private Health health = Health.UNTRIED;
        private double seconds;

        Run(Part part, int everyTicks) {
            this.part = part;
            this.everyTicks = everyTicks;
        }
    }

    private final List<Run> runs;
    private final Clock clock;
    private final int absentTicks;
    private final String prefix;

    /**
     * Parts in the order in which they run.
     *
     * @param prefix what the names of the series about the parts start with, such as {@code node}
     */
    public Parts(String prefix, List<Part> parts, Duration interval, Clock clock) {
        this.prefix = prefix;
        this.clock = clock;
        this.absentTicks = ticks(ABSENT_RETRY, interval);
        this.runs =
                parts.stream().map(part -> new Run(part, ticks(part.every(), interval))).toList();
    }

    private static int ticks(Duration every, Duration interval) {
        return (int) Math.max(1, every.dividedBy(interval));
    }

    @Override
    public void collect(SampleFrame into) {
        for (Run run : runs) {
            if (run.ticksToWait > 0) {
                into.repeat(run.last);
            } else {
                attempt(run, into);
            }
            run.ticksToWait--;
        }
        for (Run run : runs) {
            into.gauge(
                    prefix + "_scrape_collector_duration_seconds",
                    "Duration of a collector's last run.",
                    run.seconds,
                    "collector",
                    run.part.name());
            into.gauge(
                    prefix + "_scrape_collector_success",
                    "Whether a collector succeeded.",
                    run.health == Health.GOOD ? 1 : 0,
                    "collector",
                    run.part.name());
        }
    }

    private void attempt(Run run, SampleFrame into) {
        int before = into.size();
        long startNanos = clock.nanos();
        try {
            run.part.collect(into);
            run.last = run.everyTicks > 1 ? into.since(before) : List.of();
            run.ticksToWait = run.everyTicks;
            became(run, Health.GOOD, "");
        } catch (NoSuchFileException e) {
            run.last = List.of();
            run.ticksToWait = absentTicks;
            became(run, Health.ABSENT, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            run.last = List.of();
            run.ticksToWait = 1;
            became(run, Health.FAILED, e.toString());
        }
        run.seconds = (clock.nanos() - startNanos) / 1e9;
    }

    private static void became(Run run, Health health, String why) {
        if (run.health == health) {
            return;
        }
        boolean isFirst = run.health == Health.UNTRIED;
        run.health = health;
        String name = run.part.name();
        switch (health) {
            case GOOD -> {
                if (!isFirst) {
                    logger.log(Level.INFO, "collector {0} works", name);
                }
            }
            case ABSENT -> logger.log(Level.DEBUG, "collector {0}: no {1} here", name, why);
            case FAILED ->
                    logger.log(
                            Level.WARNING,
                            "collector {0} failed, its series end until it works: {1}",
                            name,
                            why);
            case UNTRIED -> {}
        }
    }
}
