package dev.muninn.ingest.collect.portable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Labels;
import dev.muninn.model.SystemClock;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PortableHostTest {

    @Test
    void reportsTheMainFiguresUnderTheNamesOfLinux() {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        new Parts(
                        "node",
                        PortableHost.parts(5, SystemClock.INSTANCE),
                        Duration.ofSeconds(1),
                        SystemClock.INSTANCE)
                .collect(frame);
        SortedMap<String, Double> readings = Readings.of(frame.finish());

        Set<String> names = new TreeSet<>();
        readings.keySet().forEach(series -> names.add(series.replaceAll("\\{.*", "")));
        assertThat(names)
                .contains(
                        "node_cpu_seconds_total",
                        "node_memory_MemTotal_bytes",
                        "node_memory_MemAvailable_bytes",
                        "node_filesystem_size_bytes",
                        "node_filesystem_avail_bytes",
                        "node_network_receive_bytes_total",
                        "node_boot_time_seconds",
                        "node_time_seconds",
                        "node_uname_info",
                        "namedprocess_namegroup_memory_bytes");
        assertThat(readings)
                .containsKey("node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"}")
                .containsEntry("node_scrape_collector_success{collector=\"cpu\"}", 1.0)
                .containsEntry("node_scrape_collector_success{collector=\"processes\"}", 1.0);
    }
}
