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

/** Posts alerts as Prometheus does, and notes when. Safe for use by many threads. */
final class AlertPosts {

    /** Of alerts that are grouped by the label {@code group}. */
    static final int GROUPS = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Map<String, Long> postedNanos = new ConcurrentHashMap<>();

    /** To the server of an address. */
    AlertPosts(String server) {
        address = URI.create(server + "/api/v2/alerts");
    }

    /** Names of a letter and a number each. */
    static List<String> names(String letter, int from, int count) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            names.add(letter + i);
        }
        return names;
    }

    /** Posts alerts in one request, and returns after how many milliseconds it was answered. */
    double post(List<String> names, String kind) throws IOException, InterruptedException {
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

    /** The milliseconds from the post of each until a webhook was told. */
    double[] untilTold(List<String> names, ToldNames told) {
        return names.stream()
                .mapToDouble(name -> told.millisSince(postedNanos.getOrDefault(name, 0L), name))
                .toArray();
    }

    /** Prints a line of a table. */
    static void print(String what, double[] millis) {
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
