package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OwnMetricsTest {

    private final OwnMetrics metrics = new OwnMetrics();

    @Test
    void keepsTheFiguresOfOthersWhenASourceFails() {
        metrics.add(
                to -> {
                    throw new IllegalStateException("broken");
                });
        metrics.add(to -> to.gauge("muninn_good", "Good.", 7));

        assertThat(exposition())
                .contains("muninn_good 7\n")
                .contains("muninn_telemetry_failures_total 1\n");
    }

    @Test
    void tellsOfTheJvmWhatPrometheusJavaClientTells() {
        metrics.add(new JvmTelemetry());

        assertThat(exposition())
                .contains("# TYPE jvm_gc_collection_seconds summary\n")
                .contains("jvm_memory_used_bytes{area=\"heap\"} ")
                .contains("jvm_memory_pool_used_bytes{pool=\"Metaspace\"} ")
                .contains("jvm_buffer_pool_used_bytes{pool=\"direct\"} ")
                .contains("jvm_threads_current ")
                .contains("jvm_classes_currently_loaded ")
                .contains("jvm_runtime_info{runtime=\"")
                .contains("process_cpu_seconds_total ")
                .contains("process_start_time_seconds ");
    }

    private String exposition() {
        return new String(metrics.exposition(), StandardCharsets.UTF_8);
    }
}
