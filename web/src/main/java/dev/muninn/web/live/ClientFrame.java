package dev.muninn.web.live;

import dev.muninn.model.MuninnException;
import dev.muninn.stream.Capabilities;
import dev.muninn.stream.LiveQuery;
import dev.muninn.stream.Resume;
import dev.muninn.stream.Tier;
import dev.muninn.stream.ViewChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a live client sends. An {@code id} is kept as the JSON token it was, to be sent back. */
sealed interface ClientFrame {

    record Hello(String id, Tier tier, Capabilities can, List<Resume> resume)
            implements ClientFrame {}

    record Subscribe(
            String id,
            List<LiveQuery> queries,
            long stepMillis,
            long rangeMillis,
            int maxPoints,
            @Nullable Tier tier)
            implements ClientFrame {}

    record SubscribeBoard(
            String id,
            LiveBoard board,
            long stepMillis,
            long rangeMillis,
            int maxPoints,
            @Nullable Tier tier)
            implements ClientFrame {}

    record Change(String id, String view, ViewChange change) implements ClientFrame {}

    record Unsubscribe(String id, String view) implements ClientFrame {}

    record Query(
            String id,
            String expr,
            long startMillis,
            long endMillis,
            long stepMillis,
            boolean parts)
            implements ClientFrame {}

    record Cancel(String id) implements ClientFrame {}

    record Acknowledge(String view, long seq) implements ClientFrame {}

    record Ping() implements ClientFrame {}

    /**
     * Reads one frame.
     *
     * @throws MuninnException of kind BAD_INPUT if it is none of the protocol
     */
    static ClientFrame parse(String text) {
        return new ClientFrameReader(ClientFrameReader.tree(text)).read();
    }
}
