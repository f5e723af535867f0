package dev.muninn.ingest.http;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends what is done with a socket when its time is over. Safe for use by many threads. */
final class Deadline {

    /*
     * The socket is closed by the timer's thread. A timeout of the socket itself would count anew
     * with every byte, and would cost another timer with every read.
     */

    private static final System.Logger logger = System.getLogger(Deadline.class.getName());

    private final Duration timeout;
    private @Nullable Future<?> alarm;
    private @Nullable Socket watched;
    private boolean hasPassed;

    private Deadline(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * A deadline that passes after so long.
     *
     * @throws MuninnException of kind CANCELLED if the timer runs no more
     */
    static Deadline in(Duration timeout, ScheduledExecutorService timer) {
        Deadline deadline = new Deadline(timeout);
        synchronized (deadline) {
            deadline.alarm = deadline.schedule(timer);
        }
        return deadline;
    }

    private Future<?> schedule(ScheduledExecutorService timer) {
        try {
            return timer.schedule(this::pass, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new MuninnException(MuninnException.Kind.CANCELLED, "given up, shutting down", e);
        }
    }

    private synchronized void pass() {
        hasPassed = true;
        if (watched != null) {
            close(watched);
        }
    }

    Duration timeout() {
        return timeout;
    }

    synchronized boolean hasPassed() {
        return hasPassed;
    }

    /** Closes this socket, and not the one before, when the time is over. */
    synchronized void watch(Socket socket) {
        watched = socket;
        if (hasPassed) {
            close(socket);
        }
    }

    /** Lets the socket go; says no if it was closed. */
    synchronized boolean release() {
        watched = null;
        return !hasPassed;
    }

    synchronized void cancel() {
        watched = null;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "a connection did not end well", e);
        }
    }
}
