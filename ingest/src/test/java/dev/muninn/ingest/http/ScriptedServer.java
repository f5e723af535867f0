package dev.muninn.ingest.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that gives prepared answers, byte by byte as they were written, one after the other. */
final class ScriptedServer implements AutoCloseable {

    private record Turn(String answer, boolean isLast) {}

    private final ServerSocket listener;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Turn> turns = new ArrayDeque<>();

    ScriptedServer() {
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.execute(this::accept);
    }

    /** The answer to one more request; the connection stays open. */
    ScriptedServer answer(String answer) {
        return add(new Turn(answer, false));
    }

    /** The answer to one more request, with which the connection ends. */
    ScriptedServer lastAnswer(String answer) {
        return add(new Turn(answer, true));
    }

    /** A page with a body of known length. */
    static String page(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private synchronized ScriptedServer add(Turn turn) {
        turns.add(turn);
        return this;
    }

    private synchronized Turn next() {
        Turn next = turns.poll();
        return next == null ? new Turn("HTTP/1.1 500 no more answers\r\n\r\n", true) : next;
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
        try (connection) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.ISO_8859_1));
            while (true) {
                StringBuilder request = new StringBuilder();
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    request.append(line).append('\n');
                    line = in.readLine();
                }
                if (line == null) {
                    return;
                }
                requests.add(request.toString());
                Turn turn = next();
                connection
                        .getOutputStream()
                        .write(turn.answer.getBytes(StandardCharsets.ISO_8859_1));
                if (turn.isLast) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away, as some tests make it do.
            return;
        }
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    String url() {
        return "http://" + address() + "/page?a=b";
    }

    /** Connections that were opened in all. */
    int connectionCount() {
        return connections.size();
    }

    /** Request lines and headers, as they came. */
    List<String> requests() {
        return requests;
    }

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
