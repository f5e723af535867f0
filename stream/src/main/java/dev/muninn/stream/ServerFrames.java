package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Staleness;
import java.util.List;

/**
 * Writes the frames of the live protocol that the server sends. An {@code id} is the client's own,
 * as the JSON token it was sent as.
 */
public final class ServerFrames {

    /** What stands for "no value" in a row; a sample that is one ends its series anyway. */
    static final double NONE = Staleness.MARKER;

    private ServerFrames() {}

    static Frame welcome(String id, long connection, long serverTime, StreamOptions options) {
        return new Frame(
                new JsonBuffer()
                        .raw("{\"type\":\"welcome\",\"id\":")
                        .raw(id)
                        .raw(",\"conn\":\"")
                        .number(connection)
                        .raw("\",\"proto\":\"muninn.live.v1\",\"serverTime\":")
                        .number(serverTime)
                        .raw(",\"heartbeat\":")
                        .number(options.heartbeat().toMillis())
                        .raw(",\"tier\":\"high_bandwidth\",\"limits\":{\"views\":")
                        .number(options.maxViews())
                        .raw(",\"queries\":")
                        .number(options.maxQueries())
                        .raw("}}")
                        .toBytes());
    }

    static Frame ok(String id) {
        return new Frame(openOk(id).raw('}').toBytes());
    }

    static Frame ok(String id, String view) {
        return new Frame(openOk(id).raw(",\"view\":").string(view).raw('}').toBytes());
    }

    /** The answer to a one-shot query. */
    public static Frame result(String id, JsonBuffer json) {
        return new Frame(
                new JsonBuffer(json.size() + 64)
                        .raw("{\"type\":\"ok\",\"id\":")
                        .raw(id)
                        .raw(",\"result\":")
                        .raw(json.array(), 0, json.size())
                        .raw('}')
                        .toBytes());
    }

    private static JsonBuffer openOk(String id) {
        return new JsonBuffer(96).raw("{\"type\":\"ok\",\"id\":").raw(id);
    }

    /** Tells that a request failed. */
    public static Frame error(String id, MuninnException failure) {
        JsonBuffer json = new JsonBuffer().raw("{\"type\":\"err\",\"id\":").raw(id);
        return closeError(json, failure.kind(), text(failure));
    }

    static Frame viewError(String view, MuninnException failure) {
        return viewError(view, failure.kind(), text(failure));
    }

    /** Tells that a view has no values for the moment, or not all. */
    static Frame viewError(String view, MuninnException.Kind kind, String message) {
        JsonBuffer json = new JsonBuffer().raw("{\"type\":\"err\",\"view\":").string(view);
        return closeError(json, kind, message);
    }

    private static Frame closeError(JsonBuffer json, MuninnException.Kind kind, String message) {
        json.raw(",\"code\":\"").raw(code(kind)).raw("\",\"message\":").string(message);
        if (kind == MuninnException.Kind.BUSY) {
            json.raw(",\"retryAfter\":1000");
        }
        return new Frame(json.raw('}').toBytes());
    }

    static String text(MuninnException failure) {
        String message = failure.getMessage();
        return message == null ? failure.kind().name() : message;
    }

    private static String code(MuninnException.Kind kind) {
        return switch (kind) {
            case BAD_INPUT -> "bad_query";
            case NOT_FOUND -> "not_found";
            case UNPROCESSABLE -> "execution";
            case LIMIT -> "limit";
            case BUSY -> "overload";
            case UNAVAILABLE -> "unavailable";
            case TIMEOUT -> "timeout";
            case CANCELLED -> "cancelled";
            case CORRUPT, BUG -> "internal";
        };
    }

    static Frame heartbeat(long timeMillis) {
        return new Frame(
                new JsonBuffer(64)
                        .raw("{\"type\":\"hb\",\"t\":")
                        .number(timeMillis)
                        .raw('}')
                        .toBytes());
    }

    static Frame goAway(String reason, long reconnectAfterMillis) {
        return new Frame(
                new JsonBuffer(128)
                        .raw("{\"type\":\"goaway\",\"reason\":")
                        .string(reason)
                        .raw(",\"reconnectAfterMs\":")
                        .number(reconnectAfterMillis)
                        .raw('}')
                        .toBytes());
    }

    /** Tells which series begin and which have no further values. */
    static Frame series(String view, long epoch, List<LiveSeries> add, List<LiveSeries> drop) {
        JsonBuffer json = new JsonBuffer(256 + 128 * add.size());
        json.raw("{\"type\":\"series\",\"view\":").string(view);
        json.raw(",\"epoch\":").number(epoch).raw(",\"add\":[");
        for (int i = 0; i < add.size(); i++) {
            LiveSeries series = add.get(i);
            json.raw(i == 0 ? "" : ",").raw("{\"sid\":").number(series.sid());
            json.raw(",\"ref\":").string(series.ref()).raw(",\"labels\":");
            labels(json, series.labels());
            json.raw('}');
        }
        json.raw("],\"drop\":[");
        for (int i = 0; i < drop.size(); i++) {
            json.raw(i == 0 ? "" : ",").number(drop.get(i).sid());
        }
        return new Frame(json.raw("]}").toBytes());
    }

    private static void labels(JsonBuffer json, Labels labels) {
        json.raw('{');
        for (int i = 0; i < labels.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(labels.name(i)).raw(':').string(labels.value(i));
        }
        json.raw('}');
    }

    /** Encodes one tick's values, {@link #NONE} for none, as the part of a delta it will be. */
    static byte[] row(double[] values, int count) {
        JsonBuffer json = new JsonBuffer(16 + 12 * count);
        json.raw('[');
        for (int i = 0; i < count; i++) {
            value(i == 0 ? json : json.raw(','), values[i]);
        }
        return json.raw(']').toBytes();
    }

    static void value(JsonBuffer json, double value) {
        if (Staleness.isMarker(value)) {
            json.raw("null");
        } else if (Double.isNaN(value) || Double.isInfinite(value)) {
            json.raw('"').number(value).raw('"');
        } else {
            json.number(value);
        }
    }

    /** A delta of ticks that follow each other, {@code to} not included. */
    static Frame delta(String view, long stepMillis, Tick[] ticks, int from, int to) {
        Tick last = ticks[to - 1];
        JsonBuffer json = new JsonBuffer(128 + (to - from) * (last.row().length + 1));
        json.raw("{\"type\":\"delta\",\"view\":").string(view);
        json.raw(",\"seq\":").number(last.seq());
        json.raw(",\"t\":").number(last.timeMillis());
        json.raw(",\"step\":").number(stepMillis).raw(",\"ticks\":[");
        for (int i = from; i < to; i++) {
            json.raw(i == from ? "" : ",").raw(ticks[i].row());
        }
        return new Frame(json.raw("]}").toBytes());
    }
}
