package dev.muninn.ingest.collect.redis;

import dev.muninn.ingest.collect.TargetUrl;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to one Redis server: commands and their replies in turn. One thread. */
final class RedisConnection implements AutoCloseable {

    /*
     * RESP 2, see https://redis.io/docs/latest/develop/reference/protocol-spec: a command is an
     * array of bulk strings, a reply starts with a byte that says its kind. A client library would
     * bring event loops and pools for what is one question every few seconds.
     */

    static final int PORT = 6379;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    /** INFO of a server with hundreds of commands and databases has some 100 kB. */
    private static final int LARGEST_REPLY = 16 << 20;

    /** Nested replies of the commands we send go two deep. */
    private static final int DEEPEST = 8;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects, by TLS for {@code rediss}, and signs in where the target has a password. */
    static RedisConnection open(TargetUrl target) throws IOException {
        int port = target.portOr(PORT);
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
            socket.connect(
                    new InetSocketAddress(target.host(), port), (int) CONNECT_TIMEOUT.toMillis());
            if (target.scheme().equals("rediss")) {
                socket = secured(socket, target.host(), port);
            }
            RedisConnection connection = new RedisConnection(socket);
            connection.signIn(target);
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void signIn(TargetUrl target) throws IOException {
        String password = target.password();
        if (password.isEmpty()) {
            return;
        }
        Reply reply =
                target.user().isEmpty()
                        ? ask("AUTH", password)
                        : ask("AUTH", target.user(), password);
        if (reply instanceof Reply.Refusal refusal) {
            throw new IOException("sign-in refused: " + refusal.message());
        }
    }

    /** Sends a command and waits for its reply. */
    Reply ask(String... command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii("*" + command.length + "\r\n"));
        for (String word : command) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ascii("$" + text.length + "\r\n"));
            bytes.writeBytes(text);
            bytes.writeBytes(ascii("\r\n"));
        }
        out.write(bytes.toByteArray());
        out.flush();
        return readReply(0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Reply readReply(int depth) throws IOException {
        int kind = in.read();
        String line = readLine();
        return switch (kind) {
            case '+' -> new Reply.Text(line);
            case '-' -> new Reply.Refusal(line);
            case ':' -> new Reply.Number(number(line));
            case '$' -> readText(number(line));
            case '*' -> readMany(number(line), depth);
            case -1 -> throw new EOFException("connection closed by the server");
            default -> throw new IOException("no Redis reply: it starts with byte " + kind);
        };
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = in.read();
            if (b < 0) {
                return line.toString();
            }
            if (b == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r'
                        ? line.substring(0, end - 1)
                        : line.toString();
            }
            if (line.length() > 64 << 10) {
                throw new IOException("no Redis reply: a line of more than 64 KiB");
            }
            line.append((char) b);
        }
    }

    private static long number(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IOException("no Redis reply: \"" + line + "\" is no number", e);
        }
    }

    private Reply readText(long length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        if (length > LARGEST_REPLY) {
            throw new IOException("Redis reply of " + length + " bytes, limit " + LARGEST_REPLY);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("connection closed inside a reply");
        }
        readLine();
        return new Reply.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private Reply readMany(long count, int depth) throws IOException {
        if (count < 0) {
            return new Reply.Nothing();
        }
        if (count > LARGEST_REPLY || depth == DEEPEST) {
            throw new IOException("Redis reply of " + count + " parts, " + depth + " deep");
        }
        List<Reply> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(readReply(depth + 1));
        }
        return new Reply.Many(items);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
