package dev.muninn.ingest;

import dev.muninn.model.Labels;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A body that a sender pushed, with what its envelope says of it.
 *
 * @param body the bytes as they arrived; read, not kept
 * @param contentType may be empty
 * @param contentEncoding may be empty
 * @param parameters query parameters of the request
 * @param extraLabels labels that every series of the body gets, over its own
 */
public record PushRequest(
        ByteBuffer body,
        String contentType,
        String contentEncoding,
        Map<String, String> parameters,
        Labels extraLabels) {

    public PushRequest(ByteBuffer body, String contentType, String contentEncoding) {
        this(body, contentType, contentEncoding, Map.of(), Labels.empty());
    }
}
