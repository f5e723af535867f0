package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** What was acknowledged survives {@code kill -9} at any moment of ingest. */
class KillIT {

    private static final int KILLS = Integer.getInteger("muninn.kills", 20);

    private static final int SERIES = 200;

    @TempDir private Path data;

    @Test
    void losesNoAcknowledgedSample() throws Exception {
        long seed = Long.getLong("muninn.seed", System.nanoTime());
        System.out.println("KillIT seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        AtomicLong nextTime = new AtomicLong(System.currentTimeMillis() - 3_600_000);
        long firstTime = nextTime.get();
        long acknowledgedUpTo = firstTime - 1;
        for (int kill = 0; kill < KILLS; kill++) {
            try (MuninnProcess muninn = MuninnProcess.start(data)) {
                assertThat(samplesUpTo(muninn, firstTime, acknowledgedUpTo))
                        .as("samples after kill %d, seed %d", kill, seed)
                        .isEqualTo((acknowledgedUpTo - firstTime + 1) * SERIES);
                acknowledgedUpTo = sendUntilKilled(muninn, nextTime, random.nextInt(50, 1200));
            }
        }
        try (MuninnProcess muninn = MuninnProcess.start(data)) {
            assertThat(samplesUpTo(muninn, firstTime, acknowledgedUpTo))
                    .as("samples at the end, seed %d", seed)
                    .isEqualTo((acknowledgedUpTo - firstTime + 1) * SERIES);
            assertThat(wrongValues(muninn, firstTime, acknowledgedUpTo)).isZero();
        }
        System.out.printf(
                "KillIT: %d kills, %d acknowledged samples, 0 lost%n",
                KILLS, (acknowledgedUpTo - firstTime + 1) * SERIES);
    }

    /**
     * Sends one sample a series per request, a millisecond apart, and kills the server meanwhile. A
     * request that was under way is sent again to the next server: its answer is unknown.
     */
    private static long sendUntilKilled(MuninnProcess muninn, AtomicLong nextTime, int afterMillis)
            throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        Thread sender =
                Thread.startVirtualThread(
                        () -> {
                            MuninnClient client = muninn.client();
                            while (!killed.get()) {
                                try {
                                    int status = client.write(request(nextTime.get())).statusCode();
                                    if (status / 100 == 2) {
                                        nextTime.incrementAndGet();
                                    }
                                } catch (UncheckedIOException e) {
                                    return;
                                }
                            }
                        });
        Thread.sleep(Duration.ofMillis(afterMillis));
        muninn.kill();
        killed.set(true);
        sender.join();
        return nextTime.get() - 1;
    }

    private static byte[] request(long time) {
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        for (int i = 0; i < SERIES; i++) {
            encoder.series(Labels.of(Labels.METRIC_NAME, "kill_test", "n", "s" + i));
            encoder.sample(time, value(time, i));
        }
        try {
            return Snappy.compress(encoder.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double value(long time, int series) {
        return time % 100_000 + series / 1000.0;
    }

    private static long samplesUpTo(MuninnProcess muninn, long from, long to) {
        if (to < from) {
            return 0;
        }
        JsonNode result =
                muninn.client()
                        .query("sum(count_over_time(kill_test[" + (to - from + 1) + "ms]))", to)
                        .path("result");
        return result.isEmpty() ? 0 : result.get(0).path("value").get(1).asLong();
    }

    private static long wrongValues(MuninnProcess muninn, long from, long to) {
        long wrong = 0;
        JsonNode series =
                muninn.client().query("kill_test[" + (to - from + 1) + "ms]", to).path("result");
        for (JsonNode one : series) {
            int n = Integer.parseInt(one.path("metric").path("n").asText().substring(1));
            for (JsonNode point : one.path("values")) {
                long time = Math.round(point.get(0).asDouble() * 1000);
                if (Double.parseDouble(point.get(1).asText()) != value(time, n)) {
                    wrong++;
                }
            }
        }
        return wrong;
    }
}
