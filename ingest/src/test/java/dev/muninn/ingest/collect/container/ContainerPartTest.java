package dev.muninn.ingest.collect.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.collect.Readings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerPartTest {

    private static final String NUMBER = "0123456789ab".repeat(5) + "cdef";

    @TempDir Path sys;

    @Test
    void reportsContainersAndServicesUnderCadvisorsNames() throws IOException {
        group("");
        group("system.slice");
        Path docker = group("system.slice/docker-" + NUMBER + ".scope");
        write(
                docker,
                "cpu.stat",
                """
                usage_usec 4500000
                user_usec 3000000
                system_usec 1500000
                nr_periods 100
                nr_throttled 7
                throttled_usec 250000
                """);
        write(docker, "cpu.max", "50000 100000\n");
        write(docker, "memory.current", "10000000\n");
        write(docker, "memory.max", "max\n");
        write(docker, "memory.peak", "12000000\n");
        write(docker, "memory.swap.current", "4096\n");
        write(
                docker,
                "memory.stat",
                """
                anon 6000000
                file 3000000
                file_mapped 100
                inactive_file 1000000
                pgfault 50
                pgmajfault 2
                """);
        write(docker, "memory.events", "low 0\nhigh 0\nmax 3\noom 1\noom_kill 1\n");
        write(
                docker,
                "io.stat",
                "254:0 rbytes=1000 wbytes=2000 rios=3 wios=4 dbytes=0 dios=0\n254:16 \n");
        write(docker, "pids.current", "12\n");
        write(
                docker,
                "cpu.pressure",
                """
                some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000
                full avg10=0.00 avg60=0.00 avg300=0.00 total=500000
                """);
        write(group("system.slice/ssh.service"), "cpu.stat", "usage_usec 1000000\n");

        SortedMap<String, Double> readings = Readings.of(new ContainerPart(sys));

        String labels = "id=\"/system.slice/docker-" + NUMBER + ".scope\",name=\"0123456789ab\"";
        assertThat(readings)
                .containsEntry(
                        "container_cpu_usage_seconds_total{cpu=\"total\"," + labels + "}", 4.5)
                .containsEntry("container_cpu_user_seconds_total{" + labels + "}", 3.0)
                .containsEntry("container_cpu_cfs_throttled_periods_total{" + labels + "}", 7.0)
                .containsEntry("container_cpu_cfs_throttled_seconds_total{" + labels + "}", 0.25)
                .containsEntry("container_spec_cpu_quota{" + labels + "}", 50000.0)
                .containsEntry("container_memory_usage_bytes{" + labels + "}", 1e7)
                .containsEntry("container_memory_working_set_bytes{" + labels + "}", 9e6)
                .containsEntry("container_memory_rss{" + labels + "}", 6e6)
                .containsEntry("container_memory_max_usage_bytes{" + labels + "}", 1.2e7)
                .containsEntry("container_spec_memory_limit_bytes{" + labels + "}", 0.0)
                .containsEntry("container_oom_events_total{" + labels + "}", 1.0)
                .containsEntry("container_threads{" + labels + "}", 12.0)
                .containsEntry(
                        "container_fs_writes_bytes_total{device=\"254:0\"," + labels + "}", 2000.0)
                .containsEntry("container_pressure_cpu_waiting_seconds_total{" + labels + "}", 1.5)
                .containsEntry("container_pressure_cpu_stalled_seconds_total{" + labels + "}", 0.5)
                .containsEntry(
                        "container_cpu_usage_seconds_total{cpu=\"total\","
                                + "id=\"/system.slice/ssh.service\",name=\"ssh.service\"}",
                        1.0);
        assertThat(readings.keySet()).noneMatch(one -> one.contains("id=\"/system.slice\""));
    }

    @Test
    void readsTheSecondVersionWhereBothAreMounted() throws IOException {
        Path unified = Files.createDirectories(sys.resolve("fs/cgroup/unified"));
        Files.writeString(unified.resolve("cgroup.procs"), "");
        write(
                Files.createDirectories(unified.resolve("lxc.payload.web")),
                "cpu.stat",
                "usage_usec 2000000\n");

        assertThat(Readings.of(new ContainerPart(sys)))
                .containsEntry(
                        "container_cpu_usage_seconds_total{cpu=\"total\","
                                + "id=\"/lxc.payload.web\",name=\"web\"}",
                        2.0);
    }

    @Test
    void saysThatAMachineHasNoControlGroups() {
        assertThatThrownBy(() -> Readings.of(new ContainerPart(sys)))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void knowsHowEnginesNameTheirGroups() {
        assertThat(nameOf("/docker/" + NUMBER)).isEqualTo("0123456789ab");
        assertThat(nameOf("/kubepods.slice/pod1/cri-containerd-" + NUMBER + ".scope"))
                .isEqualTo("0123456789ab");
        assertThat(nameOf("/machine.slice/libpod-" + NUMBER + ".scope")).isEqualTo("0123456789ab");
        assertThat(nameOf("/machine.slice/machine-web.scope")).isEqualTo("web");
        assertThat(nameOf("/user.slice")).isEmpty();
        assertThat(nameOf("")).isEmpty();
    }

    private static String nameOf(String path) {
        return ContainerName.of(path).name();
    }

    private Path group(String path) throws IOException {
        Path folder = Files.createDirectories(sys.resolve("fs/cgroup").resolve(path));
        Files.writeString(folder.resolve("cgroup.procs"), "");
        return folder;
    }

    private static void write(Path group, String file, String text) throws IOException {
        Files.writeString(group.resolve(file), text);
    }
}
