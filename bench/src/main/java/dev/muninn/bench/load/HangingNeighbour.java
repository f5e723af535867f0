package dev.muninn.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts alerts for one webhook and notes when it hears of them, by turns while another webhook
 * answers and while it hangs with hundreds of messages waiting for it. Arguments: the address of
 * the server, the port of the one webhook and that of the other.
 */
public final class HangingNeighbour {

    private static final int ROUNDS = 10;
    private static final int WARM_UP_POSTS = 500;
    private static final int POSTS_A_ROUND = 200;
    private static final int WAITING = 500;

    /** The time between two posts: the server is idle in between. */
    private static final int IDLE_MILLIS = 10;

    /** Until the one that answers has heard all: what it takes to tell it is not the question. */
    private static final int SETTLE_MILLIS = 1_500;

    private final AlertPosts posts;
    private final ToldNames told;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private HangingNeighbour(AlertPosts posts, ToldNames told) {
        this.posts = posts;
        this.told = told;
    }

    public static void main(String[] args) throws Exception {
        try (ToldNames told = new ToldNames(Integer.parseInt(args[1]), "alertname");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HangingNeighbour load = new HangingNeighbour(new AlertPosts(args[0]), told);
            HttpServer other =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])),
                            0);
            other.setExecutor(threads);
            other.createContext("/", load::answer);
            other.start();
            load.run();
            other.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var _ = exchange.getRequestBody().readAllBytes();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void run() throws Exception {
        List<String> all = new ArrayList<>();
        post(AlertPosts.names("W", 0, WARM_UP_POSTS));
        List<String> beside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean isHanging = round % 2 == 1;
            gate = new CountDownLatch(isHanging ? 1 : 0);
            // As much is told in either case, so that only the hanging differs.
            var _ = posts.post(AlertPosts.names("X", round * WAITING, WAITING), "other");
            Thread.sleep(SETTLE_MILLIS);
            List<String> names = AlertPosts.names("I", round * POSTS_A_ROUND, POSTS_A_ROUND);
            post(names);
            told.await(names);
            gate.countDown();
            (isHanging ? beside : all).addAll(names);
        }
        AlertPosts.print("until told, both webhooks well", posts.untilTold(all, told));
        AlertPosts.print("until told, the other one hanging", posts.untilTold(beside, told));
    }

    private void post(List<String> names) throws Exception {
        for (String name : names) {
            Thread.sleep(IDLE_MILLIS);
            var _ = posts.post(List.of(name), "idle");
        }
    }
}
