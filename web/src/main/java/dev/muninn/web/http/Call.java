package dev.muninn.web.http;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * One request that was read whole, on a thread of its own.
 *
 * @param segment what stands at the {@code *} of the route's path, still encoded
 * @param body empty for methods without one
 * @param connection whose request it is: the same object for all requests of a connection
 * @param isTooLate whether to give up, though the client still waits
 */
public record Call(
        String segment,
        Parameters parameters,
        ByteBuffer body,
        String contentType,
        String contentEncoding,
        String accept,
        String ifMatch,
        String address,
        Object connection,
        Reply reply,
        BooleanSupplier isTooLate) {

    /** Whether the work is in vain: nobody waits any more, or it takes too long. */
    public boolean isCancelled() {
        return reply.isGone() || isTooLate.getAsBoolean();
    }

    /** The same call, to be given up when it is too late. */
    Call until(BooleanSupplier tooLate) {
        return new Call(
                segment,
                parameters,
                body,
                contentType,
                contentEncoding,
                accept,
                ifMatch,
                address,
                connection,
                reply,
                tooLate);
    }
}
