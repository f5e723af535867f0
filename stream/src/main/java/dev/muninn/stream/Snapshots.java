package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.ResultSeries;
import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.frame.Form;
import dev.muninn.stream.frame.Frame;
import dev.muninn.stream.frame.Snapshot;
import dev.muninn.stream.frame.Timeline;
import dev.muninn.stream.series.LiveSeries;
import dev.muninn.stream.series.PointColumn;
import dev.muninn.stream.series.PointGrid;
import dev.muninn.stream.series.SeriesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one view: one evaluation for all who ask for the same range within a few ticks.
 * Safe for use by many threads.
 */
final class Snapshots {

    /**
     * A joiner may get one this old and the ticks since; a wave of reloads costs one evaluation.
     */
    private static final int REUSED_TICKS = 5;

    /** Ranges people look at at one time; beyond that the oldest is evaluated anew. */
    private static final int KEPT = 8;

    private record Key(long rangeMillis, int maxPoints) {}

    private record Entry(Timeline at, CompletableFuture<Snapshot> snapshot) {}

    private final String view;
    private final ViewSpec spec;
    private final Evaluations evaluations;
    private final IntSupplier sids;
    private final int maxSeries;
    private final Executor workers;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    Snapshots(
            String view,
            ViewSpec spec,
            Evaluations evaluations,
            IntSupplier sids,
            int maxSeries,
            Executor workers) {
        this.view = view;
        this.spec = spec;
        this.evaluations = evaluations;
        this.sids = sids;
        this.maxSeries = maxSeries;
        this.workers = workers;
    }

    /**
     * The values over the range that ends with the timeline's last tick, or one shortly before;
     * written in a form by then.
     */
    CompletableFuture<Snapshot> get(Timeline now, long rangeMillis, int maxPoints, Form form) {
        return get(now, new Key(rangeMillis, maxPoints), form)
                .thenCompose(snapshot -> written(snapshot, form));
    }

    private CompletableFuture<Snapshot> written(Snapshot snapshot, Form form) {
        return snapshot.isWritten(form)
                ? CompletableFuture.completedFuture(snapshot)
                : onWorker(
                        () -> {
                            var _ = snapshot.frames(form);
                            return snapshot;
                        });
    }

    private CompletableFuture<Snapshot> onWorker(Supplier<Snapshot> work) {
        try {
            return CompletableFuture.supplyAsync(work, workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(LiveStreams.overloaded());
        }
    }

    private CompletableFuture<Snapshot> get(Timeline now, Key key, Form form) {
        CompletableFuture<Snapshot> snapshot = new CompletableFuture<>();
        synchronized (entries) {
            Entry entry = entries.get(key);
            if (entry != null
                    && now.seq() - entry.at().seq() <= REUSED_TICKS
                    && now.isWithin(entry.at().epoch(), entry.at().seq())
                    && !entry.snapshot().isCompletedExceptionally()) {
                return entry.snapshot();
            }
            entries.remove(key);
            if (entries.size() >= KEPT) {
                entries.remove(entries.keySet().iterator().next());
            }
            entries.put(key, new Entry(now, snapshot));
        }
        try {
            workers.execute(() -> complete(snapshot, now, key, form));
        } catch (RejectedExecutionException e) {
            snapshot.completeExceptionally(LiveStreams.overloaded());
        }
        return snapshot;
    }

    /** Forgets snapshots that are too old to be given out. */
    void expire(Timeline now) {
        synchronized (entries) {
            entries.values().removeIf(entry -> now.seq() - entry.at().seq() > REUSED_TICKS);
        }
    }

    private void complete(CompletableFuture<Snapshot> snapshot, Timeline at, Key key, Form form) {
        try {
            Snapshot evaluated = evaluate(at, key);
            var _ = evaluated.frames(form);
            snapshot.complete(evaluated);
        } catch (RuntimeException e) {
            snapshot.completeExceptionally(Evaluations.asMuninn(e));
        }
    }

    private Snapshot evaluate(Timeline at, Key key) {
        long wanted = Math.max(1, key.rangeMillis() / spec.stepMillis());
        long coarser = Math.ceilDiv(wanted, key.maxPoints());
        long step = spec.stepMillis() * coarser;
        // Multiples of the step, so that snapshots of different moments share their times.
        long end = Math.floorDiv(at.timeMillis(), step) * step;
        int points = Math.toIntExact(Math.min(wanted / coarser + 1, key.maxPoints()));
        long t0 = end - (points - 1) * step;

        List<Map<Labels, ResultSeries>> values = new ArrayList<>();
        List<Frame> failures = new ArrayList<>();
        for (LiveQuery query : spec.queries()) {
            Map<Labels, ResultSeries> byLabels = new LinkedHashMap<>();
            try {
                for (ResultSeries series : evaluations.past(query, t0, end, step)) {
                    byLabels.put(series.labels(), series);
                }
            } catch (MuninnException e) {
                failures.add(
                        ServerFrames.viewError(view, e.kind(), Evaluations.describe(query, e)));
            }
            values.add(byLabels);
        }
        List<PointColumn> columns = livingColumns(at, values, t0, step);
        List<LiveSeries> ended = endedColumns(at, values, t0, step, columns);
        return new Snapshot(
                view,
                spec.refs(),
                at,
                ended,
                new PointGrid(t0, step, points, List.copyOf(columns)),
                List.copyOf(failures));
    }

    /** A column for each living series; takes its values out of those given. */
    private List<PointColumn> livingColumns(
            Timeline at, List<Map<Labels, ResultSeries>> values, long t0, long step) {
        Map<String, Integer> byRef = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byRef.put(spec.queries().get(i).ref(), i);
        }
        List<PointColumn> columns = new ArrayList<>();
        for (LiveSeries series : at.living()) {
            int query = byRef.getOrDefault(series.ref(), 0);
            ResultSeries points = values.get(query).remove(series.labels());
            columns.add(column(at, series.sid(), query, points, t0, step));
        }
        return columns;
    }

    /** What is left had points in the range and has no column in the ticks to come. */
    private List<LiveSeries> endedColumns(
            Timeline at,
            List<Map<Labels, ResultSeries>> left,
            long t0,
            long step,
            List<PointColumn> columns) {
        List<LiveSeries> ended = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            for (ResultSeries series : left.get(i).values()) {
                if (columns.size() < maxSeries && series.size() > 0) {
                    int sid = sids.getAsInt();
                    ended.add(new LiveSeries(sid, spec.queries().get(i).ref(), series.labels()));
                    columns.add(column(at, sid, i, series, t0, step));
                }
            }
        }
        return List.copyOf(ended);
    }

    private static PointColumn column(
            Timeline at, int sid, int query, @Nullable ResultSeries series, long t0, long step) {
        if (series == null || series.size() == 0) {
            return new PointColumn(sid, query, 0, new double[0]);
        }
        int start = Math.toIntExact((series.timestamps()[0] - t0) / step);
        int last = Math.toIntExact((series.timestamps()[series.size() - 1] - t0) / step);
        double[] values = new double[last - start + 1];
        Arrays.fill(values, Coding.NONE);
        for (int i = 0; i < series.size(); i++) {
            int index = Math.toIntExact((series.timestamps()[i] - t0) / step) - start;
            values[index] = at.wording().coding().seen(query, SeriesTable.valueOf(series, i));
        }
        return new PointColumn(sid, query, start, values);
    }
}
