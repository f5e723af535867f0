package dev.muninn.stream;

import java.util.List;

/** What the least tier gets: one text per view, whatever the form, and only the last. */
final class SummaryFrames implements DataFrames {

    @Override
    public List<Frame> since(Tick[] ticks, int first, long stepMillis) {
        return List.of(Frame.sharedText(ticks[ticks.length - 1].coded()));
    }

    @Override
    public Frame snap(Timeline at, PointGrid points) {
        throw new IllegalStateException("a summary is whole, there is no picture before it");
    }

    /** Writes the figures of a query, which may have no value at all. */
    static void query(JsonBuffer json, String ref, double[] row, int[] queries, int query) {
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
        json.raw("{\"ref\":").string(ref).raw(",\"series\":").number(count);
        if (count > 0) {
            json.raw(",\"min\":").number(min).raw(",\"max\":").number(max);
            json.raw(",\"avg\":").number(sum / count);
        }
        json.raw('}');
    }
}
