package dev.muninn.bench.load;

import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xerial.snappy.Snappy;

/**
 * Overloads a server: the connections of one source send a multiple of what it may send and do not
 * wait when they are told to, one sender of another source keeps to its rate. Prints one line of
 * tab-separated figures: how often the limit was sent, what became of both, how many samples of the
 * good one are found, its 99th percentile, the server's memory, and the time of recovery.
 */
public final class OverloadLoad {

    private static final int NOISY_CONNECTIONS = 16;
    private static final int NOISY_SERIES_PER_REQUEST = 5_000;
    private static final int GOOD_SERIES = 500;
    private static final long GOOD_INTERVAL_MILLIS = 250;

    /** How the requests of one source were answered. */
    private static final class Answers {
        private final LongAdder taken = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder failed = new LongAdder();

        void clear() {
            taken.reset();
            refused.reset();
            failed.reset();
        }

        void add(int status) {
            if (status / 100 == 2) {
                taken.increment();
            } else if (status == 429) {
                refused.increment();
            } else {
                failed.increment();
            }
        }
    }

    private final URI url;
    private final URI query;
    private final ServerProcess server;

    /** Between two requests of one noisy connection. */
    private final long noisyIntervalNanos;

    /** Samples a second that the noisy source may send. */
    private final double limit;

    /** Until code is compiled and series are known; what happens meanwhile does not count. */
    private final long warmUpMillis;

    private final long overloadMillis;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Answers noisy = new Answers();
    private final Answers good = new Answers();
    private final List<Long> goodMillis = new ArrayList<>();

    private OverloadLoad(Map<String, String> options) {
        url = URI.create(options.getOrDefault("write", "http://127.0.0.1:7171/api/v1/write"));
        server = new ServerProcess(Long.parseLong(options.getOrDefault("pid", "0")));
        query = url.resolve("/api/v1/query");
        limit = Double.parseDouble(options.getOrDefault("limit", "200000"));
        double offered = limit * Double.parseDouble(options.getOrDefault("factor", "5"));
        noisyIntervalNanos = (long) (1e9 * NOISY_CONNECTIONS * NOISY_SERIES_PER_REQUEST / offered);
        warmUpMillis = 1000 * Long.parseLong(options.getOrDefault("warm-up", "30"));
        overloadMillis = 1000 * Long.parseLong(options.getOrDefault("seconds", "300"));
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
        new OverloadLoad(options).run();
    }

    private void run() throws Exception {
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            List<Future<?>> flood = new ArrayList<>();
            for (int i = 0; i < NOISY_CONNECTIONS; i++) {
                int connection = i;
                flood.add(pool.submit(() -> flood(connection)));
            }
            long start = System.nanoTime();
            double memoryEarly = 0;
            try (HttpClient sender = sender("127.0.0.2")) {
                while (millisSince(start) < warmUpMillis) {
                    sendGood(sender);
                }
                long takenBefore = good.taken.sum();
                noisy.clear();
                good.clear();
                goodMillis.clear();
                start = System.nanoTime();
                while (millisSince(start) < overloadMillis) {
                    sendGood(sender);
                    if (memoryEarly == 0 && millisSince(start) > overloadMillis / 4) {
                        memoryEarly = (double) server.residentBytes();
                    }
                }
                double memoryLate = (double) server.residentBytes();
                isOver.set(true);
                for (Future<?> one : flood) {
                    one.get();
                }
                double seconds = millisSince(start) / 1e3;
                double offered =
                        (noisy.taken.sum() + noisy.refused.sum() + noisy.failed.sum())
                                * (double) NOISY_SERIES_PER_REQUEST
                                / seconds
                                / limit;
                double sent = (takenBefore + good.taken.sum()) * (double) GOOD_SERIES;
                double found = found(sender) * 100 / sent;
                long recovery = recoveryMillis(sender);
                goodMillis.sort(null);
                System.out.printf(
                        Locale.ROOT,
                        "%.1f\t%d\t%d\t%d\t%d\t%d\t%d\t%.1f\t%d\t%.0f\t%.0f\t%d%n",
                        offered,
                        noisy.taken.sum(),
                        noisy.refused.sum(),
                        noisy.failed.sum(),
                        good.taken.sum(),
                        good.refused.sum(),
                        good.failed.sum(),
                        found,
                        goodMillis.get(goodMillis.size() * 99 / 100),
                        memoryEarly / 1e6,
                        memoryLate / 1e6,
                        recovery);
            }
        }
    }

    private static long millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /** A client that the server sees at an address of its own. */
    private static HttpClient sender(String address) throws IOException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private boolean flood(int connection) throws Exception {
        Workload workload =
                new Workload(NOISY_SERIES_PER_REQUEST, connection, "noisy" + connection);
        try (HttpClient sender = sender("127.0.0.1")) {
            byte[] body = body(workload, NOISY_SERIES_PER_REQUEST);
            long due = System.nanoTime();
            while (!isOver.get()) {
                int status = post(sender, body);
                noisy.add(status);
                if (status / 100 == 2) {
                    // What is refused is sent again as it is, as all senders do.
                    body = body(workload, NOISY_SERIES_PER_REQUEST);
                }
                due += noisyIntervalNanos;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        }
        return true;
    }

    /** Samples of the good source that a query finds. */
    private double found(HttpClient sender) throws IOException, InterruptedException {
        String expr =
                "sum(count_over_time({run=\"good\"}["
                        + ((warmUpMillis + overloadMillis) / 1000 + 60)
                        + "s]))";
        String answer =
                sender.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        query
                                                                + "?query="
                                                                + URLEncoder.encode(
                                                                        expr,
                                                                        StandardCharsets.UTF_8)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher value = Pattern.compile("\"value\":\\[[^,]*,\"([^\"]*)\"").matcher(answer);
        return value.find() ? Double.parseDouble(value.group(1)) : 0;
    }

    private void sendGood(HttpClient sender) throws Exception {
        long start = System.nanoTime();
        good.add(post(sender, body(new Workload(GOOD_SERIES, 1, "good"), GOOD_SERIES)));
        long took = millisSince(start);
        goodMillis.add(took);
        Thread.sleep(Math.max(0, GOOD_INTERVAL_MILLIS - took));
    }

    /** Until three requests in a row are answered as fast as in peace. */
    private long recoveryMillis(HttpClient sender) throws Exception {
        long start = System.nanoTime();
        int quick = 0;
        while (quick < 3 && millisSince(start) < 60_000) {
            long before = System.nanoTime();
            int status = post(sender, body(new Workload(GOOD_SERIES, 1, "good"), GOOD_SERIES));
            quick = status / 100 == 2 && millisSince(before) < GOOD_INTERVAL_MILLIS ? quick + 1 : 0;
        }
        return millisSince(start);
    }

    private static byte[] body(Workload workload, int series) throws IOException {
        RemoteWriteEncoder request = new RemoteWriteEncoder();
        long now = System.currentTimeMillis();
        for (int i = 0; i < series; i++) {
            request.series(workload.labels(i)).sample(now, workload.next(i));
        }
        return Snappy.compress(request.encode());
    }

    private int post(HttpClient sender, byte[] body) throws InterruptedException {
        try {
            return sender.send(
                            HttpRequest.newBuilder(url)
                                    .header("Content-Type", "application/x-protobuf")
                                    .header("Content-Encoding", "snappy")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
