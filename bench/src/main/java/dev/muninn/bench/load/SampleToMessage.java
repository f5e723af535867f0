package dev.muninn.bench.load;

import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.xerial.snappy.Snappy;

/**
 * Sends samples that make alerts fire, at times of their own, and notes when a webhook hears of
 * each. Arguments: the address of the server, the port on which its webhook is expected, the
 * seconds over which samples are sent, and the metrics, of each of which a rule asks whether it is
 * above 1.
 */
public final class SampleToMessage {

    private static final int SERIES = 300;

    /** Names series and metric. */
    private static final String LABEL = "told";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
    private final ToldNames told;

    private SampleToMessage(URI address, ToldNames told) {
        this.address = address;
        this.told = told;
    }

    public static void main(String[] args) throws Exception {
        try (ToldNames told = new ToldNames(Integer.parseInt(args[1]), LABEL)) {
            new SampleToMessage(URI.create(args[0] + "/api/v1/write"), told)
                    .run(Integer.parseInt(args[2]), Arrays.copyOfRange(args, 3, args.length));
        }
    }

    private void run(int seconds, String[] metrics) throws Exception {
        Random random = new Random(1);
        long start = System.nanoTime();
        for (int i = 0; i < SERIES; i++) {
            // Anywhere in its share of the time, so that no grid of rules is hit or missed.
            double share = (i + random.nextDouble()) / SERIES;
            long due = start + (long) (share * seconds * 1e9);
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            for (String metric : metrics) {
                send(metric, metric + "-" + i);
            }
        }
        told.await(sentNanos.keySet());
        for (String metric : metrics) {
            print(metric);
        }
    }

    private void send(String metric, String name) throws Exception {
        byte[] body =
                new RemoteWriteEncoder()
                        .series(Labels.of(Labels.METRIC_NAME, metric, LABEL, name))
                        .sample(System.currentTimeMillis(), 2)
                        .encode();
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(body)))
                        .build();
        sentNanos.put(name, System.nanoTime());
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException("the server answers " + status);
        }
    }

    private void print(String metric) {
        double[] millis = new double[SERIES];
        for (int i = 0; i < SERIES; i++) {
            String name = metric + "-" + i;
            millis[i] = told.millisSince(sentNanos.getOrDefault(name, 0L), name);
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "| %s > 1 | p50 %.0f ms | p99 %.0f ms | %.0f ms |%n",
                metric,
                millis[SERIES / 2],
                millis[(int) (SERIES * 0.99)],
                millis[SERIES - 1]);
    }
}
