package dev.muninn.ingest.http;

import dev.muninn.ingest.access.TlsContext;
import dev.muninn.ingest.access.TlsSettings;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** Gets pages over HTTP/1.1; connections to one server are shared. Safe for use by many threads. */
public final class PageReader implements AutoCloseable {

    /*
     * The caller's thread, which should be a virtual one, writes the request and reads the answer
     * itself: what costs time when thousands of small pages are read is waking threads.
     */

    /** As many as browsers and Go's client follow. */
    private static final int MOST_REDIRECTS = 10;

    private static final int OK = 200;

    private static final System.Logger logger = System.getLogger(PageReader.class.getName());

    /**
     * The connection ended before the first byte of an answer. A server may close one just when it
     * is used again: then a new one has to do.
     */
    private static final class UnansweredException extends IOException {

        private static final long serialVersionUID = 1L;

        UnansweredException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final ScheduledExecutorService timer;
    private final Connections connections;
    private final Map<TlsSettings, SSLSocketFactory> encryptions = new ConcurrentHashMap<>();

    /**
     * A reader without connections.
     *
     * @param timer ends what takes too long
     */
    public PageReader(ScheduledExecutorService timer, Clock clock) {
        this.timer = timer;
        connections = new Connections(clock);
    }

    /**
     * Puts the body of the page into the emptied buffer, if the answer's status is 200.
     *
     * @throws MuninnException of kind TIMEOUT or UNAVAILABLE if there is no whole answer, of kind
     *     LIMIT if its body is too long, of kind BAD_INPUT if a header cannot be sent; with host,
     *     port and reason
     */
    public Page read(PageRequest request, BodyBuffer into) {
        Deadline deadline = Deadline.in(request.timeout(), timer);
        try {
            return follow(request, into, deadline);
        } finally {
            deadline.cancel();
        }
    }

    private Page follow(PageRequest request, BodyBuffer into, Deadline deadline) {
        URI url = request.url();
        try {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                AnswerHead head = ask(request, url, into, deadline);
                URI next = request.access().followsRedirects() ? head.redirect(url) : null;
                if (next == null) {
                    return head.page();
                }
                url = next;
            }
            throw new IOException("more than " + MOST_REDIRECTS + " redirects");
        } catch (IOException e) {
            throw failure(url, deadline, e);
        }
    }

    private AnswerHead ask(PageRequest request, URI url, BodyBuffer into, Deadline deadline)
            throws IOException {
        Route route = Route.to(url, request.access().tls());
        byte[] text = RequestText.encode(request, url);
        Connection kept = connections.take(route);
        if (kept != null) {
            try {
                deadline.watch(kept.socket());
                return exchange(kept, text, request.maxBytes(), into, deadline);
            } catch (UnansweredException e) {
                logger.log(System.Logger.Level.DEBUG, "{0} closed a kept connection", route);
            }
        }
        SSLSocketFactory tls = route.isSecure() ? encryption(route.tls()) : null;
        Connection fresh = Connection.open(route, tls, deadline);
        return exchange(fresh, text, request.maxBytes(), into, deadline);
    }

    private SSLSocketFactory encryption(TlsSettings settings) {
        return encryptions.computeIfAbsent(settings, key -> TlsContext.of(key).getSocketFactory());
    }

    /** Sends and reads; then the connection is kept or closed. */
    private AnswerHead exchange(
            Connection connection, byte[] request, int maxBytes, BodyBuffer into, Deadline deadline)
            throws IOException {
        into.clear();
        AnswerReader answer = null;
        boolean isWhole = false;
        try {
            answer = connection.send(request);
            AnswerHead head = answer.readHead();
            if (head.status() == OK) {
                answer.readBody(head, into, maxBytes);
                isWhole = true;
            } else {
                isWhole = answer.skipBody(head);
            }
            isWhole &= head.isKept() && answer.isAtEnd();
            return head;
        } catch (IOException e) {
            boolean isOver = deadline.hasPassed() || Thread.currentThread().isInterrupted();
            throw isOver || answer != null && answer.hasBegun() ? e : new UnansweredException(e);
        } finally {
            // Once let go, the deadline cannot close what somebody else uses next.
            if (deadline.release() && isWhole) {
                connections.keep(connection);
            } else {
                connection.close();
            }
        }
    }

    private static MuninnException failure(URI url, Deadline deadline, IOException e) {
        if (deadline.hasPassed()) {
            return new MuninnException(
                    MuninnException.Kind.TIMEOUT,
                    Route.authority(url)
                            + ": no complete answer within "
                            + deadline.timeout().toMillis()
                            + " ms",
                    e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new MuninnException(
                    MuninnException.Kind.CANCELLED, "given up, shutting down", e);
        }
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        return new MuninnException(
                MuninnException.Kind.UNAVAILABLE, Route.authority(url) + ": " + why, e);
    }

    @Override
    public void close() {
        connections.close();
    }
}
