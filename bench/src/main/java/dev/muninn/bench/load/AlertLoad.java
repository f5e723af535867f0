package dev.muninn.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final int ALERTS_PER_POST = 100;
    private static final int CONNECTIONS = 4;

    private final AlertPosts posts;
    private final ToldNames told;

    private AlertLoad(AlertPosts posts, ToldNames told) {
        this.posts = posts;
        this.told = told;
    }

    public static void main(String[] args) throws Exception {
        try (ToldNames told = new ToldNames(Integer.parseInt(args[1]), "alertname")) {
            AlertLoad load = new AlertLoad(new AlertPosts(args[0]), told);
            int total = Integer.parseInt(args[2]);
            if (args.length > 3 && args[3].equals("each")) {
                load.storm("E", "each", total, total);
            } else {
                load.idle();
                load.storm("S", "storm", STORM_ALERTS, AlertPosts.GROUPS);
                load.fill(total);
            }
        }
    }

    /** One alert per request, each its own group, told at once. */
    private void idle() throws Exception {
        for (int i = 0; i < WARM_UP_POSTS; i++) {
            posts.post(AlertPosts.names("W", i, 1), "idle");
        }
        double[] answered = new double[IDLE_POSTS];
        for (int i = 0; i < IDLE_POSTS; i++) {
            Thread.sleep(IDLE_MILLIS);
            answered[i] = posts.post(AlertPosts.names("I", i, 1), "idle");
        }
        List<String> all = AlertPosts.names("I", 0, IDLE_POSTS);
        told.await(all);
        AlertPosts.print("one alert per request, answered after the durable write", answered);
        AlertPosts.print("the same, until the webhook has it", posts.untilTold(all, told));
    }

    /** Many alerts at once, with names that begin with a letter. */
    private void storm(String letter, String kind, int count, int groups) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Double>> sent = new ArrayList<>();
            for (int i = 0; i < count; i += ALERTS_PER_POST) {
                List<String> names =
                        AlertPosts.names(letter, i, Math.min(ALERTS_PER_POST, count - i));
                sent.add(pool.submit(() -> posts.post(names, kind)));
            }
            for (Future<Double> post : sent) {
                post.get();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d alerts in %d groups accepted within | %.2f s | |%n",
                    count,
                    groups,
                    (System.nanoTime() - start) / 1e9);
        }
        List<String> all = AlertPosts.names(letter, 0, count);
        told.await(all);
        System.out.printf(
                Locale.ROOT,
                "| the last of them told within | %.2f s | |%n",
                (System.nanoTime() - start) / 1e9);
        AlertPosts.print("each of them, until the webhook has it", posts.untilTold(all, told));
    }

    /** Alerts that nobody is told of, until so many are active. */
    private void fill(int total) throws Exception {
        long start = System.nanoTime();
        int missing = total - WARM_UP_POSTS - IDLE_POSTS - STORM_ALERTS;
        for (int i = 0; i < missing; i += ALERTS_PER_POST) {
            posts.post(AlertPosts.names("F", i, Math.min(ALERTS_PER_POST, missing - i)), "quiet");
        }
        System.out.printf(
                Locale.ROOT,
                "| %d more alerts accepted within | %.1f s | |%n",
                Math.max(0, missing),
                (System.nanoTime() - start) / 1e9);
    }
}
