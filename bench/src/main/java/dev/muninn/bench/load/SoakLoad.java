package dev.muninn.bench.load;

import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.xerial.snappy.Snappy;

/**
 * Sends a sample of each of many series every second for a while, asks queries meanwhile, and
 * prints a table row each minute: how the server grows, and what went wrong. A second may stand for
 * several seconds of the samples' time, which ends when the load does, so that hours of blocks are
 * cut and merged within one.
 */
public final class SoakLoad {

    private static final int SERIES = 100_000;
    private static final int SERIES_PER_REQUEST = 2_000;
    private static final long ROUND_NANOS = 1_000_000_000;
    private static final int ROUNDS_PER_ROW = 60;
    private static final long QUERY_MILLIS = 100;

    private static final List<String> QUERIES =
            List.of(
                    "sum by (job) (rate(http_requests_total[5m]))",
                    "topk(5, memory_bytes{cluster=\"production-1\"})",
                    "avg_over_time(utilisation_percent{instance=\"host-7.example.org:9100\"}[5m])",
                    "count(queue_depth > 10)");

    private final URI write;
    private final String query;
    private final ServerProcess server;
    private final Path data;
    private final int minutes;
    private final long stepMillis;

    /** Time of the samples sent last. */
    private volatile long newestMillis;

    private final Workload workload = new Workload(SERIES, 42, "soak");
    private final byte[][] labels = new byte[SERIES][];
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private long sent;
    private long late;
    private long failed;
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong failedQueries = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();

    private SoakLoad(Map<String, String> options) {
        write = URI.create(options.getOrDefault("write", "http://127.0.0.1:7171/api/v1/write"));
        query = options.getOrDefault("query", "http://127.0.0.1:7171/api/v1/query");
        server = new ServerProcess(Long.parseLong(options.getOrDefault("pid", "0")));
        data = Path.of(options.getOrDefault("data", "data"));
        minutes = Integer.parseInt(options.getOrDefault("minutes", "60"));
        stepMillis = 1_000L * Integer.parseInt(options.getOrDefault("step-seconds", "1"));
        newestMillis =
                System.currentTimeMillis() - (long) minutes * ROUNDS_PER_ROW * (stepMillis - 1_000);
        for (int i = 0; i < SERIES; i++) {
            labels[i] = workload.labels(i);
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        new SoakLoad(options).run();
    }

    private void run() throws Exception {
        Thread asker = Thread.ofPlatform().daemon().name("asker").start(this::ask);
        long start = System.nanoTime();
        for (int round = 0; round < minutes * ROUNDS_PER_ROW; round++) {
            long due = start + round * ROUND_NANOS;
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            } else if (-early > ROUND_NANOS) {
                late++;
            }
            sendRound();
            if ((round + 1) % ROUNDS_PER_ROW == 0) {
                printRow((round + 1) / ROUNDS_PER_ROW);
            }
        }
        asker.interrupt();
        asker.join();
    }

    private void sendRound() throws IOException, InterruptedException {
        long time = newestMillis + stepMillis;
        RemoteWriteEncoder request = new RemoteWriteEncoder();
        for (int from = 0; from < SERIES; from += SERIES_PER_REQUEST) {
            for (int i = from; i < from + SERIES_PER_REQUEST; i++) {
                request.series(labels[i]);
                request.sample(time, workload.next(i));
            }
            HttpRequest post =
                    HttpRequest.newBuilder(write)
                            .header("Content-Type", "application/x-protobuf")
                            .header("Content-Encoding", "snappy")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            Snappy.compress(request.encode())))
                            .build();
            int status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                sent += SERIES_PER_REQUEST;
            } else {
                failed++;
            }
        }
        newestMillis = time;
    }

    /** Asks one query after the other until interrupted. */
    private void ask() {
        try {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                String expr = QUERIES.get(i % QUERIES.size());
                String text = URLEncoder.encode(expr, StandardCharsets.UTF_8);
                long before = System.nanoTime();
                String asked = query + "?query=" + text + "&time=" + newestMillis / 1e3;
                HttpRequest get = HttpRequest.newBuilder(URI.create(asked)).build();
                int status = http.send(get, HttpResponse.BodyHandlers.discarding()).statusCode();
                slowestNanos.accumulateAndGet(System.nanoTime() - before, Math::max);
                queries.incrementAndGet();
                if (status != 200) {
                    failedQueries.incrementAndGet();
                }
                Thread.sleep(QUERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void printRow(int minute) throws IOException, InterruptedException {
        ServerMemory memory = ServerMemory.read(http, write);
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %d | %d, %d | %.0f | %.0f | %.0f | %.0f | %.0f, %.0f | %.0f | %.0f"
                        + " | %d | %d | %.0f |%n",
                minute,
                sent,
                late,
                failed,
                queries.get(),
                failedQueries.get(),
                slowestNanos.getAndSet(0) / 1e6,
                server.residentBytes() / 1e6,
                server.anonymousBytes() / 1e6,
                server.fileBytes() / 1e6,
                memory.heapLeftBytes() / 1e6,
                memory.heapBytes() / 1e6,
                memory.directBytes() / 1e6,
                memory.mappedBytes() / 1e6,
                server.openFiles(),
                server.threads(),
                ServerProcess.bytesOnDisk(data) / 1e6);
    }
}
