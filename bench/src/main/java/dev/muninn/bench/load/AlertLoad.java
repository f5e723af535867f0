package dev.muninn.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Posts alerts as Prometheus does and notes when they are answered and when a webhook hears of
 * them. Arguments: the address of the server, the port on which its webhook is expected, the alerts
 * that are to be active in the end, and {@code each} if each of them is to be a group of its own.
 */
public final class AlertLoad {

    /** A server that has not compiled anything yet answers nobody's question. */
    private static final int WARM_UP_POSTS = 500;

    private static final int IDLE_POSTS = 1_000;

    /** The time between two posts: the server is idle in between. */
    private static final int IDLE_MILLIS = 10;

    private static final int STORM_ALERTS = 10_000;
    private static final int GROUPS = 100;
    private static final int ALERTS_PER_POST = 100;
    private static final int CONNECTIONS = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Map<String, Long> postedNanos = new ConcurrentHashMap<>();
    private final ToldNames told;

    private AlertLoad(URI address, ToldNames told) {
        this.address = address;
        this.told = told;
    }

    public static void main(String[] args) throws Exception {
        try (ToldNames told = new ToldNames(Integer.parseInt(args[1]), "alertname")) {
            AlertLoad load = new AlertLoad(URI.create(args[0] + "/api/v2/alerts"), told);
            int total = Integer.parseInt(args[2]);
            if (args.length > 3 && args[3].equals("each")) {
                load.storm("E", "each", STORM_ALERTS, STORM_ALERTS);
                int more = total - STORM_ALERTS;
                load.storm("M", "each", more, more);
            } else {
                load.idle();
                load.storm("S", "storm", STORM_ALERTS, GROUPS);
                load.fill(total);
            }
        }
    }

    private double post(List<String> names, String kind) throws Exception {
        StringBuilder body = new StringBuilder("[");
        long now = System.nanoTime();
        for (String name : names) {
            int number = Integer.parseInt(name.substring(1));
            body.append(body.length() > 1 ? "," : "");
            body.append("{\"labels\":{\"alertname\":\"").append(name);
            body.append("\",\"kind\":\"").append(kind);
            body.append("\",\"group\":\"").append(number % GROUPS);
            body.append("\",\"instance\":\"host-").append(number).append(":9100\"},");
            body.append("\"annotations\":{\"summary\":\"too much on host ").append(number);
            body.append("\"},\"endsAt\":\"2099-01-01T00:00:00Z\"}");
            postedNanos.put(name, now);
        }
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
                        .build();
        long start = System.nanoTime();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the server answers " + status);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static List<String> names(String letter, int from, int count) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            names.add(letter + i);
        }
        return names;
    }

    /** One alert per request, each its own group, told at once. */
    private void idle() throws Exception {
        for (int i = 0; i < WARM_UP_POSTS; i++) {
            post(names("W", i, 1), "idle");
        }
        double[] answered = new double[IDLE_POSTS];
        for (int i = 0; i < IDLE_POSTS; i++) {
            Thread.sleep(IDLE_MILLIS);
            answered[i] = post(names("I", i, 1), "idle");
        }
        List<String> all = names("I", 0, IDLE_POSTS);
        told.await(all);
        print("one alert per request, answered after the durable write", answered);
        print("the same, until the webhook has it", untilTold(all));
    }

    /** Many alerts at once, with names that begin with a letter. */
    private void storm(String letter, String kind, int count, int groups) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Double>> posts = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < count; i += ALERTS_PER_POST) {
                List<String> names = names(letter, i, Math.min(ALERTS_PER_POST, count - i));
                posts.add(pool.submit(() -> post(names, kind)));
            }
            for (Future<Double> post : posts) {
                post.get();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d alerts in %d groups accepted within | %.2f s | |%n",
                    count,
                    groups,
                    (System.nanoTime() - start) / 1e9);
        }
        List<String> all = names(letter, 0, count);
        told.await(all);
        print("each of them, until the webhook has it", untilTold(all));
    }

    /** Alerts that nobody is told of, until so many are active. */
    private void fill(int total) throws Exception {
        long start = System.nanoTime();
        int missing = total - WARM_UP_POSTS - IDLE_POSTS - STORM_ALERTS;
        for (int i = 0; i < missing; i += ALERTS_PER_POST) {
            post(names("F", i, Math.min(ALERTS_PER_POST, missing - i)), "quiet");
        }
        System.out.printf(
                Locale.ROOT,
                "| %d more alerts accepted within | %.1f s | |%n",
                Math.max(0, missing),
                (System.nanoTime() - start) / 1e9);
    }

    private double[] untilTold(List<String> names) {
        return names.stream()
                .mapToDouble(name -> told.millisSince(postedNanos.getOrDefault(name, 0L), name))
                .toArray();
    }

    private static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "| %s | p50 %.1f ms | p99 %.1f ms |%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)]);
    }
}
