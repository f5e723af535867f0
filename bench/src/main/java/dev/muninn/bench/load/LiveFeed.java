package dev.muninn.bench.load;

import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.LongAdder;
import org.xerial.snappy.Snappy;

/** Sends one sample of every series of a {@link Workload} each interval, as time goes on. */
final class LiveFeed implements AutoCloseable {

    private static final int SERIES_PER_REQUEST = 2_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI write;
    private final Workload workload;
    private final byte[][] labels;
    private final long intervalMillis;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread thread = new Thread(this::run, "feed");

    private LiveFeed(String address, int series, long intervalMillis, String run) {
        write = URI.create(address + "/api/v1/write");
        workload = new Workload(series, 43, run);
        labels = new byte[series][];
        for (int i = 0; i < series; i++) {
            labels[i] = workload.labels(i);
        }
        this.intervalMillis = intervalMillis;
    }

    static LiveFeed start(String address, int series, long intervalMillis, String run) {
        LiveFeed feed = new LiveFeed(address, series, intervalMillis, run);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    private void run() {
        int requests = (labels.length + SERIES_PER_REQUEST - 1) / SERIES_PER_REQUEST;
        long next = System.currentTimeMillis() / intervalMillis * intervalMillis;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (int i = 0; i < requests; i++) {
                    // Requests are spread over the interval, as those of many senders are.
                    long due = next + intervalMillis * i / requests;
                    Thread.sleep(Math.max(0, due - System.currentTimeMillis()));
                    send(i * SERIES_PER_REQUEST, due);
                }
                next += intervalMillis;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int from, long timeMillis) throws InterruptedException {
        RemoteWriteEncoder request = new RemoteWriteEncoder();
        int to = Math.min(labels.length, from + SERIES_PER_REQUEST);
        for (int i = from; i < to; i++) {
            request.series(labels[i]);
            request.sample(timeMillis, workload.next(i));
        }
        try {
            int status =
                    http.send(
                                    HttpRequest.newBuilder(write)
                                            .header("Content-Type", "application/x-protobuf")
                                            .header("Content-Encoding", "snappy")
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofByteArray(
                                                            Snappy.compress(request.encode())))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            (status / 100 == 2 ? sent : failed).add(to - from);
        } catch (IOException e) {
            failed.add(to - from);
        }
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
