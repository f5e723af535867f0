package dev.muninn.stream;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/** The transport to one who looks. All calls but the first two are made on its loop. */
public interface Viewer {

    /**
     * The thread that all calls for this viewer are made on; viewers that share a thread return the
     * same object, so that a tick costs one task for all of them.
     */
    Executor loop();

    Transport transport();

    /** Whether a frame would go out now instead of being queued. */
    boolean isWritable();

    /**
     * Takes a frame as it is on the transport, from position to limit and not to be changed, to be
     * sent with the next {@link #flush} at the latest.
     */
    void send(ByteBuffer frame);

    void flush();

    /** Ends the connection with a code of the live protocol. */
    void close(CloseCode code, String reason);
}
