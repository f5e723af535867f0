package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Faults of the disk as people meet them: what a packaged server answers, and what is left. */
class StoreFaultIT {

    private static final int SERIES = 50;
    private static final String[] QUIET = {
        "--set",
        "collect.host=false",
        "--set",
        "collect.self=false",
        "--set",
        "store.admin-api=true"
    };

    private final long start = System.currentTimeMillis() - 1_800_000;

    @TempDir private Path data;

    @Test
    void storesNothingMoreOnceSyncingFailedAndGoesOnReading() throws Exception {
        long acknowledged = 0;
        try (MuninnProcess muninn = MuninnProcess.start(data, QUIET)) {
            MuninnClient client = muninn.client();
            for (int i = 0; i < 20; i++) {
                assertThat(client.write(request(i)).statusCode()).isEqualTo(204);
                acknowledged++;
            }
            failSyncsOnce(muninn.pid(), client);
            HttpResponse<String> refused = client.write(request(1_000));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("nothing is stored until a restart, reads go on");
            assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(client.get("/-/ready").statusCode()).isEqualTo(503);
            assertThat(client.get("/-/ready").body()).contains("until a restart");
            assertThat(count(client)).isGreaterThanOrEqualTo(acknowledged * SERIES);
            assertThat(client.get("/metrics").body()).contains("muninn_store_writable 0");
        }
        try (MuninnProcess muninn = MuninnProcess.start(data, QUIET)) {
            assertThat(count(muninn.client())).isGreaterThanOrEqualTo(acknowledged * SERIES);
            assertThat(muninn.client().write(request(1_001)).statusCode()).isEqualTo(204);
        }
    }

    /** Lets each force of a file fail until a write has been refused; the calls work again then. */
    private void failSyncsOnce(long pid, MuninnClient client) throws Exception {
        Process strace = strace(pid);
        try {
            Await.until(
                    "a refused write",
                    Duration.ofSeconds(30),
                    () -> client.write(request(500)).statusCode() == 503);
        } finally {
            strace.destroy();
            assertThat(strace.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process strace(long pid) throws InterruptedException {
        List<String> command =
                List.of(
                        "strace",
                        "-qq",
                        "-f",
                        "-p",
                        String.valueOf(pid),
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "inject=fsync,fdatasync:error=EIO",
                        "-o",
                        "/dev/null");
        Optional<Process> strace = started(command);
        boolean runs = strace.isPresent() && !strace.get().waitFor(1, TimeUnit.SECONDS);
        Assumptions.assumeTrue(runs, "skipped: strace is not there or may not attach");
        return strace.orElseThrow();
    }

    private static Optional<Process> started(List<String> command) {
        try {
            return Optional.of(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void answersTheRestAndNamesWhatADamagedFileCosts() throws Exception {
        long acknowledged;
        try (MuninnProcess muninn = MuninnProcess.start(data, QUIET)) {
            acknowledged = fill(muninn.client());
            muninn.kill();
        }
        Random random = new Random(start);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            if (whole.length == 0) {
                continue;
            }
            long position = random.nextLong(whole.length);
            flip(file, position);
            try (MuninnProcess muninn = MuninnProcess.start(data, QUIET)) {
                String what = file + " at " + position;
                JsonNode answer = answer(muninn.client());
                long found = sum(answer);
                assertThat(found).as(what).isLessThanOrEqualTo(acknowledged * SERIES);
                if (found < acknowledged * SERIES) {
                    assertThat(answer.path("warnings")).as(what).isNotEmpty();
                }
                muninn.kill();
            }
            if (Files.exists(file)) {
                Files.write(file, whole);
            }
        }
    }

    /** Samples in a block and in the log; how many requests. */
    private long fill(MuninnClient client) {
        long acknowledged = 0;
        for (int i = 0; i < 40; i++) {
            assertThat(client.write(request(i)).statusCode()).isEqualTo(204);
            acknowledged++;
            if (i == 25) {
                HttpResponse<String> flushed =
                        client.post("/api/v1/admin/store/flush", "text/plain", new byte[0]);
                assertThat(flushed.statusCode()).isLessThan(300);
            }
        }
        return acknowledged;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(data)) {
            return walk.filter(Files::isRegularFile)
                    .filter(
                            file ->
                                    file.toString().matches(".*\\.(block|log|checkpoint)")
                                            || file.endsWith("identity"))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int before = bytes.read();
            bytes.seek(position);
            bytes.write(before ^ 4);
        }
    }

    private byte[] request(int number) {
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        for (int i = 0; i < SERIES; i++) {
            encoder.series(Labels.of(Labels.METRIC_NAME, "fault_test", "n", "s" + i));
            encoder.sample(start + number * 1000L, Math.sqrt(number + i));
        }
        try {
            return Snappy.compress(encoder.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer(MuninnClient client) {
        HttpResponse<String> response =
                client.get(
                        "/api/v1/query?query=sum(count_over_time(fault_test%5B1h%5D))&time="
                                + (start / 1000 + 1_800));
        assertThat(response.statusCode()).isEqualTo(200);
        return MuninnClient.parse(response.body());
    }

    private long count(MuninnClient client) {
        return sum(answer(client));
    }

    private static long sum(JsonNode answer) {
        return answer.path("data").path("result").path(0).path("value").path(1).asLong();
    }
}
