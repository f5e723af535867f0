package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.SampleSink;
import dev.muninn.model.SystemClock;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The collectors against the machine the tests run on. */
class HostCollectorTest {

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch written = new CountDownLatch(2);

    private final SampleSink sink =
            sender -> {
                SampleSink.Session session = store.session(sender);
                return (batch, durability) -> {
                    var result = session.write(batch, durability);
                    written.countDown();
                    return result;
                };
            };

    private final CollectOptions options =
            new CollectOptions(
                    true,
                    true,
                    Duration.ofMillis(100),
                    "here",
                    20,
                    CollectOptions.DEFAULTS.mountPointsExclude(),
                    CollectOptions.DEFAULTS.fileSystemTypesExclude(),
                    CollectOptions.DEFAULTS.fileSystemDeadline());

    @Test
    void storesThisMachinesFiguresWithMetadata() throws InterruptedException {
        try (var collector = HostCollector.open(options, sink, SystemClock.INSTANCE)) {
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(collector).isNotNull();
        }

        assertThat(store.series(List.of(), TimeRange.ALL, 0).items())
                .contains(
                        Labels.of("__name__", "up", "job", "node", "instance", "here"),
                        Labels.of(
                                "__name__",
                                "node_cpu_seconds_total",
                                "cpu",
                                "0",
                                "mode",
                                "idle",
                                "job",
                                "node",
                                "instance",
                                "here"));
        assertThat(store.metadata("node_cpu_seconds_total", 0).items())
                .singleElement()
                .satisfies(about -> assertThat(about.type().word()).isEqualTo("counter"));
    }

    @Test
    void storesMuninnsOwnFiguresUnderItsAddress() throws InterruptedException {
        OwnMetrics own = new OwnMetrics();
        own.add(new JvmTelemetry());
        try (var collector =
                SelfCollector.open(options, "127.0.0.1:7171", own, sink, SystemClock.INSTANCE)) {
            own.add(collector);
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(store.series(List.of(), TimeRange.ALL, 0).items())
                .contains(
                        Labels.of(
                                "__name__",
                                "jvm_memory_used_bytes",
                                "area",
                                "heap",
                                "job",
                                "muninn",
                                "instance",
                                "127.0.0.1:7171"));
    }
}
