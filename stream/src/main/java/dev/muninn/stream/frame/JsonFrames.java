package dev.muninn.stream.frame;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Staleness;
import dev.muninn.stream.series.PointColumn;
import dev.muninn.stream.series.PointGrid;

/** Data frames as JSON. */
final class JsonFrames extends JoinedFrames {

    private final String view;

    JsonFrames(String view) {
        this.view = view;
    }

    @Override
    Frame delta(long stepMillis, Tick[] ticks, int from, int to) {
        Tick last = ticks[to - 1];
        JsonBuffer json = open("delta", 128 + (to - from) * (12 * last.row().length + 3));
        json.raw(",\"seq\":").number(last.seq()).raw(",\"t\":").number(last.timeMillis());
        json.raw(",\"step\":").number(stepMillis).raw(",\"ticks\":[");
        for (int i = from; i < to; i++) {
            json.raw(i == from ? "" : ",");
            values(json, ticks[i].row());
        }
        return Frame.sharedText(json.raw("]}").toBytes());
    }

    @Override
    public Frame snap(Timeline at, PointGrid points) {
        JsonBuffer json = open("snap", 4096);
        json.raw(",\"epoch\":").number(at.epoch()).raw(",\"seq\":").number(at.seq());
        json.raw(",\"t\":").number(at.timeMillis());
        return close(json, points);
    }

    @Override
    Frame amend(long seq, PointGrid points) {
        return close(open("amend", 512).raw(",\"seq\":").number(seq), points);
    }

    private JsonBuffer open(String type, int capacity) {
        return new JsonBuffer(capacity)
                .raw("{\"type\":\"")
                .raw(type)
                .raw("\",\"view\":")
                .string(view);
    }

    private static Frame close(JsonBuffer json, PointGrid points) {
        json.raw(",\"t0\":").number(points.t0()).raw(",\"step\":").number(points.stepMillis());
        json.raw(",\"n\":").number(points.points()).raw(",\"columns\":[");
        boolean isFirst = true;
        for (PointColumn column : points.columns()) {
            json.raw(isFirst ? "{\"sid\":" : ",{\"sid\":").number(column.sid());
            json.raw(",\"start\":").number(column.start()).raw(",\"values\":");
            values(json, column.values());
            json.raw('}');
            isFirst = false;
        }
        return Frame.sharedText(json.raw("]}").toBytes());
    }

    private static void values(JsonBuffer json, double[] values) {
        json.raw('[');
        for (int i = 0; i < values.length; i++) {
            value(i == 0 ? json : json.raw(','), values[i]);
        }
        json.raw(']');
    }

    private static void value(JsonBuffer json, double value) {
        if (Staleness.isMarker(value)) {
            json.raw("null");
        } else if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.raw('"').number(value).raw('"');
        } else {
            json.number(value);
        }
    }
}
