package dev.muninn.stream.series;

import dev.muninn.model.Labels;
import dev.muninn.model.Staleness;
import dev.muninn.query.ResultSeries;
import dev.muninn.stream.coding.Coding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the viewers of a view were told of the last ticks, to find out what samples that came late
 * have made untrue; used by one tick at a time.
 */
public final class Amendments {

    private final long stepMillis;
    private final int window;

    /** Values told by sid; the one of time t is at t / step modulo the window. */
    private final Map<Integer, double[]> told = new HashMap<>();

    /** What one series has by now; of no use between two of them. */
    private final double[] current;

    private long firstMillis;
    private long lastMillis = Long.MIN_VALUE;

    /** The first time between the last two ticks; that of the last one if there is none. */
    private long leftOutMillis;

    public Amendments(long stepMillis, int window) {
        this.stepMillis = stepMillis;
        this.window = window;
        current = new double[window];
    }

    /** The earliest time that is looked at again. */
    public long fromMillis() {
        return Math.max(firstMillis, lastMillis - (window - 1) * stepMillis);
    }

    /** The first of the times that were left out right before the last tick, or null. */
    public @Nullable Long leftOutFrom() {
        return leftOutMillis < lastMillis ? Math.max(leftOutMillis, fromMillis()) : null;
    }

    /** Takes in what was told of a tick, later than the ones before. */
    public void tell(long timeMillis, List<LiveSeries> living, double[] values) {
        if (lastMillis == Long.MIN_VALUE) {
            firstMillis = timeMillis;
            lastMillis = timeMillis - stepMillis;
        }
        if (told.size() > living.size()) {
            told.keySet().retainAll(living.stream().map(LiveSeries::sid).toList());
        }
        long oldest = Math.max(lastMillis, timeMillis - window * stepMillis) + stepMillis;
        for (double[] known : told.values()) {
            for (long time = oldest; time <= timeMillis; time += stepMillis) {
                known[slot(time)] = Coding.NONE;
            }
        }
        int now = slot(timeMillis);
        for (int i = 0; i < values.length; i++) {
            Integer sid = living.get(i).sid();
            double[] known = told.get(sid);
            if (known == null) {
                known = new double[window];
                Arrays.fill(known, Coding.NONE);
                told.put(sid, known);
            }
            known[now] = values[i];
        }
        leftOutMillis = lastMillis + stepMillis;
        lastMillis = timeMillis;
    }

    private int slot(long timeMillis) {
        return Math.floorMod(timeMillis / stepMillis, window);
    }

    /**
     * What is other than told, or null; from then on it counts as told.
     *
     * @param from the first time that is looked at, not before {@link #fromMillis}
     * @param now per query what the times since then have by now; null where that is not known
     */
    public @Nullable PointGrid compare(
            long from,
            List<LiveSeries> living,
            List<String> refs,
            List<@Nullable List<ResultSeries>> now,
            Coding coding) {
        List<PointColumn> columns = new ArrayList<>();
        Map<String, Integer> queryOf = new HashMap<>();
        List<Map<Labels, ResultSeries>> byLabels = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            Map<Labels, ResultSeries> series = new HashMap<>();
            List<ResultSeries> values = now.get(i);
            if (values != null) {
                queryOf.put(refs.get(i), i);
                values.forEach(each -> series.put(each.labels(), each));
            }
            byLabels.add(series);
        }
        int points = Math.toIntExact((lastMillis - from) / stepMillis) + 1;
        for (LiveSeries series : living) {
            Integer query = queryOf.get(series.ref());
            double[] before = told.get(series.sid());
            if (query != null && before != null) {
                take(from, byLabels.get(query).get(series.labels()), query, coding);
                PointColumn column = changed(from, series.sid(), query, before, points);
                if (column != null) {
                    columns.add(column);
                    for (int k = 0; k < column.values().length; k++) {
                        before[slot(from + (column.start() + k) * stepMillis)] = column.values()[k];
                    }
                }
            }
        }
        return columns.isEmpty()
                ? null
                : new PointGrid(from, stepMillis, points, List.copyOf(columns));
    }

    private void take(long from, @Nullable ResultSeries series, int query, Coding coding) {
        Arrays.fill(current, Coding.NONE);
        for (int i = 0; series != null && i < series.size(); i++) {
            long time = series.timestamps()[i];
            if (time >= from && time <= lastMillis) {
                current[slot(time)] = coding.seen(query, SeriesTable.valueOf(series, i));
            }
        }
    }

    private @Nullable PointColumn changed(
            long from, int sid, int query, double[] before, int points) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < points; i++) {
            int slot = slot(from + i * stepMillis);
            if (!isSame(before[slot], current[slot])) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return null;
        }
        double[] values = new double[last - first + 1];
        for (int i = first; i <= last; i++) {
            values[i - first] = current[slot(from + i * stepMillis)];
        }
        return new PointColumn(sid, query, first, values);
    }

    private static boolean isSame(double a, double b) {
        return Staleness.isMarker(a) == Staleness.isMarker(b) && Double.compare(a, b) == 0;
    }
}
