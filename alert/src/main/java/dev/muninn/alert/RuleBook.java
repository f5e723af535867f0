package dev.muninn.alert;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** All rule groups, evaluated on their schedule. Safe for use by many threads. */
public final class RuleBook implements AutoCloseable, TelemetrySource {

    /*
     * One timer thread decides when a group is due; a bounded pool evaluates. A group is never
     * evaluated twice at once: its next run is planned when the one before has ended, for the next
     * time of its grid that is still to come, and the times in between are counted as missed.
     */

    private static final System.Logger LOGGER = System.getLogger(RuleBook.class.getName());

    private final RuleOptions options;
    private final QueryEngine engine;
    private final SampleSink sink;
    private final AlertListener listener;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService workers;

    /** By file and name; guarded by this. */
    private Map<String, Planned> groups = new HashMap<>();

    private volatile boolean lastLoadFailed;
    private boolean isClosed;

    private static final class Planned {
        private final GroupRun run;
        private ScheduledFuture<?> next;

        Planned(GroupRun run, ScheduledFuture<?> next) {
            this.run = run;
            this.next = next;
        }
    }

    private RuleBook(
            RuleOptions options,
            QueryEngine engine,
            SampleSink sink,
            AlertListener listener,
            Clock clock) {
        this.options = options;
        this.engine = engine;
        this.sink = sink;
        this.listener = listener;
        this.clock = clock;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("rules-timer").daemon().factory());
        workers =
                Executors.newFixedThreadPool(
                        options.workers(),
                        Thread.ofPlatform().name("rules-", 0).daemon().factory());
    }

    /**
     * Loads the files of the options and starts to evaluate.
     *
     * @throws MuninnException of kind BAD_INPUT with all that is wrong with the files
     */
    public static RuleBook open(
            RuleOptions options,
            QueryEngine engine,
            SampleSink sink,
            AlertListener listener,
            Clock clock) {
        RuleBook book = new RuleBook(options, engine, sink, listener, clock);
        try {
            book.reload();
        } catch (MuninnException e) {
            book.close();
            throw e;
        }
        return book;
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
        List<RuleGroup> read;
        try {
            read = read(options.files(), options, engine);
        } catch (MuninnException e) {
            lastLoadFailed = true;
            throw e;
        }
        lastLoadFailed = false;
        replace(read);
    }

    private synchronized void replace(List<RuleGroup> read) {
        Map<String, Planned> next = new HashMap<>();
        for (RuleGroup group : read) {
            String key = group.file() + "\0" + group.name();
            Planned before = groups.remove(key);
            if (before != null && before.run.group().equals(group)) {
                next.put(key, before);
                continue;
            }
            GroupRun run = new GroupRun(group, options, Map.of(), engine, sink, listener, clock);
            if (before != null) {
                before.next.cancel(false);
                run.inherit(before.run);
            }
            next.put(key, plan(run, run.firstRun(clock.millis())));
        }
        groups.values().forEach(gone -> gone.next.cancel(false));
        groups = next;
        if (!next.isEmpty()) {
            LOGGER.log(System.Logger.Level.INFO, "{0} rule groups are evaluated", next.size());
        }
    }

    private Planned plan(GroupRun run, long timeMillis) {
        Planned planned = new Planned(run, schedule(() -> {}, Long.MAX_VALUE / 2));
        planned.next =
                schedule(() -> workers.execute(() -> evaluate(planned, timeMillis)), timeMillis);
        return planned;
    }

    private ScheduledFuture<?> schedule(Runnable task, long timeMillis) {
        long delay = Math.max(0, timeMillis - clock.millis());
        return timer.schedule(
                task, Math.min(delay, TimeUnit.DAYS.toMillis(1)), TimeUnit.MILLISECONDS);
    }

    private void evaluate(Planned planned, long timeMillis) {
        GroupRun run = planned.run;
        try {
            run.evaluate(timeMillis);
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "rule group " + run.group().name() + " could not be evaluated",
                    e);
        }
        long next = run.firstRun(Math.max(timeMillis + 1, clock.millis()));
        long interval = run.group().interval().toMillis();
        run.missed(Math.max(0, (next - timeMillis) / interval - 1));
        synchronized (this) {
            if (!isClosed && groups.containsValue(planned)) {
                planned.next = schedule(() -> workers.execute(() -> evaluate(planned, next)), next);
            }
        }
    }

    /** All groups by file and name, with what became of their rules. */
    public synchronized List<GroupStatus> groups() {
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().run.status())
                .toList();
    }

    /** Pending and firing alerts of all rules. */
    public List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (GroupStatus group : groups()) {
            group.rules().forEach(rule -> alerts.addAll(rule.alerts()));
        }
        return alerts;
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
        synchronized (this) {
            for (Planned planned : groups.values()) {
                evaluations += planned.run.evaluations();
                failures += planned.run.failures();
                lost += planned.run.lostSamples();
            }
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
        states.forEach(
                (state, count) ->
                        to.gauge("muninn_alerts", "Alerts by state.", count, "state", state));
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
