package dev.muninn.bench.load;

import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.xerial.snappy.Snappy;

/**
 * Simulates viewers of live views and prints a line of tab-separated figures per measured span: its
 * name, viewers served, ticks received, how late they came after their tick was due (p50, p99 and
 * maximum in ms), ticks lost without a snapshot, connections refused, connections lost, server CPU
 * in cores, server RSS in MB, RSS per viewer in kB above that without viewers.
 */
public final class LiveLoad {

    /** As long after its time a tick is evaluated; the default of {@code stream.lag}. */
    static final long LAG_MILLIS = 200;

    private static final double MEGA = 1e6;

    /**
     * What is simulated.
     *
     * @param form {@code bin} or {@code json} over sockets, or {@code events}
     * @param perSecond viewers that connect within a second
     * @param stalled viewers that read nothing during a span of their own
     * @param restart whether to wait for the server to be restarted from outside
     */
    record Plan(
            int port,
            ServerProcess server,
            String form,
            int viewers,
            int views,
            int seriesPerView,
            long stepMillis,
            int seconds,
            int perSecond,
            int stalled,
            boolean restart) {

        static Plan parse(String[] args) {
            Map<String, String> options = new HashMap<>();
            for (int i = 0; i + 1 < args.length; i += 2) {
                options.put(args[i].substring(2), args[i + 1]);
            }
            return new Plan(
                    Integer.parseInt(options.getOrDefault("port", "7171")),
                    new ServerProcess(Long.parseLong(options.getOrDefault("pid", "0"))),
                    options.getOrDefault("form", "bin"),
                    Integer.parseInt(options.getOrDefault("viewers", "1000")),
                    Integer.parseInt(options.getOrDefault("views", "200")),
                    Integer.parseInt(options.getOrDefault("series", "20")),
                    Long.parseLong(options.getOrDefault("step-ms", "1000")),
                    Integer.parseInt(options.getOrDefault("seconds", "60")),
                    Integer.parseInt(options.getOrDefault("per-second", "400")),
                    Integer.parseInt(options.getOrDefault("stalled", "0")),
                    Boolean.parseBoolean(options.getOrDefault("restart", "false")));
        }
    }

    private final Plan plan;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random = new SplittableRandom(42);
    private double residentWithoutViewers;

    private LiveLoad(Plan plan) {
        this.plan = plan;
    }

    public static void main(String[] args) throws Exception {
        new LiveLoad(Plan.parse(args)).run();
    }

    private void run() throws Exception {
        try (ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor()) {
            var _ = feeder.scheduleAtFixedRate(this::feed, 0, 1, TimeUnit.SECONDS);
            TimeUnit.SECONDS.sleep(3);
            residentWithoutViewers = (double) plan.server().residentBytes();
            double keptWithoutViewers = (double) plan.server().collectedBytes();
            LiveSwarm swarm = new LiveSwarm(plan);
            connectAll(swarm, "connect");
            if (plan.restart()) {
                restart(swarm);
            } else {
                span(swarm, "warm-up");
                span(swarm, "steady");
                if (plan.stalled() > 0) {
                    swarm.stall(plan.stalled(), true);
                    span(swarm, "stalled");
                    swarm.stall(plan.stalled(), false);
                    span(swarm, "after");
                }
                collected(swarm, keptWithoutViewers);
            }
            feeder.shutdownNow();
        }
    }

    private void connectAll(LiveSwarm swarm, String name) throws IOException {
        long began = System.nanoTime();
        long deadline = began + TimeUnit.MINUTES.toNanos(3);
        while (swarm.served() < plan.viewers() && System.nanoTime() < deadline) {
            swarm.run(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s\t%d served after %.1f s\t%s%n",
                name,
                swarm.served(),
                seconds,
                swarm.take());
    }

    /** Says that all are there, waits until they are lost, and then until all are back. */
    private void restart(LiveSwarm swarm) throws IOException {
        System.out.println("ready for the restart");
        while (swarm.served() == plan.viewers()) {
            swarm.run(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
        }
        connectAll(swarm, "restart");
    }

    private void span(LiveSwarm swarm, String name) throws IOException {
        swarm.take();
        double cpuBefore = plan.server().cpuSeconds();
        long before = System.nanoTime();
        swarm.run(before + TimeUnit.SECONDS.toNanos(plan.seconds()));
        double cpu = plan.server().cpuSeconds() - cpuBefore;
        double resident = (double) plan.server().residentBytes();
        System.out.printf(
                Locale.ROOT,
                "%s\t%d\t%s\t%.2f\t%.0f\t%.1f%n",
                name,
                swarm.served(),
                swarm.take(),
                cpu * 1e9 / (System.nanoTime() - before),
                resident / MEGA,
                (resident - residentWithoutViewers) / 1e3 / plan.viewers());
    }

    /** What is kept for the viewers while they all go on being served. */
    private void collected(LiveSwarm swarm, double keptWithoutViewers) throws Exception {
        double resident = (double) plan.server().collectedBytes();
        System.out.printf(
                Locale.ROOT,
                "collected\t%d\t%s\t\t%.0f\t%.1f%n",
                swarm.served(),
                swarm.take(),
                resident / MEGA,
                (resident - keptWithoutViewers) / 1e3 / plan.viewers());
    }

    /** A new sample for each series of each view. */
    private void feed() {
        RemoteWriteEncoder request = new RemoteWriteEncoder();
        long now = System.currentTimeMillis();
        for (int view = 0; view < plan.views(); view++) {
            for (int series = 0; series < plan.seriesPerView(); series++) {
                request.series(
                        LabelBytes.encode(
                                Labels.of(
                                        Labels.METRIC_NAME,
                                        "live_load",
                                        "instance",
                                        "host-" + series + ".example.org:9100",
                                        "view",
                                        String.valueOf(view))));
                request.sample(now, Math.round(random.nextDouble() * 1000) / 10.0);
            }
        }
        try {
            HttpRequest push =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + plan.port() + "/api/v1/write"))
                            .header("Content-Type", "application/x-protobuf")
                            .header("Content-Encoding", "snappy")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            Snappy.compress(request.encode())))
                            .build();
            http.send(push, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // The server is being restarted: the next second's samples may find it again.
            System.err.println("feed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
