package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** One series too many costs that series, not the sender's others. */
class StoreLimitIT {

    @TempDir private Path data;

    @Test
    void refusesNewSeriesForGoodAndStoresTheOthersOfTheSameRequest() {
        String[] arguments = {
            "--set", "collect.host=false",
            "--set", "collect.self=false",
            "--set", "store.max-series=10"
        };
        long start = System.currentTimeMillis() - 60_000;
        try (MuninnProcess muninn = MuninnProcess.start(data, arguments)) {
            MuninnClient client = muninn.client();
            assertThat(client.write(request(start, 10)).statusCode()).isEqualTo(204);
            for (int i = 1; i <= 3; i++) {
                HttpResponse<String> refused = client.write(request(start + i * 1000L, 12));
                // 400 is not repeated by senders; 429 and 503 are, with all that waits behind them.
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
                assertThat(refused.body())
                        .contains("2 samples not stored, 10 stored")
                        .contains("series-limit")
                        .contains("store.max-series");
            }
            long stored =
                    client.query("sum(count_over_time(limit_test[5m]))", start + 10_000)
                            .path("result")
                            .path(0)
                            .path("value")
                            .path(1)
                            .asLong();
            assertThat(stored).isEqualTo(40);
            assertThat(client.get("/metrics").body())
                    .contains("muninn_store_samples_rejected_total{reason=\"series-limit\"} 6");
            assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
        }
    }

    private static byte[] request(long time, int series) {
        RemoteWriteEncoder encoder = new RemoteWriteEncoder();
        for (int i = 0; i < series; i++) {
            encoder.series(Labels.of(Labels.METRIC_NAME, "limit_test", "n", "s" + i));
            encoder.sample(time, i);
        }
        try {
            return Snappy.compress(encoder.encode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
