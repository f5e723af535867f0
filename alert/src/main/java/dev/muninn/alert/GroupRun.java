package dev.muninn.alert;

import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * A group that is evaluated at {@code base + n × interval}, rule after rule; each rule sees what
 * the ones before it wrote. One run at a time; the status may be read meanwhile.
 */
final class GroupRun {

    private static final System.Logger LOGGER = System.getLogger(GroupRun.class.getName());

    private static final int RUNS_OF_A_START = 2;

    private final RuleGroup group;
    private final RunTimes times;
    private final RuleOptions options;
    private final RuleQueries queries;
    private final RuleWriter writer;
    private final AlertFeed feed;
    private final StateKeeper keeper;
    private final SeriesRestore seriesRestore;
    private final Clock clock;
    private final List<RuleRun> rules;
    private final WritePoints writePoints;
    private final LongAdder missed = new LongAdder();
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile long lastEvaluationMillis;
    private volatile long durationNanos;
    private Restored restored = Restored.NOT_YET;

    /** The rules that no successor has taken over. */
    private List<RuleRun> heirless;

    private boolean isRetired;

    /** Rules that are evaluated between the times of the group, too. */
    private final SampleWatches watches;

    /** How often all rules were evaluated. */
    private long runs;

    /** When any rule was evaluated last. */
    private long lastMillis;

    private volatile boolean isRunning;

    /** How far the states from before a restart are taken up. */
    private enum Restored {
        NOT_YET,
        /** There is no memory of them; their series are looked at after the second run. */
        FROM_SERIES_NEXT,
        DONE
    }

    public GroupRun(RuleGroup group, RuleParts parts) {
        this.group = group;
        times = RunTimes.of(group);
        options = parts.options();
        clock = parts.clock();
        queries = new RuleQueries(parts.engine(), group.rules());
        feed = new AlertFeed(group, options.externalUrl(), parts.listener());
        writer = new RuleWriter(group.file() + " " + group.name(), parts.sink());
        rules =
                group.rules().stream()
                        .map(rule -> new RuleRun(group, rule, queries, parts))
                        .toList();
        heirless = rules;
        writePoints = WritePoints.of(rules);
        keeper = new StateKeeper(group, rules, parts.memory());
        seriesRestore = new SeriesRestore(queries, options);
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
            keeper.inherit(before.keeper);
            restored = before.restored;
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
            if (states != null && run.rule() instanceof Rule.Alerting rule && !isThere.test(rule)) {
                told(rule, () -> feed.end(rule, states, timeMillis));
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
        if (restored == Restored.NOT_YET) {
            restored =
                    switch (keeper.restore(timeMillis, options.outageTolerance().toMillis())) {
                        case NOT_YET -> Restored.NOT_YET;
                        case NOTHING -> Restored.FROM_SERIES_NEXT;
                        case ALL -> Restored.DONE;
                    };
        }
        writer.writeWaiting();
        List<RuleRun> well = evaluateRules(timeMillis, queryMillis);
        well.forEach(rule -> tell(rule, timeMillis));
        if (!isFirst && restored == Restored.FROM_SERIES_NEXT) {
            restoreFromSeries(timeMillis);
            restored = Restored.DONE;
        }
        keeper.save(timeMillis);
        lastEvaluationMillis = timeMillis;
        lastMillis = timeMillis;
        runs++;
        durationNanos = clock.nanos() - start;
    }

    /** Whether there are rules to be evaluated by {@link #evaluateOnSample}. */
    boolean hasWatches() {
        return !watches.isEmpty();
    }

    /**
     * Evaluates the rules of which samples came, between two runs of all. What states they reach is
     * written, told and kept; as long as nothing moves nothing is.
     */
    void evaluateOnSample(long nowMillis) {
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
     * Times of a group must ascend, and what a restart left is judged by the second run only, as
     * samples of the first may not be there yet.
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
            keeper.save(nowMillis);
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

    private void restoreFromSeries(long timeMillis) {
        for (RuleRun run : rules) {
            AlertStates states = run.states();
            if (states != null && run.rule() instanceof Rule.Alerting rule) {
                seriesRestore.restore(rule, states, timeMillis);
            }
        }
    }

    private void tell(RuleRun run, long timeMillis) {
        AlertStates states = run.states();
        if (states == null || !(run.rule() instanceof Rule.Alerting rule)) {
            return;
        }
        told(rule, () -> feed.send(rule, states, timeMillis));
    }

    private static void told(Rule rule, Runnable telling) {
        try {
            telling.run();
        } catch (MuninnException e) {
            // They were told of all the same; what cannot be kept now is heard of again.
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alerts of {0} are not kept yet: {1}",
                    rule.name(),
                    e.getMessage());
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
