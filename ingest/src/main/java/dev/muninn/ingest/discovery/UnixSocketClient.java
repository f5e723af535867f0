package dev.muninn.ingest.discovery;

import dev.muninn.model.MuninnException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a server behind a socket file over HTTP, which the platform's client cannot. */
final class UnixSocketClient {

    private static final String SCHEME = "unix://";

    /** A thousand containers take about two megabytes. */
    private static final int MAX_BODY_BYTES = 64 << 20;

    private final Path file;
    private final Duration timeout;

    private UnixSocketClient(Path file, Duration timeout) {
        this.file = file;
        this.timeout = timeout;
    }

    /** The client for {@code unix:///path}, or null for any other address. */
    static @Nullable UnixSocketClient of(String address, Duration timeout) {
        return address.startsWith(SCHEME)
                ? new UnixSocketClient(Path.of(address.substring(SCHEME.length())), timeout)
                : null;
    }

    /**
     * The body of the answer to a path.
     *
     * @throws MuninnException of kind UNAVAILABLE if there is none, or its status is not 200
     */
    String get(String path) {
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Who reads from a channel cannot be given a timeout, but its end ends the reading.
            CompletableFuture<Void> watch =
                    CompletableFuture.runAsync(
                            () -> close(socket),
                            CompletableFuture.delayedExecutor(
                                    timeout.toMillis(), TimeUnit.MILLISECONDS));
            try {
                return get(socket, path);
            } finally {
                watch.cancel(false);
            }
        } catch (IOException | RuntimeException e) {
            throw new MuninnException(
                    MuninnException.Kind.UNAVAILABLE,
                    file + ": " + (e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    private static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String get(SocketChannel socket, String path) throws IOException {
        socket.connect(UnixDomainSocketAddress.of(file));
        // HTTP 1.0 has answers end with the connection: no chunks, no reuse.
        String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
        InputStream in = Channels.newInputStream(socket);
        byte[] answer = in.readNBytes(MAX_BODY_BYTES);
        return body(new String(answer, StandardCharsets.UTF_8), path);
    }

    private String body(String answer, String path) throws IOException {
        int end = answer.indexOf("\r\n\r\n");
        String[] status = answer.split(" ", 3);
        if (end < 0 || status.length < 2) {
            throw new IOException("no HTTP answer to " + path);
        }
        if (!status[1].equals("200")) {
            throw new IOException(path + " is answered with status " + status[1]);
        }
        return answer.substring(end + "\r\n\r\n".length());
    }
}
