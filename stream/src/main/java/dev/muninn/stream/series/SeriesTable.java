package dev.muninn.stream.series;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.ResultSeries;
import dev.muninn.stream.coding.BinaryBuffer;
import dev.muninn.stream.coding.Coding;
import dev.muninn.stream.coding.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Which series of a view have which column, and the row of values being filled; used by one tick of
 * the view at a time.
 */
public final class SeriesTable {

    /*
     * Columns stand in the order of their sids. New series get higher sids, so they are appended
     * and no column moves; only a drop moves columns. A series without a value keeps its column for
     * a while: one that comes and goes (topk, a comparison) must not cost a new sid each time.
     */

    /** As many ticks as the ring keeps, so that a drop never falls between two kept ticks twice. */
    public static final int KEPT_WITHOUT_VALUE = Row.KEPT_TICKS;

    private static final class Column {
        final LiveSeries series;
        final int query;
        int position;
        long lastSeen;

        /** What its next value is written against. */
        double base;

        Column(LiveSeries series, int query) {
            this.series = series;
            this.query = query;
        }
    }

    private final List<String> refs;
    private final List<Map<Labels, Column>> byLabels = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final IntSupplier sids;
    private final int maxSeries;

    private double[] row = new double[16];
    private long seq;
    private final List<LiveSeries> added = new ArrayList<>();
    private final List<LiveSeries> dropped = new ArrayList<>();

    public SeriesTable(List<String> refs, IntSupplier sids, int maxSeries) {
        this.refs = refs;
        this.sids = sids;
        this.maxSeries = maxSeries;
        for (int i = 0; i < refs.size(); i++) {
            byLabels.add(new HashMap<>());
        }
    }

    /** The value of a point, none where it is a histogram, which no line can show. */
    public static double valueOf(ResultSeries series, int index) {
        return series.histogram(index) == null ? series.values()[index] : Coding.NONE;
    }

    public void beginRow(long newSeq) {
        seq = newSeq;
        added.clear();
        dropped.clear();
        Arrays.fill(row, Coding.NONE);
    }

    /**
     * Puts a query's values of this tick into the row; series not known yet get a column.
     *
     * @throws MuninnException of kind LIMIT if there are more series than a view may have; those up
     *     to the limit are in
     */
    public void put(int query, List<ResultSeries> values) {
        Map<Labels, Column> known = byLabels.get(query);
        for (ResultSeries value : values) {
            if (value.size() == 0) {
                continue;
            }
            Column column = known.get(value.labels());
            if (column == null) {
                column = add(query, value.labels());
            }
            column.lastSeen = seq;
            row[column.position] = valueOf(value, value.size() - 1);
        }
    }

    private Column add(int query, Labels labels) {
        if (columns.size() >= maxSeries) {
            throw MuninnException.limit(
                    "the view has more than "
                            + maxSeries
                            + " series: aggregate or narrow its queries, or raise"
                            + " stream.max-series");
        }
        LiveSeries series = new LiveSeries(sids.getAsInt(), refs.get(query), labels);
        Column column = new Column(series, query);
        column.position = columns.size();
        columns.add(column);
        byLabels.get(query).put(labels, column);
        added.add(series);
        if (columns.size() > row.length) {
            int filled = row.length;
            row = Arrays.copyOf(row, 2 * filled);
            Arrays.fill(row, filled, row.length, Coding.NONE);
        }
        return column;
    }

    /** Drops the columns that had no value for long. */
    public void endRow() {
        int kept = 0;
        for (Column column : columns) {
            if (seq - column.lastSeen >= KEPT_WITHOUT_VALUE) {
                byLabels.get(column.query).remove(column.series.labels());
                dropped.add(column.series);
            } else {
                row[kept] = row[column.position];
                column.position = kept;
                columns.set(kept++, column);
            }
        }
        columns.subList(kept, columns.size()).clear();
    }

    /** Tells the scales what values this row has. */
    public void show(Scales scales) {
        for (Column column : columns) {
            scales.see(column.query, row[column.position]);
        }
    }

    /** Makes the values of a query start from nothing again, as their scale has changed. */
    public void forgetBases(int query) {
        for (Column column : columns) {
            column.base = column.query == query ? 0 : column.base;
        }
    }

    /** The row as it is sent; to be called once a row, as the next one builds on it. */
    public Row encode(Coding coding) {
        int count = columns.size();
        double[] values = new double[count];
        double[] bases = new double[count];
        BinaryBuffer out = new BinaryBuffer(16 + 9 * count);
        int present = out.bitmap(count);
        for (int i = 0; i < count; i++) {
            Column column = columns.get(i);
            values[i] = coding.seen(column.query, row[i]);
            if (coding.takes(row[i])) {
                out.setBit(present, i);
                column.base = coding.put(out, column.query, row[i], column.base);
            }
            bases[i] = column.base;
        }
        return new Row(values, out.toBytes(), bases);
    }

    /** Writes what became of each query in this row, as the least tier is told. */
    public void summarize(JsonBuffer json) {
        int[] queryOf = columns.stream().mapToInt(column -> column.query).toArray();
        for (int i = 0; i < refs.size(); i++) {
            json.raw(i == 0 ? "" : ",");
            summarize(json, queryOf, i);
        }
    }

    /** Writes the figures of a query, which may have no value at all. */
    private void summarize(JsonBuffer json, int[] queries, int query) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < queries.length; i++) {
            if (queries[i] == query && Double.isFinite(row[i])) {
                min = Math.min(min, row[i]);
                max = Math.max(max, row[i]);
                sum += row[i];
                count++;
            }
        }
        json.raw("{\"ref\":").string(refs.get(query)).raw(",\"series\":").number(count);
        if (count > 0) {
            json.raw(",\"min\":").number(min).raw(",\"max\":").number(max);
            json.raw(",\"avg\":").number(sum / count);
        }
        json.raw('}');
    }

    public boolean hasChanged() {
        return !added.isEmpty() || !dropped.isEmpty();
    }

    /** Series that got a column in this row; valid until the next one. */
    public List<LiveSeries> added() {
        return added;
    }

    public List<LiveSeries> dropped() {
        return dropped;
    }

    /** The series that have a column now, in order. */
    public List<LiveSeries> living() {
        List<LiveSeries> living = new ArrayList<>(columns.size());
        for (Column column : columns) {
            living.add(column.series);
        }
        return living;
    }
}
