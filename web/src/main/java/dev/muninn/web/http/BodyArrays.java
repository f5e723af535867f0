package dev.muninn.web.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Arrays for the bodies of pushes, used again and again. Safe for use by many threads. */
final class BodyArrays {

    /** A few senders at once, which is when they are worth keeping. */
    private static final int KEPT = 8;

    /** Smaller arrays cost nothing to speak of; larger ones would pin memory for rare bodies. */
    private static final int LEAST_BYTES = 16 << 10;

    private static final int MOST_BYTES = 256 << 10;

    private final BlockingQueue<byte[]> kept = new ArrayBlockingQueue<>(KEPT);

    /** An array with room for so many bytes at least, and anything in it. */
    byte[] take(int bytes) {
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            return new byte[bytes];
        }
        byte[] again = kept.poll();
        // Powers of two, so that an array fits nearly all bodies of a sender.
        return again != null && again.length >= bytes
                ? again
                : new byte[Integer.highestOneBit(bytes - 1) << 1];
    }

    /** Takes back an array that nobody uses any more. */
    void giveBack(byte[] array) {
        if (array.length >= LEAST_BYTES && array.length <= MOST_BYTES) {
            var _ = kept.offer(array);
        }
    }
}
