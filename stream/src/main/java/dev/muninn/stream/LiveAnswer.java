package dev.muninn.stream;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.MuninnException;
import dev.muninn.stream.frame.Frame;

/**
 * What one client is answered, written and ready to be sent. An {@code id} is the client's own, as
 * the JSON token it was sent as. Immutable, so that it may be written on any thread.
 */
public final class LiveAnswer {

    private final Frame frame;

    private LiveAnswer(Frame frame) {
        this.frame = frame;
    }

    Frame frame() {
        return frame;
    }

    /** A piece of the answer to a one-shot query: JSON of series, with commas between them. */
    public static LiveAnswer part(String id, JsonBuffer json) {
        return new LiveAnswer(
                Frame.text(
                        new JsonBuffer(json.size() + 64)
                                .raw("{\"type\":\"part\",\"id\":")
                                .text(id)
                                .raw(",\"series\":[")
                                .raw(json.array(), 0, json.size())
                                .raw("]}")
                                .toBytes()));
    }

    /** The answer to a one-shot query. */
    public static LiveAnswer result(String id, JsonBuffer json) {
        return new LiveAnswer(
                Frame.text(
                        new JsonBuffer(json.size() + 64)
                                .raw("{\"type\":\"ok\",\"id\":")
                                .text(id)
                                .raw(",\"result\":")
                                .raw(json.array(), 0, json.size())
                                .raw('}')
                                .toBytes()));
    }

    /** Tells that a request failed. */
    public static LiveAnswer error(String id, MuninnException failure) {
        return new LiveAnswer(ServerFrames.error(id, failure));
    }
}
