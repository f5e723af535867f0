package dev.muninn.alert.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection to a server: one request at a time, by one thread; others may {@link #cut} it. */
final class HttpConnection {

    private static final int CONNECT_MILLIS = 10_000;

    private static final int OK = 200;

    private final Origin origin;

    /** The socket that TLS goes over: to close the one on top may wait for its writer. */
    private final Socket socket = new Socket();

    private Socket secured = socket;
    private @Nullable ReplyReader replies;
    private volatile boolean isCut;

    HttpConnection(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Connects, over a proxy if one is named. */
    void open(@Nullable Origin proxy, SSLSocketFactory tls) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect((proxy == null ? origin : proxy).resolved(), CONNECT_MILLIS);
            if (origin.isTls()) {
                if (proxy != null) {
                    askForTunnel();
                }
                secured = secure(tls);
            }
            replies = new ReplyReader(secured.getInputStream());
        } catch (IOException e) {
            throw inTime(e);
        }
    }

    private void askForTunnel() throws IOException {
        String there = origin.hostAndPort();
        String request = "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(there, there);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        // Every byte that follows the answer's head is of the tunnel, which nobody begins but us.
        int status = new ReplyReader(socket.getInputStream()).readHead();
        if (status != OK) {
            throw new ProtocolException("the proxy opens no way: it answers " + status);
        }
    }

    private SSLSocket secure(SSLSocketFactory tls) throws IOException {
        SSLSocket made = (SSLSocket) tls.createSocket(socket, origin.host(), origin.port(), true);
        SSLParameters parameters = made.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        made.setSSLParameters(parameters);
        made.startHandshake();
        return made;
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws SocketTimeoutException if it was cut because it took too long
     */
    HttpReply exchange(byte[] request) throws IOException {
        ReplyReader reader = replies;
        if (reader == null) {
            throw new IllegalStateException("the connection is not open");
        }
        try {
            reader.expect();
            secured.getOutputStream().write(request);
            return reader.read();
        } catch (IOException e) {
            throw inTime(e);
        }
    }

    /** Whether the last request failed before anything was heard, and not for want of time. */
    boolean wasClosedBefore() {
        return !isCut && replies != null && !replies.hasBegun();
    }

    private IOException inTime(IOException failure) {
        if (!isCut) {
            return failure;
        }
        SocketTimeoutException late = new SocketTimeoutException();
        late.initCause(failure);
        return late;
    }

    /** Whether another request may go over it after an answer. */
    boolean staysOpen(HttpReply reply) {
        return replies != null && replies.isAtEndOfReply() && reply.leavesOpen();
    }

    /** Ends what somebody waits for, who then hears that it took too long. */
    void cut() {
        isCut = true;
        close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // Nobody uses it any more, whatever became of it.
        }
    }
}
