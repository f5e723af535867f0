package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** A disk that fills up: reads go on, writes are refused with the reason, room brings them back. */
class FullDiskIT {

    private static final int SERIES = 500;

    @TempDir private Path folder;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "skipped: no right to mount a small file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Test
    void readsGoOnAndNothingAcknowledgedIsLost() throws Exception {
        Path data = disk.resolve("data");
        Path filler = disk.resolve("filler");
        long start = System.currentTimeMillis() - 1_800_000;
        long acknowledged = 0;
        String[] arguments = {"--set", "collect.host=false", "--set", "collect.self=false"};
        try (MuninnProcess muninn = MuninnProcess.start(data, arguments)) {
            MuninnClient client = muninn.client();
            acknowledged = send(client, start, 0, 20);
            assertThat(acknowledged).isEqualTo(20);
            fill(filler);

            AtomicInteger next = new AtomicInteger(20);
            HttpResponse<String> refused =
                    Await.value(
                            "a refused write",
                            Duration.ofSeconds(30),
                            () -> {
                                var answer = client.write(request(start, next.getAndIncrement()));
                                return answer.statusCode() / 100 == 2 ? null : answer;
                            });
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).containsIgnoringCase("space");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(count(client, start)).isGreaterThanOrEqualTo(20L * SERIES);
            // No rule can see it: there are no samples of the server itself.
            Await.until(
                    "an alert that the store takes nothing",
                    Duration.ofSeconds(90),
                    () -> client.get("/api/v2/alerts").body().contains("MuninnNotWritable"));

            Files.delete(filler);
            Await.until(
                    "writes to be accepted again",
                    Duration.ofSeconds(10),
                    () -> client.write(request(start, 1_000)).statusCode() / 100 == 2);
            acknowledged = 20 + send(client, start, 1_000, 1_020);
        }
        try (MuninnProcess muninn = MuninnProcess.start(data, arguments)) {
            assertThat(count(muninn.client(), start)).isGreaterThanOrEqualTo(acknowledged * SERIES);
        }
    }

    /** Sends the numbered requests and returns how many were acknowledged. */
    private static long send(MuninnClient client, long start, int from, int to) {
        long acknowledged = 0;
        for (int i = from; i < to; i++) {
            if (client.write(request(start, i)).statusCode() / 100 == 2) {
                acknowledged++;
            }
        }
        return acknowledged;
    }

    private static byte[] request(long start, int number) {
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        for (int i = 0; i < SERIES; i++) {
            encoder.series(Labels.of(Labels.METRIC_NAME, "disk_test", "n", "s" + i));
            encoder.sample(start + number * 1000L, Math.sqrt(number + i));
        }
        try {
            return Snappy.compress(encoder.encode());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long count(MuninnClient client, long start) {
        return client.query("sum(count_over_time(disk_test[1h]))", start + 1_800_000)
                .path("result")
                .path(0)
                .path("value")
                .path(1)
                .asLong();
    }

    private static void fill(Path file) throws IOException {
        byte[] chunk = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int size : List.of(chunk.length, 512)) {
                try {
                    while (true) {
                        out.write(chunk, 0, size);
                    }
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("space");
                }
            }
        }
    }
}
