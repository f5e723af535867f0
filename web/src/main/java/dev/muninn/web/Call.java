package dev.muninn.web;

import java.nio.ByteBuffer;

/**
 * One request that was read whole, on a thread of its own.
 *
 * @param segment what stands at the {@code *} of the route's path, still encoded
 * @param body empty for methods without one
 * @param connection whose request it is: the same object for all requests of a connection
 */
record Call(
        String segment,
        Parameters parameters,
        ByteBuffer body,
        String contentType,
        String contentEncoding,
        String accept,
        String ifMatch,
        String address,
        Object connection,
        Reply reply) {

    boolean isCancelled() {
        return reply.isGone();
    }
}
