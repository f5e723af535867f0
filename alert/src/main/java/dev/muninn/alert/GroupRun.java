package dev.muninn.alert;

import dev.muninn.model.Clock;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.ResultSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A group that is evaluated at {@code base + n × interval}, rule after rule; each rule sees what
 * the ones before it wrote. One run at a time; the status may be read meanwhile.
 */
final class GroupRun {

    private static final System.Logger LOGGER = System.getLogger(GroupRun.class.getName());

    private final RuleGroup group;
    private final RuleOptions options;
    private final RuleQueries queries;
    private final RuleWriter writer;
    private final AlertFeed feed;
    private final Clock clock;
    private final List<RuleRun> rules;
    private final LongAdder missed = new LongAdder();
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile long lastEvaluationMillis;
    private volatile long durationNanos;
    private boolean isRestored;
    private int runs;

    public GroupRun(
            RuleGroup group,
            RuleOptions options,
            Map<String, String> externalLabels,
            QueryEngine engine,
            SampleSink sink,
            AlertListener listener,
            Clock clock) {
        this.group = group;
        this.options = options;
        this.clock = clock;
        queries = new RuleQueries(engine);
        feed = new AlertFeed(group, options.externalUrl(), listener);
        writer = new RuleWriter(group.file() + " " + group.name(), sink);
        rules =
                group.rules().stream()
                        .map(
                                rule ->
                                        new RuleRun(
                                                group,
                                                rule,
                                                queries,
                                                externalLabels,
                                                options.externalUrl(),
                                                clock))
                        .toList();
    }

    public RuleGroup group() {
        return group;
    }

    /** Takes over states and written series of equal rules of an earlier set, first with first. */
    public void inherit(GroupRun before) {
        List<RuleRun> left = new ArrayList<>(before.rules);
        for (RuleRun rule : rules) {
            for (RuleRun other : left) {
                if (other.rule().name().equals(rule.rule().name())
                        && other.rule().labels().equals(rule.rule().labels())) {
                    rule.inherit(other);
                    left.remove(other);
                    break;
                }
            }
        }
        writer.inherit(before.writer);
        isRestored = before.isRestored;
        runs = before.runs;
        lastEvaluationMillis = before.lastEvaluationMillis;
    }

    /** The first run at or after a time; the same for a group after every restart. */
    public long firstRun(long fromMillis) {
        long interval = group.interval().toMillis();
        long base = Math.floorMod((group.file() + "\0" + group.name()).hashCode(), interval);
        return Math.ceilDiv(fromMillis - base, interval) * interval + base;
    }

    /** Counts runs that were left out because the one before took too long. */
    public void missed(long count) {
        missed.add(count);
    }

    /** Evaluates all rules at one time. */
    public void evaluate(long timeMillis) {
        long start = clock.nanos();
        long queryMillis = timeMillis - group.queryOffset().toMillis();
        writer.writeWaiting();
        for (RuleRun rule : rules) {
            WriteBatch batch = new WriteBatch();
            evaluations.increment();
            boolean isWell = rule.evaluate(timeMillis, queryMillis, batch);
            if (!isWell || !writer.write(batch)) {
                failures.increment();
            }
            if (isWell) {
                tell(rule, timeMillis);
            }
        }
        if (++runs >= 2 && !isRestored) {
            restore(timeMillis);
            isRestored = true;
        }
        lastEvaluationMillis = timeMillis;
        durationNanos = clock.nanos() - start;
    }

    private void tell(RuleRun run, long timeMillis) {
        AlertStates states = run.states();
        if (states == null || !(run.rule() instanceof Rule.Alerting rule)) {
            return;
        }
        try {
            feed.send(rule, states, timeMillis);
        } catch (MuninnException e) {
            // They were told of all the same; what cannot be kept now is heard of again.
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alerts of {0} are not kept yet: {1}",
                    rule.name(),
                    e.getMessage());
        }
    }

    /**
     * Lets alerts that were pending before a restart go on where they were: their series tell since
     * when. Only rules whose wait is longer than the grace period are worth it.
     */
    private void restore(long timeMillis) {
        for (RuleRun rule : rules) {
            AlertStates states = rule.states();
            if (states == null
                    || !(rule.rule() instanceof Rule.Alerting alerting)
                    || alerting.pendingFor().compareTo(options.gracePeriod()) < 0) {
                continue;
            }
            for (Alert alert : states.active()) {
                restore(states, alerting, alert, timeMillis);
            }
        }
    }

    private void restore(AlertStates states, Rule.Alerting rule, Alert alert, long timeMillis) {
        String selector = selector(alert.labels());
        // Before this start's own first sample of the series.
        long until = alert.activeAtMillis() - 1;
        double activeAtSeconds;
        double lastSeenSeconds;
        try {
            // With the tolerance as lookback a marker of the alert's end hides what was before it.
            List<ResultSeries> since = queries.elements(selector, until, options.outageTolerance());
            List<ResultSeries> seen =
                    queries.elements(
                            "timestamp(" + selector + ")", until, options.outageTolerance());
            if (since.size() != 1 || seen.size() != 1) {
                return;
            }
            activeAtSeconds = since.getFirst().values()[0];
            lastSeenSeconds = seen.getFirst().values()[0];
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alert {0} starts over: its state before the restart cannot be read: {1}",
                    alert.labels(),
                    e.getMessage());
            return;
        }
        long activeAt = (long) (activeAtSeconds * 1000);
        long lastSeen = (long) (lastSeenSeconds * 1000);
        long wait = rule.pendingFor().toMillis();
        long remaining = wait - (lastSeen - activeAt);
        if (remaining > 0) {
            activeAt =
                    remaining < options.gracePeriod().toMillis()
                            ? timeMillis + options.gracePeriod().toMillis() - wait
                            : activeAt + timeMillis - lastSeen;
        }
        states.restore(alert.labels(), activeAt);
    }

    private static String selector(Labels labels) {
        StringBuilder text = new StringBuilder("{\"ALERTS_FOR_STATE\"");
        for (Label label : labels.toList()) {
            text.append(", \"").append(escape(label.name())).append("\"=\"");
            text.append(escape(label.value())).append('"');
        }
        return text.append('}').toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    public GroupStatus status() {
        return new GroupStatus(
                group,
                lastEvaluationMillis,
                durationNanos,
                missed.sum(),
                rules.stream().map(RuleRun::status).toList());
    }

    public long evaluations() {
        return evaluations.sum();
    }

    public long failures() {
        return failures.sum();
    }

    /** Samples that the store refused for so long that they were given up. */
    public long lostSamples() {
        return writer.lostSamples();
    }
}
