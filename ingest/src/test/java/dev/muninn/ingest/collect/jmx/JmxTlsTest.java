package dev.muninn.ingest.collect.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.access.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose agent and registry speak TLS only. */
class JmxTlsTest {

    private static final String OWN = "shop";
    private static final String QUEUE = "shop_jobs_Queue_Length{name=\"a,b\",zone=\"1\"}=17.0";

    @TempDir static Path folder;
    private static @Nullable WatchedJvm started;

    @BeforeAll
    static void startJvm() throws Exception {
        started =
                WatchedJvm.start(
                        "-Dcom.sun.management.jmxremote.ssl=true",
                        "-Dcom.sun.management.jmxremote.registry.ssl=true",
                        "-Djavax.net.ssl.keyStore=" + certificate(OWN),
                        "-Djavax.net.ssl.keyStorePassword=secret");
    }

    @AfterAll
    static void stopJvm() {
        jvm().close();
    }

    private static WatchedJvm jvm() {
        return Objects.requireNonNull(started);
    }

    /** A store with a certificate for the address, which signs itself. */
    private static Path certificate(String name) throws Exception {
        TestCertificate.create(folder, name, "ip:127.0.0.1");
        return folder.resolve(name + ".p12");
    }

    private static String collected(Path trusted, String parameters)
            throws IOException, InterruptedException {
        Process collecting =
                Jvms.start(
                        CollectingJvm.class,
                        List.of(
                                "-Djavax.net.ssl.trustStore=" + trusted,
                                "-Djavax.net.ssl.trustStorePassword=secret"),
                        "jmx://127.0.0.1:" + jvm().port() + parameters);
        String output =
                new String(collecting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        collecting.waitFor();
        return output;
    }

    @Test
    void readsBeansOfAJvmWhoseCertificateIsTrusted() throws Exception {
        assertThat(collected(folder.resolve(OWN + ".p12"), "?tls=yes&beans=shop.*:*"))
                .contains(QUEUE, "jmx_scrape_error=0.0");
    }

    @Test
    void readsNothingOfAJvmWhoseCertificateIsNotTrusted() throws Exception {
        assertThat(collected(certificate("other"), "?tls=yes"))
                .contains("certification path", "{jmx_scrape_error=1.0}");
    }

    @Test
    void readsNothingOfARegistryWithTlsUnlessToldSo() throws Exception {
        assertThat(collected(folder.resolve(OWN + ".p12"), "")).contains("{jmx_scrape_error=1.0}");
    }
}
