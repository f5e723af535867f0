package dev.muninn.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many scrape targets in one process, each at a path of its own, and the {@code prometheus.yml}
 * that names them all. Arguments: port, targets, series of each, interval in seconds, the file to
 * write.
 */
public final class ScrapeFarm {

    private static final int PATH_PREFIX = "/t/".length();

    private final int seriesPerTarget;
    private final AtomicLong scrapes = new AtomicLong();

    private ScrapeFarm(int seriesPerTarget) {
        this.seriesPerTarget = seriesPerTarget;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int targets = Integer.parseInt(args[1]);
        writeConfig(Path.of(args[4]), port, targets, args[3]);
        ScrapeFarm farm = new ScrapeFarm(Integer.parseInt(args[2]));
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4_096);
        server.createContext("/t/", farm::answer);
        server.createContext("/scrapes", farm::tell);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void writeConfig(Path file, int port, int targets, String seconds)
            throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.printf("global: {scrape_interval: %ss}%n", seconds);
            out.println("scrape_configs:");
            out.println("  - job_name: farm");
            out.println("    static_configs:");
            for (int i = 0; i < targets; i++) {
                out.printf(
                        "      - {targets: ['127.0.0.1:%d'], labels: {__metrics_path__: /t/%d,"
                                + " instance: t%d}}%n",
                        port, i, i);
            }
        }
    }

    /** Counters that grow with every scrape, as those of a busy program do. */
    private void answer(HttpExchange exchange) throws IOException {
        int target = Integer.parseInt(exchange.getRequestURI().getPath().substring(PATH_PREFIX));
        long round = scrapes.incrementAndGet();
        StringBuilder page = new StringBuilder("# TYPE http_requests_total counter\n");
        for (int i = 0; i < seriesPerTarget; i++) {
            page.append("http_requests_total{method=\"GET\",route=\"/orders/");
            page.append(i).append("\",status=\"200\"} ");
            page.append(round * (i % 7 + 1) + target).append('\n');
        }
        send(exchange, page.toString());
    }

    private void tell(HttpExchange exchange) throws IOException {
        send(exchange, scrapes.get() + "\n");
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
