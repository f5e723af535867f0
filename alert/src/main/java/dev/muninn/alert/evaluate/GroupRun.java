package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.sample.SampleWatches;
import dev.muninn.alert.state.AlertStates;
import dev.muninn.alert.state.GroupAlerts;
import dev.muninn.model.Clock;
import dev.muninn.model.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * A group that is evaluated at {@code base + n × interval}, rule after rule; each rule sees what
 * the ones before it wrote. One run at a time; the status may be read meanwhile.
 */
public final class GroupRun {

    private static final int RUNS_OF_A_START = 2;

    private final RuleGroup group;
    private final RunTimes times;
    private final RuleQueries queries;
    private final RuleWriter writer;
    private final GroupAlerts alerts;
    private final Clock clock;
    private final List<RuleRun> rules;
    private final WritePoints writePoints;
    private final LongAdder missed = new LongAdder();
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile long lastEvaluationMillis;
    private volatile long durationNanos;

    /** The rules that no successor has taken over. */
    private List<RuleRun> heirless;

    private boolean isRetired;

    /** Rules that are evaluated between the times of the group, too. */
    private final SampleWatches<RuleRun> watches;

    /** How often all rules were evaluated. */
    private long runs;

    /** When any rule was evaluated last. */
    private long lastMillis;

    private volatile boolean isRunning;

    public GroupRun(RuleGroup group, RuleParts parts) {
        this.group = group;
        times = RunTimes.of(group);
        clock = parts.clock();
        queries = new RuleQueries(parts.engine(), group.rules());
        writer = new RuleWriter(group.file() + " " + group.name(), parts.sink());
        rules =
                group.rules().stream()
                        .map(rule -> new RuleRun(group, rule, queries, parts))
                        .toList();
        heirless = rules;
        writePoints = WritePoints.of(rules);
        alerts =
                new GroupAlerts(
                        group,
                        rules.stream().map(RuleRun::states).filter(Objects::nonNull).toList(),
                        queries::elements,
                        parts.options(),
                        parts.listener(),
                        parts.memory());
        watches = SampleWatches.of(rules, parts.engine(), clock);
    }

    public RuleGroup group() {
        return group;
    }

    /**
     * Takes over states and written series of equal rules of an earlier set, first with first; a
     * run of that set which goes on is waited for.
     */
    public void inherit(GroupRun before) {
        synchronized (before) {
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
            alerts.inherit(before.alerts);
            lastEvaluationMillis = before.lastEvaluationMillis;
            lastMillis = before.lastMillis;
            runs = before.runs;
            before.heirless = left;
            before.isRetired = true;
        }
    }

    /**
     * Ends for good. Alerts of rules that are gone are told to have ended; nobody would look at
     * them again.
     *
     * @param isThere whether an equal rule goes on in another group
     */
    public synchronized void retire(Predicate<Rule> isThere, long timeMillis) {
        isRetired = true;
        for (RuleRun run : heirless) {
            AlertStates states = run.states();
            if (states != null && !isThere.test(run.rule())) {
                alerts.end(states, timeMillis);
            }
        }
        heirless = List.of();
    }

    /** When it is evaluated. */
    public RunTimes times() {
        return times;
    }

    /** Counts runs that were left out because the one before took too long. */
    public void missed(long count) {
        missed.add(count);
    }

    /** Evaluates all rules at one time, unless others have taken their place. */
    public synchronized void evaluate(long timeMillis) {
        if (isRetired) {
            return;
        }
        isRunning = true;
        try {
            run(timeMillis);
        } finally {
            isRunning = false;
        }
    }

    private void run(long timeMillis) {
        long start = clock.nanos();
        long queryMillis = timeMillis - group.queryOffset().toMillis();
        boolean isFirst = runs == 0;
        alerts.takeUp(timeMillis);
        writer.writeWaiting();
        List<RuleRun> well = evaluateRules(timeMillis, queryMillis);
        well.forEach(rule -> tell(rule, timeMillis));
        if (!isFirst) {
            alerts.takeUpFromSeries(timeMillis);
        }
        alerts.save(timeMillis);
        lastEvaluationMillis = timeMillis;
        lastMillis = timeMillis;
        runs++;
        durationNanos = clock.nanos() - start;
    }

    /** Whether there are rules to be evaluated by {@link #evaluateOnSample}. */
    public boolean hasWatches() {
        return !watches.isEmpty();
    }

    /**
     * Evaluates the rules of which samples came, between two runs of all. What states they reach is
     * written, told and kept; as long as nothing moves nothing is.
     */
    public void evaluateOnSample(long nowMillis) {
        // Whoever looks must not wait for a long run; it looks again.
        if (!isRunning) {
            evaluateBetween(nowMillis);
        }
    }

    private synchronized void evaluateBetween(long nowMillis) {
        if (!isRetired && isBetweenRuns(nowMillis)) {
            long queryMillis = nowMillis - group.queryOffset().toMillis();
            watches.evaluateDue(
                    nowMillis, queryMillis, rule -> evaluateBetween(rule, nowMillis, queryMillis));
        }
    }

    /**
     * Times of a group must ascend, and what a restart left is judged by the second run at the
     * earliest, as samples of the first may not be there yet.
     */
    private boolean isBetweenRuns(long nowMillis) {
        return runs >= RUNS_OF_A_START
                && nowMillis > lastMillis
                && nowMillis < times.from(lastEvaluationMillis + 1);
    }

    private void evaluateBetween(RuleRun rule, long nowMillis, long queryMillis) {
        lastMillis = nowMillis;
        queries.forget();
        evaluations.increment();
        WriteBatch batch = new WriteBatch();
        if (rule.evaluateBetween(nowMillis, queryMillis, batch)) {
            write(batch);
            tell(rule, nowMillis);
            alerts.save(nowMillis);
        } else if (rule.status().health() == RuleStatus.Health.ERROR) {
            failures.increment();
        }
        queries.forget();
    }

    /** Evaluates and writes; returns the rules that went well. */
    private List<RuleRun> evaluateRules(long timeMillis, long queryMillis) {
        List<RuleRun> well = new ArrayList<>(rules.size());
        WriteBatch batch = new WriteBatch();
        queries.forget();
        for (int i = 0; i < rules.size(); i++) {
            if (writePoints.isBefore(i)) {
                write(batch);
                queries.forget();
                batch = new WriteBatch();
            }
            evaluations.increment();
            if (rules.get(i).evaluate(timeMillis, queryMillis, batch)) {
                well.add(rules.get(i));
            } else {
                failures.increment();
            }
        }
        write(batch);
        queries.forget();
        return well;
    }

    private void write(WriteBatch batch) {
        if (!writer.write(batch)) {
            failures.increment();
        }
    }

    private void tell(RuleRun run, long timeMillis) {
        AlertStates states = run.states();
        if (states != null) {
            alerts.tell(states, timeMillis);
        }
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
