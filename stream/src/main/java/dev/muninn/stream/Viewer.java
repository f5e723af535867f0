package dev.muninn.stream;

import java.util.concurrent.Executor;

/** The transport to one who looks: a socket. All calls but {@link #loop} are made on its loop. */
public interface Viewer {

    /**
     * The thread that all calls for this viewer are made on; viewers that share a thread return the
     * same object, so that a tick costs one task for all of them.
     */
    Executor loop();

    /** Whether a frame would go out now instead of being queued. */
    boolean isWritable();

    void send(Frame frame);

    /** Ends the socket with a code of the live protocol. */
    void close(CloseCode code, String reason);
}
