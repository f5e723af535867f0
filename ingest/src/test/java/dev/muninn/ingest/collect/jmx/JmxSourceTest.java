package dev.muninn.ingest.collect.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.ingest.collect.TargetUrl;
import dev.muninn.model.Labels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beans of a second JVM. */
class JmxSourceTest {

    @TempDir Path folder;
    private @Nullable WatchedJvm jvm;
    private int port;

    @AfterEach
    void stopJvm() {
        if (jvm != null) {
            jvm.close();
        }
    }

    private void startJvm(String... flags) throws IOException {
        WatchedJvm started = WatchedJvm.start(flags);
        jvm = started;
        port = started.port();
    }

    private TargetUrl target(String who, String parameters) {
        return TargetUrl.parse("jmx://" + who + "127.0.0.1:" + port + parameters);
    }

    /** A loaded machine may take its time to start another JVM's agent. */
    private JmxSource patient(String who, String parameters) {
        return new JmxSource(target(who, parameters), Duration.ofSeconds(60));
    }

    private static SortedMap<String, Double> collect(JmxSource source) throws IOException {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        source.collect(frame);
        return Readings.of(frame.finish());
    }

    @Test
    void readsBeansUnderTheNamesOfJmxExporterAndTheJvmUnderThoseOfTheClient() throws Exception {
        startJvm();
        try (JmxSource source = patient("", "")) {
            SortedMap<String, Double> readings = collect(source);

            assertThat(readings)
                    .containsEntry("shop_jobs_Queue_Length{name=\"a,b\",zone=\"1\"}", 17.0)
                    .containsEntry("shop_jobs_Queue_Paused{name=\"a,b\",zone=\"1\"}", 1.0)
                    .containsEntry(
                            "shop_jobs_Queue_WaitingByKind{key=\"mail\",name=\"a,b\",zone=\"1\"}",
                            12.0)
                    .containsEntry("jmx_scrape_error", 0.0)
                    .containsEntry("jmx_scrape_beans_left_out", 0.0);
            assertThat(readings.keySet())
                    .contains(
                            "java_lang_Memory_HeapMemoryUsage_used",
                            "java_lang_OperatingSystem_ProcessCpuTime",
                            "java_lang_Runtime_Uptime",
                            "java_nio_BufferPool_MemoryUsed{name=\"direct\"}",
                            "jvm_memory_used_bytes{area=\"heap\"}",
                            "jvm_threads_current",
                            "process_cpu_seconds_total",
                            "process_open_fds",
                            "process_start_time_seconds",
                            "jvm_buffer_pool_used_bytes{pool=\"direct\"}")
                    .noneMatch(name -> name.contains("Owner") || name.contains("SystemProperties"))
                    .anyMatch(name -> name.startsWith("jvm_gc_collection_seconds_count{gc="))
                    .anyMatch(
                            name ->
                                    name.startsWith("jvm_runtime_info")
                                            && name.contains(
                                                    System.getProperty("java.runtime.version")));
            assertThat(readings.getOrDefault("jvm_memory_used_bytes{area=\"heap\"}", 0.0))
                    .isPositive();
        }
    }

    @Test
    void readsOnlyTheBeansThatAreNamed() throws Exception {
        startJvm();
        try (JmxSource source = patient("", "?beans=shop.*:*;java.lang:type=Memory")) {
            SortedMap<String, Double> readings = collect(source);

            assertThat(readings.keySet())
                    .contains(
                            "java_lang_Memory_HeapMemoryUsage_used",
                            "shop_jobs_Queue_Length{name=\"a,b\",zone=\"1\"}")
                    .noneMatch(name -> name.startsWith("java_lang_Runtime"));
            assertThat(readings).containsEntry("jmx_scrape_cached_beans", 2.0);
        }
    }

    @Test
    void connectsAgainAfterTheJvmWasAway() throws Exception {
        startJvm();
        int before = port;
        try (JmxSource source = patient("", "")) {
            assertThat(collect(source)).containsEntry("jmx_scrape_error", 0.0);
            stopJvm();

            SampleFrame frame = new SampleFrame(Labels.empty());
            frame.begin(2000);
            assertThatThrownBy(() -> source.collect(frame))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("jmx://127.0.0.1:" + before + ": ");
            assertThat(Readings.of(frame.finish()))
                    .containsExactly(Map.entry("jmx_scrape_error", 1.0));
        }
    }

    @Test
    void signsInAndTellsWhenItMayNot() throws Exception {
        Path passwords = folder.resolve("passwords");
        Path access = folder.resolve("access");
        Files.writeString(passwords, "monitor sesame\n");
        Files.writeString(access, "monitor readonly\n");
        Set<PosixFilePermission> owner =
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Files.setPosixFilePermissions(passwords, owner);
        startJvm(
                "-Dcom.sun.management.jmxremote.authenticate=true",
                "-Dcom.sun.management.jmxremote.password.file=" + passwords,
                "-Dcom.sun.management.jmxremote.access.file=" + access);
        try (JmxSource source = patient("monitor:sesame@", "")) {
            assertThat(collect(source)).containsEntry("jmx_scrape_error", 0.0);
        }
        try (JmxSource source = patient("monitor:wrong@", "")) {
            assertThatThrownBy(() -> collect(source))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sign-in refused")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void doesNotWaitForOneThatNeverAnswersAndAsksItOnceAtATime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            port = silent.getLocalPort();
            try (JmxSource source = new JmxSource(target("", ""), Duration.ofMillis(100))) {
                assertThatThrownBy(() -> collect(source))
                        .hasMessageEndingWith("no answer within 100 ms");
                assertThatThrownBy(() -> collect(source))
                        .hasMessageEndingWith("still waits for an answer");
            }
        }
    }

    @Test
    void refusesWhatIsNoPatternOfBeans() {
        assertThatThrownBy(() -> new JmxSource(TargetUrl.parse("jmx://host?beans=java.lang")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("beans: \"java.lang\" is no pattern of beans such as java.lang:*");
    }
}
