package dev.muninn.ingest.forward;

import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.model.Telemetry;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server that samples are sent on to: a queue on disk and a sender for each shard. */
public final class ForwardTarget implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(ForwardTarget.class.getName());

    private static final long FIRST_WAIT_MILLIS = 50;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI url;
    private final List<DiskQueue> queues = new ArrayList<>();
    private final ThreadLocal<WriteRequestEncoder> encoders;
    private final ForwardFigures figures = new ForwardFigures();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService senders =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("forward-", 0).factory());
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private volatile boolean isFailing;

    private ForwardTarget(URI url, int shards) {
        this.url = url;
        encoders = ThreadLocal.withInitial(() -> new WriteRequestEncoder(shards));
    }

    /**
     * Begins to send, with what earlier runs left over.
     *
     * @param folder of its own
     * @throws dev.muninn.model.MuninnException of kind UNAVAILABLE if the folder cannot be used
     */
    public static ForwardTarget open(URI url, Path folder, int shards, long maxQueueBytes) {
        ForwardTarget target = new ForwardTarget(url, shards);
        for (int i = 0; i < shards; i++) {
            DiskQueue queue = DiskQueue.open(folder.resolve("shard-" + i), maxQueueBytes / shards);
            target.queues.add(queue);
            target.senders.execute(() -> target.send(queue));
        }
        return target;
    }

    /** Queues what a batch holds; the batch may be reused afterwards. */
    public void add(WriteBatch batch) {
        WriteRequestEncoder encoder = encoders.get();
        encoder.encode(batch);
        try {
            for (int i = 0; i < queues.size(); i++) {
                ProtobufOutput request = encoder.shard(i);
                if (request.length() > 0) {
                    queues.get(i).add(RemoteWriteClient.compressed(request));
                }
            }
        } catch (IOException e) {
            logger.log(Level.WARNING, "samples for " + url + " were not queued", e);
        }
    }

    private void send(DiskQueue queue) {
        try {
            byte[] request = queue.take();
            while (request != null) {
                deliver(request);
                request = queue.take();
            }
        } catch (IOException e) {
            logger.log(Level.ERROR, "the queue of " + url + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends until the server takes or refuses the request, waiting longer each time. */
    private void deliver(byte[] request) throws InterruptedException {
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            HttpResponse<String> answer = post(request);
            int status = answer == null ? 0 : answer.statusCode();
            if (status / 100 == 2) {
                figures.sent.increment();
                isFailing = false;
                return;
            }
            if (status / 100 == 4 && status != TOO_MANY_REQUESTS) {
                figures.refused.increment();
                tellOnce("answers " + status + " " + (answer == null ? "" : answer.body()));
                return;
            }
            figures.retries.increment();
            tellOnce(status == 0 ? "does not answer" : "answers " + status);
            if (closed.await(Math.max(wait, retryAfterMillis(answer)), TimeUnit.MILLISECONDS)) {
                return;
            }
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }

    private @Nullable HttpResponse<String> post(byte[] request) throws InterruptedException {
        try {
            return RemoteWriteClient.post(http, url, request);
        } catch (IOException e) {
            logger.log(Level.DEBUG, "sending to " + url + " failed", e);
            return null;
        }
    }

    private static long retryAfterMillis(@Nullable HttpResponse<String> answer) {
        if (answer == null) {
            return 0;
        }
        String seconds = answer.headers().firstValue("retry-after").orElse("");
        return seconds.matches("[0-9]{1,4}") ? Long.parseLong(seconds) * 1000 : 0;
    }

    private void tellOnce(String what) {
        if (!isFailing) {
            isFailing = true;
            logger.log(Level.WARNING, "forwarding: {0} {1}", url, what);
        }
    }

    public void report(Telemetry to) {
        long queued = 0;
        long dropped = 0;
        for (DiskQueue queue : queues) {
            queued += queue.bytes();
            dropped += queue.dropped();
        }
        figures.report(to, url.toString(), queued, dropped);
    }

    /** Stops sending; what waits stays on disk. */
    @Override
    public void close() {
        closed.countDown();
        for (DiskQueue queue : queues) {
            try {
                queue.close();
            } catch (IOException e) {
                logger.log(Level.WARNING, "a queue of " + url + " did not close in order", e);
            }
        }
        senders.shutdownNow();
        http.shutdownNow();
    }
}
