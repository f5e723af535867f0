package dev.muninn.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection to a server. Confined to one thread at a time, but for {@link #close}. */
final class Connection {

    private final Route route;
    private final Socket plain;
    private final InputStream in;
    private final OutputStream out;
    private long idleSinceNanos;

    private Connection(Route route, Socket plain, Socket socket) throws IOException {
        this.route = route;
        this.plain = plain;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param tls null where the route is not secure
     * @param deadline closes the socket when it passes
     * @throws IOException that says why there is no connection
     */
    static Connection open(Route route, @Nullable SSLSocketFactory tls, Deadline deadline)
            throws IOException {
        Socket plain = connected(route, deadline);
        try {
            plain.setTcpNoDelay(true);
            return new Connection(route, plain, tls == null ? plain : over(plain, route, tls));
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** Tries all addresses of the host, as a name may have one of each version of IP. */
    private static Socket connected(Route route, Deadline deadline) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(route.host())) {
            Socket socket = new Socket();
            deadline.watch(socket);
            try {
                socket.connect(new InetSocketAddress(address, route.port()));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
                if (deadline.hasPassed()) {
                    break;
                }
            }
        }
        throw last;
    }

    private static Socket over(Socket plain, Route route, SSLSocketFactory tls) throws IOException {
        String configured = route.tls().serverName();
        String name = configured.isEmpty() ? route.host() : configured;
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, name, route.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!configured.isEmpty()) {
            // By itself the platform asks for no name without a dot.
            parameters.setServerNames(List.of(serverName(configured)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SNIHostName serverName(String configured) throws IOException {
        try {
            return new SNIHostName(configured);
        } catch (IllegalArgumentException e) {
            throw new IOException("server_name \"" + configured + "\" is no host name", e);
        }
    }

    Route route() {
        return route;
    }

    /** The socket whose end ends whatever is done with the connection. */
    Socket socket() {
        return plain;
    }

    /** Sends a request whose answer can then be read. */
    AnswerReader send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        return new AnswerReader(in);
    }

    void idleSince(long nanos) {
        idleSinceNanos = nanos;
    }

    long idleSince() {
        return idleSinceNanos;
    }

    /** Ends the connection without a word, which its peer expects after a whole answer. */
    void close() {
        Deadline.close(plain);
    }
}
