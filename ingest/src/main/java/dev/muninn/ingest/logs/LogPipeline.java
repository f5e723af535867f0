package dev.muninn.ingest.logs;

import dev.muninn.model.Clock;
import dev.muninn.model.Labels;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.model.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Applies all rules to each line, and keeps lines for a while. Safe for use by many threads. */
public final class LogPipeline implements LogLines, TelemetrySource {

    /** The longest line that is looked at; the rest of a longer one is cut off. */
    private static final int MAX_LINE = 64 << 10;

    /** Clocks of machines differ; a line from further ahead has a wrong time. */
    private static final long MAX_AHEAD_MILLIS = 600_000;

    private static final class Applied {
        private final LogRule rule;
        private final RuleSeries series;
        private long matched;

        Applied(LogRule rule, RuleSeries series) {
            this.rule = rule;
            this.series = series;
        }
    }

    private final Clock clock;
    private final LogWindow window;
    private final long maxAgeMillis;
    private final List<Applied> rules = new ArrayList<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder tooOld = new LongAdder();
    private final LongAdder tooFarAhead = new LongAdder();
    private volatile long lagMillis;

    /**
     * A pipeline with the built-in rules and those given.
     *
     * @param maxAgeMillis older lines are dropped
     */
    public LogPipeline(
            List<RuleFile.Entry> own,
            int maxSeriesPerRule,
            LogWindow window,
            long maxAgeMillis,
            Clock clock) {
        this.clock = clock;
        this.window = window;
        this.maxAgeMillis = maxAgeMillis;
        long dropAfter = RuleFile.DROP_AFTER.toMillis();
        for (LogRule rule :
                List.of(
                        new PerfRequestRule(),
                        new PerfAlertRule(),
                        new AccessLogRule(),
                        new JsonLogRule(),
                        new LevelRule())) {
            rules.add(new Applied(rule, new RuleSeries(maxSeriesPerRule, dropAfter)));
        }
        for (RuleFile.Entry entry : own) {
            RuleSeries series = new RuleSeries(maxSeriesPerRule, entry.dropAfter().toMillis());
            rules.add(new Applied(entry.maker().make(), series));
        }
    }

    @Override
    public void line(Labels labels, long timeMillis, String text) {
        long now = clock.millis();
        if (timeMillis < now - maxAgeMillis) {
            tooOld.increment();
            return;
        }
        if (timeMillis > now + MAX_AHEAD_MILLIS) {
            tooFarAhead.increment();
            return;
        }
        accepted.increment();
        lagMillis = Math.max(0, now - timeMillis);
        String cut = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text;
        LogLine line = new LogLine(labels, timeMillis, cut.stripTrailing());
        window.add(line, now);
        for (Applied applied : rules) {
            synchronized (applied) {
                applied.series.at(now);
                if (applied.rule.apply(line, applied.series)) {
                    applied.matched++;
                }
            }
        }
    }

    /** Adds the state of all figures to the batch. */
    public void flush(WriteBatch into, long nowMillis) {
        for (Applied applied : rules) {
            synchronized (applied) {
                applied.series.flush(into, nowMillis);
            }
        }
    }

    @Override
    public void report(Telemetry to) {
        to.counter("muninn_ingest_log_lines_total", "Log lines taken.", (double) accepted.sum());
        refused(to, "too-old", tooOld);
        refused(to, "too-far-ahead", tooFarAhead);
        to.gauge(
                "muninn_ingest_log_lag_seconds",
                "How far the line that came last was behind the clock.",
                lagMillis / 1e3);
        to.gauge(
                "muninn_ingest_log_window_bytes",
                "Bytes of the log lines that are kept.",
                (double) window.bytes());
        to.gauge("muninn_ingest_log_window_lines", "Log lines that are kept.", window.size());
        for (Applied applied : rules) {
            synchronized (applied) {
                report(to, applied);
            }
        }
    }

    private static void refused(Telemetry to, String reason, LongAdder count) {
        to.counter(
                "muninn_ingest_refused_log_lines_total",
                "Log lines that were not looked at.",
                (double) count.sum(),
                "reason",
                reason);
    }

    private static void report(Telemetry to, Applied applied) {
        String rule = applied.rule.name();
        to.counter(
                "muninn_ingest_log_rule_matches_total",
                "Log lines of which a rule made figures.",
                (double) applied.matched,
                "rule",
                rule);
        to.gauge(
                "muninn_ingest_log_rule_series",
                "Figures that a rule keeps.",
                applied.series.size(),
                "rule",
                rule);
        to.counter(
                "muninn_ingest_log_rule_overflows_total",
                "Log lines whose figures went to the series of all others.",
                (double) applied.series.overflown(),
                "rule",
                rule);
    }
}
