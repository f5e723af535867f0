package dev.muninn.stream;

import dev.muninn.query.ResultSeries;
import org.jspecify.annotations.Nullable;

/** Writes one {@code snap} frame, column by column. */
final class SnapshotWriter {

    private final JsonBuffer json = new JsonBuffer(4096);
    private final long t0;
    private final long stepMillis;
    private boolean hasColumn;

    SnapshotWriter(String view, Timeline at, long t0, long stepMillis, int points) {
        this.t0 = t0;
        this.stepMillis = stepMillis;
        json.raw("{\"type\":\"snap\",\"view\":").string(view);
        json.raw(",\"epoch\":").number(at.epoch()).raw(",\"seq\":").number(at.seq());
        json.raw(",\"t0\":").number(t0).raw(",\"step\":").number(stepMillis);
        json.raw(",\"n\":").number(points).raw(",\"columns\":[");
    }

    /** Writes a series' points from its first to its last; null stands for no points. */
    void column(int sid, @Nullable ResultSeries series) {
        json.raw(hasColumn ? ",{\"sid\":" : "{\"sid\":").number(sid).raw(",\"start\":");
        hasColumn = true;
        if (series == null || series.size() == 0) {
            json.raw("0,\"values\":[]}");
            return;
        }
        int next = index(series.timestamps()[0]);
        json.number(next).raw(",\"values\":[");
        for (int i = 0; i < series.size(); i++) {
            int index = index(series.timestamps()[i]);
            for (; next < index; next++) {
                json.raw("null,");
            }
            ServerFrames.value(json, SeriesTable.valueOf(series, i));
            next = index + 1;
            json.raw(i + 1 < series.size() ? "," : "");
        }
        json.raw("]}");
    }

    private int index(long timeMillis) {
        return Math.toIntExact((timeMillis - t0) / stepMillis);
    }

    Frame end() {
        return new Frame(json.raw("]}").toBytes());
    }
}
