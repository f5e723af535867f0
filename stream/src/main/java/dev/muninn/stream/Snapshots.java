package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.ResultSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;

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

    /** The values over the range that ends with the timeline's last tick, or one shortly before. */
    CompletableFuture<Snapshot> get(Timeline now, long rangeMillis, int maxPoints) {
        Key key = new Key(rangeMillis, maxPoints);
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
            workers.execute(() -> complete(snapshot, now, key));
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

    private void complete(CompletableFuture<Snapshot> snapshot, Timeline at, Key key) {
        try {
            snapshot.complete(evaluate(at, key));
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
                for (ResultSeries series : evaluations.range(query, t0, end, step)) {
                    byLabels.put(series.labels(), series);
                }
            } catch (MuninnException e) {
                failures.add(
                        ServerFrames.viewError(view, e.kind(), Evaluations.describe(query, e)));
            }
            values.add(byLabels);
        }
        return encode(at, values, failures, new SnapshotWriter(view, at, t0, step, points));
    }

    private Snapshot encode(
            Timeline at,
            List<Map<Labels, ResultSeries>> values,
            List<Frame> failures,
            SnapshotWriter writer) {
        List<LiveSeries> add = new ArrayList<>(at.living());
        Map<String, Map<Labels, ResultSeries>> byRef = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byRef.put(spec.queries().get(i).ref(), values.get(i));
        }
        for (LiveSeries series : at.living()) {
            Map<Labels, ResultSeries> ofQuery = byRef.getOrDefault(series.ref(), Map.of());
            writer.column(series.sid(), ofQuery.remove(series.labels()));
        }
        // What is left had points in the range and has no column in the ticks to come.
        List<LiveSeries> ended = new ArrayList<>();
        for (LiveQuery query : spec.queries()) {
            for (ResultSeries series : byRef.getOrDefault(query.ref(), Map.of()).values()) {
                if (add.size() < maxSeries) {
                    int sid = sids.getAsInt();
                    LiveSeries gone = new LiveSeries(sid, query.ref(), series.labels());
                    add.add(gone);
                    ended.add(gone);
                    writer.column(sid, series);
                }
            }
        }
        List<Frame> frames = new ArrayList<>();
        frames.add(ServerFrames.series(view, at.epoch(), add, List.of()));
        frames.add(writer.end());
        if (!ended.isEmpty()) {
            frames.add(ServerFrames.series(view, at.epoch(), List.of(), ended));
        }
        frames.addAll(failures);
        return new Snapshot(at.epoch(), at.seq(), List.copyOf(frames));
    }
}
