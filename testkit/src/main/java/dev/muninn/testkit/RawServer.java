package dev.muninn.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of HTTP on the loopback that answers with the bytes a test gives it, right or wrong. It
 * asks for answers from many threads, one for each connection.
 */
public final class RawServer implements AutoCloseable {

    /** Gives the answer to a request: its line and headers, each with a line feed, and its body. */
    public interface Answers {
        Answer to(String request);
    }

    private enum After {
        NEXT_REQUEST,
        END,
        WAIT
    }

    /** What is sent, and what becomes of the connection after it. */
    public record Answer(String text, After after) {

        /** Ends the connection without a word. */
        public static final Answer END = last("");

        /** Says nothing and waits until the other side gives up. */
        public static final Answer HANG = new Answer("", After.WAIT);

        /** The connection stays open for the next request. */
        public static Answer of(String text) {
            return new Answer(text, After.NEXT_REQUEST);
        }

        /** The connection ends with it. */
        public static Answer last(String text) {
            return new Answer(text, After.END);
        }
    }

    private final Answers answers;
    private final ServerSocket listener;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** Listens on a free port. */
    public RawServer(Answers answers) {
        this(0, answers);
    }

    /** Listens on a port that was found free. */
    public RawServer(int port, Answers answers) {
        this.answers = answers;
        try {
            listener = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                workers.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            workers.shutdown();
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), ISO_8859_1))) {
            After after = After.NEXT_REQUEST;
            while (after == After.NEXT_REQUEST) {
                String request = request(in);
                if (request.isEmpty()) {
                    return;
                }
                Answer answer = answers.to(request);
                connection.getOutputStream().write(answer.text.getBytes(ISO_8859_1));
                after = answer.after;
            }
            if (after == After.WAIT) {
                int more = in.read();
                while (more >= 0) {
                    more = in.read();
                }
            }
        } catch (IOException e) {
            // The client went away, as some tests make it do.
            return;
        }
    }

    private static String request(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = 0;
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            text.append(line).append('\n');
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
            line = in.readLine();
        }
        for (int i = 0; i < length; i++) {
            text.append((char) in.read());
        }
        return line == null ? "" : text.toString();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections that were opened in all. */
    public int connectionCount() {
        return connections.size();
    }

    /** Ends all connections and listens no longer. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
