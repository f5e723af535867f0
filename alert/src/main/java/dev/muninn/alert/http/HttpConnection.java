package dev.muninn.alert.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
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
    void open(@Nullable Proxy proxy, Reach reach) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address(proxy, reach), CONNECT_MILLIS);
            if (origin.isTls()) {
                if (proxy != null) {
                    askForTunnel(proxy);
                }
                secured = secure(reach.tls());
            }
            replies = new ReplyReader(secured.getInputStream());
        } catch (IOException e) {
            throw inTime(e);
        }
    }

    /** What is checked is what is connected to: a name may lead elsewhere the next time. */
    private InetSocketAddress address(@Nullable Proxy proxy, Reach reach) throws IOException {
        if (proxy != null) {
            reach.denied().checkLiteral(origin.host());
            return proxy.origin().resolved(reach.names());
        }
        InetSocketAddress address = origin.resolved(reach.names());
        reach.denied().check(address.getAddress());
        return address;
    }

    private void askForTunnel(Proxy proxy) throws IOException {
        String there = origin.hostAndPort();
        StringBuilder request =
                new StringBuilder("CONNECT %s HTTP/1.1\r\nHost: %s\r\n".formatted(there, there));
        proxy.connectHeaders()
                .forEach((name, value) -> request.append("%s: %s\r\n".formatted(name, value)));
        byte[] bytes = request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(bytes);
        // Every byte that follows the answer's head is of the tunnel, which nobody begins but us.
        int status = new ReplyReader(socket.getInputStream()).readHead();
        if (status != OK) {
            throw new ProtocolException("the proxy opens no way: it answers " + status);
        }
    }

    private SSLSocket secure(TlsTerms tls) throws IOException {
        // The server is asked for this name, and its certificate compared with it.
        String name = tls.serverName().isEmpty() ? origin.host() : tls.serverName();
        SSLSocket made =
                (SSLSocket)
                        tls.context()
                                .getSocketFactory()
                                .createSocket(socket, name, origin.port(), true);
        SSLParameters parameters = made.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!tls.versions().isEmpty()) {
            parameters.setProtocols(tls.versions().toArray(new String[0]));
        }
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
