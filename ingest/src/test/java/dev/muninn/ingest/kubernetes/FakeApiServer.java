package dev.muninn.ingest.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An API server that lists what the test put there and streams the changes it tells. */
final class FakeApiServer implements AutoCloseable {

    /** Ends a stream in order. */
    static final String END = "";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<String>> lists = new ConcurrentHashMap<>();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final Map<String, BlockingQueue<String>> streams = new ConcurrentHashMap<>();

    /** Paths with their queries, as they were asked for. */
    final Queue<String> requests = new ConcurrentLinkedQueue<>();

    volatile String lastAuthorization = "";

    FakeApiServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Answers the next list at a path with these items, after those that nobody has asked for yet;
     * the last answer stays.
     */
    void list(String path, String metadata, String... items) {
        if (served.remove(path)) {
            lists.remove(path);
        }
        lists.computeIfAbsent(path, key -> new ArrayDeque<>())
                .add(
                        "{\"kind\": \"List\", \"metadata\": {%s}, \"items\": [%s]}"
                                .formatted(metadata, String.join(",", items)));
    }

    /** Tells a change to whoever watches a path, now or later. */
    void change(String path, String type, String object) {
        tell(path, "{\"type\": \"%s\", \"object\": %s}\n".formatted(type, object));
    }

    void end(String path) {
        tell(path, END);
    }

    private void tell(String path, String line) {
        stream(path).add(line);
    }

    private BlockingQueue<String> stream(String path) {
        return streams.computeIfAbsent(path, key -> new LinkedBlockingQueue<>());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        requests.add(path + "?" + query);
        lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (query.contains("watch=1")) {
            exchange.sendResponseHeaders(200, 0);
            stream(exchange, stream(path));
        } else {
            served.add(path);
            Queue<String> answers = lists.get(path);
            String answer =
                    answers == null ? null : answers.size() > 1 ? answers.poll() : answers.peek();
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 403 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void stream(HttpExchange exchange, BlockingQueue<String> lines)
            throws IOException {
        OutputStream out = exchange.getResponseBody();
        out.flush();
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
