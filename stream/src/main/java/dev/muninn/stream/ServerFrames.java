package dev.muninn.stream;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.frame.Frame;

/**
 * Writes the frames of the live protocol that the server sends. An {@code id} is the client's own,
 * as the JSON token it was sent as.
 */
final class ServerFrames {

    private ServerFrames() {}

    static Frame welcome(
            String id, long connection, long serverTime, Tier tier, StreamOptions options) {
        return Frame.text(
                new JsonBuffer()
                        .raw("{\"type\":\"welcome\",\"id\":")
                        .text(id)
                        .raw(",\"conn\":\"")
                        .number(connection)
                        .raw("\",\"proto\":\"muninn.live.v1\",\"serverTime\":")
                        .number(serverTime)
                        .raw(",\"heartbeat\":")
                        .number(options.heartbeat().toMillis())
                        .raw(",\"tier\":\"")
                        .raw(tier.wireName())
                        .raw("\",\"limits\":{\"views\":")
                        .number(options.maxViews())
                        .raw(",\"queries\":")
                        .number(options.maxQueries())
                        .raw(",\"series\":")
                        .number(options.maxSeries())
                        .raw("}}")
                        .toBytes());
    }

    static Frame ok(String id) {
        return Frame.text(openOk(id).raw('}').toBytes());
    }

    static Frame ok(String id, String view) {
        return Frame.text(openOk(id).raw(",\"view\":").string(view).raw('}').toBytes());
    }

    static Frame ok(String id, View view) {
        return Frame.text(placed(openOk(id), view).raw('}').toBytes());
    }

    /** Tells that a view goes on in another tier. */
    static Frame tier(View view, String reason) {
        JsonBuffer json = new JsonBuffer(160).raw("{\"type\":\"tier\"");
        return Frame.text(placed(json, view).raw(",\"reason\":").string(reason).raw('}').toBytes());
    }

    private static JsonBuffer placed(JsonBuffer json, View view) {
        json.raw(",\"view\":").string(view.name()).raw(",\"vid\":").number(view.vid());
        json.raw(",\"step\":").number(view.spec().stepMillis());
        return json.raw(",\"tier\":\"").raw(view.spec().tier().wireName()).raw('"');
    }

    private static JsonBuffer openOk(String id) {
        return new JsonBuffer(96).raw("{\"type\":\"ok\",\"id\":").text(id);
    }

    /** Tells that a request failed. */
    static Frame error(String id, MuninnException failure) {
        JsonBuffer json = new JsonBuffer().raw("{\"type\":\"err\",\"id\":").text(id);
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

    /** Tells that what was wrong with a view is over. */
    static Frame well(String view) {
        JsonBuffer json = new JsonBuffer(96).raw("{\"type\":\"well\",\"view\":").string(view);
        return Frame.text(json.raw('}').toBytes());
    }

    private static Frame closeError(JsonBuffer json, MuninnException.Kind kind, String message) {
        json.raw(",\"code\":\"").raw(code(kind)).raw("\",\"message\":").string(message);
        if (kind == MuninnException.Kind.BUSY) {
            json.raw(",\"retryAfter\":1000");
        }
        return Frame.text(json.raw('}').toBytes());
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
        return Frame.text(
                new JsonBuffer(64)
                        .raw("{\"type\":\"hb\",\"t\":")
                        .number(timeMillis)
                        .raw('}')
                        .toBytes());
    }

    static Frame goAway(String reason, long reconnectAfterMillis) {
        return Frame.text(
                new JsonBuffer(128)
                        .raw("{\"type\":\"goaway\",\"reason\":")
                        .string(reason)
                        .raw(",\"reconnectAfterMs\":")
                        .number(reconnectAfterMillis)
                        .raw('}')
                        .toBytes());
    }
}
