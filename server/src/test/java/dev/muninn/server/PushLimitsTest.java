package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that sends too fast is told when to come back; others do not notice. */
class PushLimitsTest {

    @TempDir private Path folder;

    private Muninn open(String... keysAndValues) {
        Origin origin = new Origin.Flag("test");
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("store.data", folder.resolve("data").toString(), origin));
        settings.add(new Setting("web.listen", "127.0.0.1:0", origin));
        settings.add(new Setting("profile", "test", origin));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1], origin));
        }
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    /** A sender that the server sees at an address of its own. */
    private static HttpClient senderAt(String address) throws Exception {
        return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    }

    private static HttpResponse<String> push(Muninn muninn, HttpClient sender, String series)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(muninn.address() + "/api/v1/metrics"))
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"name\": \"" + series + "\", \"value\": 1}"))
                        .build();
        return sender.send(request, BodyHandlers.ofString());
    }

    @Test
    void aNoisySourceWaitsWhileOthersGoOn() throws Exception {
        try (Muninn muninn = open("ingest.source-requests-per-second", "1");
                HttpClient noisy = senderAt("127.0.0.1");
                HttpClient quiet = senderAt("127.0.0.2")) {
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                HttpResponse<String> answer = push(muninn, noisy, "noisy");
                if (answer.statusCode() == 429) {
                    refused++;
                    assertThat(answer.headers().firstValueAsLong("retry-after")).isPresent();
                    assertThat(answer.body()).contains("faster than it may");
                } else {
                    assertThat(answer.statusCode()).isEqualTo(204);
                }
            }
            assertThat(refused).isPositive();
            for (int i = 0; i < 10; i++) {
                assertThat(push(muninn, quiet, "quiet").statusCode()).isEqualTo(204);
            }
            HttpRequest metrics =
                    HttpRequest.newBuilder(URI.create(muninn.address() + "/metrics")).build();
            assertThat(quiet.send(metrics, BodyHandlers.ofString()).body())
                    .contains("muninn_ingest_rate_limited_requests_total " + refused);
        }
    }
}
