package dev.muninn.query.script;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import dev.muninn.model.SampleSink;
import dev.muninn.model.WriteBatch;
import dev.muninn.model.WriteResult;
import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryEngine;
import dev.muninn.query.QueryOptions;
import dev.muninn.query.QueryResult;
import dev.muninn.query.ResultValue;
import dev.muninn.query.histogram.HistogramMath;
import dev.muninn.query.notation.SeriesValue;
import dev.muninn.testkit.ManualClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs scripts against the query engine over stores of one kind. */
final class ScriptRunner {

    /** An evaluation and what was wrong with its answer; null if nothing. */
    record Outcome(ScriptCommand.Eval eval, @Nullable String failure) {}

    /** Instant queries are asked again as the middle step of a range query of this step. */
    private static final long AROUND_MILLIS = 60_000;

    private static final List<String> DEPENDING_ON_RANGE =
            List.of("start(", "end(", "range(", "step(", "sort");

    private final Supplier<ScriptTarget> targets;
    private final QueryOptions options;

    ScriptRunner(Supplier<ScriptTarget> targets, QueryOptions options) {
        this.targets = targets;
        this.options = options;
    }

    List<Outcome> run(List<ScriptCommand> commands) {
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        while (next < commands.size()) {
            next = runPart(commands, next, outcomes);
        }
        return outcomes;
    }

    /** Runs to the next clear and returns what follows it. */
    private int runPart(List<ScriptCommand> commands, int first, List<Outcome> outcomes) {
        try (ScriptTarget target = targets.get();
                QueryEngine engine =
                        QueryEngine.open(target.source(), options, new ManualClock(0))) {
            SampleSink.Session session = target.sink().session("script");
            for (int i = first; i < commands.size(); i++) {
                switch (commands.get(i)) {
                    case ScriptCommand.Clear _ -> {
                        return i + 1;
                    }
                    case ScriptCommand.Load load -> load(load, session);
                    case ScriptCommand.Eval eval ->
                            outcomes.add(new Outcome(eval, evaluate(eval, engine)));
                }
            }
        }
        return commands.size();
    }

    private static void load(ScriptCommand.Load load, SampleSink.Session session) {
        List<ScriptSeries> all = new ArrayList<>(load.series());
        if (load.isWithCustomBuckets()) {
            all.addAll(CustomBuckets.of(load.series()));
        }
        // A series that is written twice is as it was written last.
        Map<Labels, ScriptSeries> distinct = new LinkedHashMap<>();
        all.forEach(series -> distinct.put(series.labels(), series));
        WriteBatch batch = new WriteBatch();
        for (ScriptSeries series : distinct.values()) {
            batch.addSeries(series.labels());
            addSamples(load, series, batch);
        }
        WriteResult result = session.write(batch, SampleSink.Durability.ASYNC);
        if (result.rejectedSamples() > 0) {
            throw new IllegalStateException("line " + load.line() + ": " + result.rejections());
        }
    }

    private static void addSamples(ScriptCommand.Load load, ScriptSeries series, WriteBatch batch) {
        List<@Nullable Long> offsets = load.startOffsets().getOrDefault(series.labels(), List.of());
        NativeHistogram previous = null;
        for (int i = 0; i < series.values().size(); i++) {
            SeriesValue value = series.values().get(i);
            long time = i * load.stepMillis();
            if (value == null) {
                continue;
            }
            NativeHistogram histogram = value.histogram();
            if (histogram == null) {
                batch.addSample(time, value.number());
                previous = null;
            } else {
                batch.addHistogram(time, hinted(previous, histogram));
                previous = histogram;
            }
            Long offset = i < offsets.size() ? offsets.get(i) : null;
            if (offset != null) {
                batch.startedAt(time + offset);
            }
        }
    }

    /**
     * With the hint that a counter's histogram has behind another one when it is read from
     * Prometheus: where its chunks end it does not say that there was a reset.
     */
    private static NativeHistogram hinted(
            @Nullable NativeHistogram previous, NativeHistogram histogram) {
        if (previous == null || histogram.resetHint() != ResetHint.UNKNOWN) {
            return histogram;
        }
        boolean isReset =
                previous.resetHint() == ResetHint.GAUGE
                        || HistogramMath.hasShrunk(previous, histogram);
        return isReset ? histogram : HistogramMath.withHint(histogram, ResetHint.NO_RESET);
    }

    private static @Nullable String evaluate(ScriptCommand.Eval eval, QueryEngine engine) {
        try {
            if (!eval.isInstant()) {
                QueryResult result =
                        engine.range(
                                eval.expr(),
                                eval.startMillis(),
                                eval.endMillis(),
                                eval.stepMillis(),
                                QueryCall.PLAIN);
                return new ResultCheck(eval.expectation()).check(eval, result);
            }
            QueryResult result = engine.instant(eval.expr(), eval.startMillis(), QueryCall.PLAIN);
            String failure = new ResultCheck(eval.expectation()).check(eval, result);
            return failure == null ? evaluateWithinRange(eval, engine, result) : failure;
        } catch (MuninnException e) {
            return new ResultCheck(eval.expectation()).checkFailure(e);
        } catch (RuntimeException | StackOverflowError e) {
            return "crashed: " + e + at(e);
        }
    }

    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static @Nullable String evaluateWithinRange(
            ScriptCommand.Eval eval, QueryEngine engine, QueryResult instant) {
        boolean isComparable =
                instant.value() instanceof ResultValue.Vector
                        && DEPENDING_ON_RANGE.stream().noneMatch(eval.expr()::contains);
        if (!isComparable) {
            return null;
        }
        long time = eval.startMillis();
        QueryResult range =
                engine.range(
                        eval.expr(),
                        time - AROUND_MILLIS,
                        time + AROUND_MILLIS,
                        AROUND_MILLIS,
                        QueryCall.PLAIN);
        String failure = new ResultCheck(eval.expectation()).checkStep(range.value(), time);
        return failure == null ? null : "as a step of a range query: " + failure;
    }
}
