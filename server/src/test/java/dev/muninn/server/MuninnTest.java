package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muninn.model.MuninnException;
import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server in this process, on a free port. */
class MuninnTest {

    @TempDir private Path folder;

    private Muninn open(String... keysAndValues) {
        List<Setting> settings = new ArrayList<>();
        Origin origin = new Origin.Flag("test");
        settings.add(new Setting("store.data", folder.resolve("data").toString(), origin));
        settings.add(new Setting("web.listen", "127.0.0.1:0", origin));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1], origin));
        }
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    private static HttpResponse<String> get(Muninn muninn, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(muninn.address() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void answersOnceItIsOpenAndEndsTwiceWithoutHarm() throws Exception {
        Muninn muninn = open("profile", "test");
        try (muninn) {
            assertThat(muninn.address()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(get(muninn, "/-/ready").statusCode()).isEqualTo(200);
            assertThat(get(muninn, "/api/v1/query?query=vector(1)").body()).contains("\"1\"");
        }
        muninn.close();
        muninn.awaitClose();
        assertThat(muninn.series()).isZero();
    }

    @Test
    void tellsTheFiguresOfEveryPartOnce() throws Exception {
        try (Muninn muninn = open()) {
            List<String> lines =
                    get(muninn, "/metrics").body().lines().filter(l -> !l.startsWith("#")).toList();
            assertThat(lines)
                    .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
                    .doesNotHaveDuplicates()
                    .anyMatch(name -> name.startsWith("muninn_build_info{version="))
                    .anyMatch(name -> name.startsWith("muninn_store_"))
                    .anyMatch(name -> name.startsWith("muninn_query_"))
                    .anyMatch(name -> name.startsWith("muninn_http_"))
                    .anyMatch(name -> name.startsWith("jvm_memory_used_bytes"));
        }
    }

    @Test
    void letsGoOfTheDataWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertThatExceptionOfType(MuninnException.class)
                    .isThrownBy(() -> open("web.listen", listen))
                    .withMessageContaining(listen)
                    .withMessageContaining("--listen");
        }
        try (Muninn muninn = open("profile", "test")) {
            assertThat(get(muninn, "/-/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theVisitorOfTheWarmUpSeesALivePicture() throws Exception {
        try (Muninn muninn = open("collect.interval", "200ms");
                FirstVisitor visitor = new FirstVisitor(muninn.address())) {
            visitor.look();
            assertThat(get(muninn, "/api/v1/labels").body()).contains("\"instance\"");
        }
    }

    @Test
    void theSenderOfTheWarmUpIsHeard() throws Exception {
        try (Muninn muninn = open("profile", "test");
                FirstSender sender = new FirstSender(muninn.address())) {
            sender.send(SystemClock.INSTANCE.millis());
            assertThat(get(muninn, "/api/v1/label/__name__/values").body())
                    .contains("muninn_warm_up_total");
        }
    }

    @Test
    void theReceiverOfTheWarmUpIsToldOfEachAlert() throws Exception {
        try (FirstAlerts alerts = FirstAlerts.open()) {
            Path routing = Files.writeString(folder.resolve("am.yml"), alerts.routing());
            try (Muninn muninn = open("profile", "test", "alerting.config", routing.toString())) {
                alerts.storm(muninn.address());
                assertThat(get(muninn, "/metrics").body())
                        .contains("muninn_alerts_received_total 600");
            }
        }
    }
}
