package dev.muninn.alert;

import dev.muninn.alert.evaluate.GroupRun;
import dev.muninn.alert.evaluate.RuleParts;
import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.AlertListener;
import dev.muninn.alert.rule.GroupStatus;
import dev.muninn.alert.rule.RuleGroup;
import dev.muninn.alert.rule.RuleMemory;
import dev.muninn.alert.rule.RuleStatus;
import dev.muninn.alert.rulefile.RuleFile;
import dev.muninn.alert.rulefile.RuleFiles;
import dev.muninn.alert.schedule.CatchUp;
import dev.muninn.alert.schedule.RuleSchedule;
import dev.muninn.alert.schedule.RunningGroups;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SampleSink;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.QueryEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** All rule groups, evaluated on their schedule. Safe for use by many threads. */
public final class RuleBook implements AutoCloseable, TelemetrySource {

    private static final System.Logger LOGGER = System.getLogger(RuleBook.class.getName());

    /** After a crash an alert that waits may have to wait longer by this much. */
    private static final Duration SEEN_PERIOD = Duration.ofSeconds(15);

    /** Senders that kept samples while this server was down need a moment to bring them. */
    private static final Duration CATCH_UP_DELAY = Duration.ofSeconds(30);

    private final RuleOptions options;
    private final RuleParts parts;
    private final Supplier<List<RuleGroup>> others;
    private final Clock clock;
    private final RuleSchedule schedule;
    private final RunningGroups running;

    /** The groups of the files when they were read last without a mistake; guarded by loading. */
    private List<RuleGroup> fromFiles = List.of();

    /** Held by whoever exchanges the groups, so that what was read later counts. */
    private final Object loading = new Object();

    private final long openedAtMillis;
    private final LongAdder caughtUp = new LongAdder();
    private volatile boolean lastLoadFailed;

    private RuleBook(RuleOptions options, RuleParts parts, Supplier<List<RuleGroup>> others) {
        this.options = options;
        this.others = others;
        this.parts = parts;
        clock = parts.clock();
        openedAtMillis = clock.millis();
        schedule = new RuleSchedule(options.workers(), clock);
        running = new RunningGroups(parts, schedule);
    }

    /**
     * Loads the files of the options and starts to evaluate.
     *
     * @param others groups beside those of the files, asked for at each load
     * @throws MuninnException of kind BAD_INPUT with all that is wrong with the files
     */
    public static RuleBook open(
            RuleOptions options,
            QueryEngine engine,
            SampleSink sink,
            AlertListener listener,
            RuleMemory memory,
            Supplier<List<RuleGroup>> others,
            Clock clock) {
        RuleParts parts = new RuleParts(options, Map.of(), engine, sink, listener, memory, clock);
        RuleBook book = new RuleBook(options, parts, others);
        try {
            book.reload();
        } catch (MuninnException e) {
            book.schedule.close();
            throw e;
        }
        book.schedule.every(SEEN_PERIOD, book::noteTime);
        book.schedule.after(CATCH_UP_DELAY, book::catchUp);
        return book;
    }

    private void noteTime() {
        if (parts.memory().term() == 0) {
            return;
        }
        try {
            parts.memory().seen(clock.millis());
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "not noted when rules were evaluated: {0}",
                    e.getMessage());
        }
    }

    private void catchUp() {
        List<RuleGroup> known = running.all().stream().map(GroupRun::group).toList();
        long until = openedAtMillis;
        CatchUp left = CatchUp.of(known, parts, parts.memory().seenBeforeMillis(), until);
        if (left.left() > 0) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "{0} runs of recording rules are made up for",
                    left.left());
            schedule.execute(() -> runNext(left));
        }
    }

    /** One run at a time, so that alerts never wait for more than that. */
    private void runNext(CatchUp left) {
        left.runNext();
        caughtUp.increment();
        if (left.left() > 0) {
            schedule.execute(() -> runNext(left));
        }
    }

    /**
     * The groups of rule files, without evaluating them.
     *
     * @param patterns paths or globs
     * @throws MuninnException of kind BAD_INPUT with all that is wrong, of kind NOT_FOUND if a path
     *     without a wildcard does not exist
     */
    public static List<RuleGroup> read(
            List<String> patterns, RuleOptions options, QueryEngine engine) {
        List<RuleGroup> groups = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : RuleFiles.find(patterns)) {
            try {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                groups.addAll(RuleFile.read(file.toString(), text, options, engine::format));
            } catch (MuninnException e) {
                wrong.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                wrong.add(file + ": cannot be read: " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw MuninnException.badInput(String.join("\n", wrong));
        }
        return groups;
    }

    /**
     * Reads the files again. All or nothing: if one is wrong, the old groups go on.
     *
     * @throws MuninnException as {@link #read}
     */
    public void reload() {
        synchronized (loading) {
            try {
                fromFiles = read(options.files(), options, parts.engine());
            } catch (MuninnException e) {
                lastLoadFailed = true;
                throw e;
            }
            lastLoadFailed = false;
            refresh();
        }
    }

    /**
     * Asks again for the groups beside those of the files, which are not read.
     *
     * @throws MuninnException if they cannot be had; the old groups go on
     */
    public void refresh() {
        synchronized (loading) {
            List<RuleGroup> all = new ArrayList<>(fromFiles);
            all.addAll(others.get());
            running.replace(all);
        }
    }

    /** Refreshes now and then, where other processes may change those groups, too. */
    public void refreshEvery(Duration period) {
        schedule.every(period, this::refreshIfPossible);
    }

    private void refreshIfPossible() {
        try {
            refresh();
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "rule groups of the database are those of before: {0}",
                    e.getMessage());
        }
    }

    /** All groups by file and name, with what became of their rules. */
    public List<GroupStatus> groups() {
        return running.all().stream().map(GroupRun::status).toList();
    }

    /** Pending and firing alerts of all rules. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (GroupStatus group : groups()) {
            group.rules().forEach(rule -> alerts.addAll(rule.alerts()));
        }
        return alerts;
    }

    /** What keeps rules from being evaluated, if anything does. */
    public Optional<String> trouble() {
        List<GroupRun> stalled = schedule.stalled();
        if (stalled.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "rule group "
                        + stalled.getFirst().group().name()
                        + " has not been evaluated for two intervals");
    }

    @Override
    public void report(Telemetry to) {
        to.gauge(
                "muninn_alert_config_last_reload_successful",
                "Whether the rule files were read without a mistake the last time.",
                lastLoadFailed ? 0 : 1);
        long evaluations = 0;
        long failures = 0;
        long lost = 0;
        for (GroupRun run : running.all()) {
            evaluations += run.evaluations();
            failures += run.failures();
            lost += run.lostSamples();
        }
        long missed = 0;
        Map<String, Integer> states = new HashMap<>(Map.of("pending", 0, "firing", 0));
        for (GroupStatus group : groups()) {
            missed += group.missedEvaluations();
            for (RuleStatus rule : group.rules()) {
                rule.alerts().forEach(alert -> states.merge(alert.state().word(), 1, Integer::sum));
            }
        }
        to.counter("muninn_rule_evaluations_total", "Rules evaluated.", (double) evaluations);
        to.counter(
                "muninn_rule_evaluation_failures_total", "Rules that failed.", (double) failures);
        to.counter(
                "muninn_rule_group_iterations_missed_total",
                "Runs of groups left out because the one before took too long.",
                (double) missed);
        to.counter(
                "muninn_rule_lost_samples_total",
                "Results of rules that the store refused for too long.",
                (double) lost);
        to.counter(
                "muninn_rule_runs_caught_up_total",
                "Runs of recording rules made up for after a stop.",
                (double) caughtUp.sum());
        schedule.report(to);
        states.forEach(
                (state, count) ->
                        to.gauge("muninn_alerts", "Alerts by state.", count, "state", state));
    }

    @Override
    public void close() {
        schedule.close();
        noteTime();
    }
}
