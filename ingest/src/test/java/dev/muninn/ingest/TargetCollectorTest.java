package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SystemClock;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.MemoryStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TargetCollectorTest {

    @Test
    void storesWhatATargetTellsUnderItsAddress() throws Exception {
        MemoryStore store = new MemoryStore();
        CountDownLatch written = new CountDownLatch(1);
        SampleSink sink =
                sender -> {
                    SampleSink.Session session = store.session(sender);
                    return (batch, durability) -> {
                        var result = session.write(batch, durability);
                        written.countDown();
                        return result;
                    };
                };
        try (ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String target = "tcp://127.0.0.1:" + listener.getLocalPort();
            CollectTargets targets =
                    new CollectTargets(
                            Duration.ofSeconds(1),
                            false,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(target));
            try (var collector =
                    TargetCollector.open(
                            targets, CollectOptions.DEFAULTS, sink, SystemClock.INSTANCE)) {
                assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(collector).isNotNull();
            }

            assertThat(store.series(List.of(), TimeRange.ALL, 0).items())
                    .contains(
                            Labels.of(
                                    "__name__",
                                    "probe_success",
                                    "job",
                                    "blackbox",
                                    "instance",
                                    target));
        }
    }

    @Test
    void refusesTargetsOfTheWrongKindTwiceOrWithoutHost() {
        assertThatThrownBy(() -> withRedis("http://x"))
                .hasMessage("collect.redis: http://x starts with none of redis, rediss");
        assertThatThrownBy(() -> withRedis("redis://:a@x", "redis://:b@x"))
                .hasMessage("collect.redis: redis://x is there twice");
        assertThatThrownBy(() -> withRedis("localhost:6379"))
                .hasMessageStartingWith("collect.redis: target has no scheme or no host");
    }

    private static CollectTargets withRedis(String... redis) {
        return new CollectTargets(
                Duration.ofSeconds(1),
                false,
                List.of(redis),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
