package dev.muninn.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook that notes when it is first told of each value of a label. Safe for many threads. */
final class ToldNames implements AutoCloseable {

    private static final int LONGEST_WAIT_SECONDS = 900;

    private final Map<String, Long> nanos = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pattern name;
    private final HttpServer server;

    /** Listens on a port of the loopback. */
    ToldNames(int port, String label) throws IOException {
        name = Pattern.compile("\"" + label + "\":\"([^\"]+)\"");
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::hear);
        server.setExecutor(threads);
        server.start();
    }

    private void hear(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (Matcher found = name.matcher(body); found.find(); ) {
            nanos.putIfAbsent(found.group(1), now);
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Waits until it was told of all, and then for a quarter of an hour at most. */
    void await(Collection<String> names) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_WAIT_SECONDS * 1_000_000_000L;
        while (!nanos.keySet().containsAll(names) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    /**
     * The milliseconds from a time of {@link System#nanoTime()}; infinite for who was not named.
     */
    double millisSince(long from, String told) {
        Long at = nanos.get(told);
        return at == null ? Double.POSITIVE_INFINITY : (at - from) / 1e6;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
