package dev.muninn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.SystemClock;
import dev.muninn.server.options.Configuration;
import dev.muninn.server.options.ConfigurationSource;
import dev.muninn.server.options.MuninnOptions;
import dev.muninn.server.options.Origin;
import dev.muninn.server.options.Setting;
import dev.muninn.testkit.MalformedBodies;
import dev.muninn.testkit.MalformedBodies.Protocol;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in refuses what is broken with a reason, while a good sender goes on beside it. */
class MalformedBodiesTest {

    /** {@code -Dmuninn.malformed-bodies=10000} for the long run. */
    private static final int BODIES = Integer.getInteger("muninn.malformed-bodies", 1_000);

    private static final int GOOD_EVERY = 50;

    @TempDir private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Muninn open() {
        Origin origin = new Origin.Flag("test");
        List<Setting> settings =
                List.of(
                        new Setting("store.data", folder.resolve("data").toString(), origin),
                        new Setting("web.listen", "127.0.0.1:0", origin),
                        new Setting("profile", "test", origin));
        Configuration configuration =
                Configuration.load(new ConfigurationSource(null, settings, Map.of(), folder));
        return Muninn.open(MuninnOptions.of(configuration), SystemClock.INSTANCE);
    }

    private HttpResponse<String> push(Muninn muninn, Protocol protocol, byte[] body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(muninn.address() + protocol.path()))
                        .header("Content-Type", protocol.contentType())
                        .POST(BodyPublishers.ofByteArray(body));
        if (!protocol.contentEncoding().isEmpty()) {
            request.header("Content-Encoding", protocol.contentEncoding());
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private void pushGood(Muninn muninn, Protocol beside, int number) throws Exception {
        String body =
                "{\"name\": \"good\", \"labels\": {\"beside\": \"%s\", \"number\": \"%d\"}, \"value\": 1}"
                        .formatted(beside, number);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(muninn.address() + "/api/v1/metrics"))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    @Test
    void everyBrokenBodyIsRefusedWithAReasonAndHarmsNobody() throws Exception {
        try (Muninn muninn = open()) {
            for (Protocol protocol : Protocol.values()) {
                MalformedBodies bodies = new MalformedBodies(protocol.ordinal());
                for (int i = 0; i < BODIES; i++) {
                    byte[] body = bodies.next(protocol);
                    HttpResponse<String> answer = push(muninn, protocol, body);
                    assertThat(answer.statusCode())
                            .as("%s, body %d: %s", protocol, i, text(body))
                            .isIn(400, 413);
                    assertThat(answer.body()).as("%s, body %d", protocol, i).isNotBlank();
                    if (i % GOOD_EVERY == 0) {
                        pushGood(muninn, protocol, i / GOOD_EVERY);
                    }
                }
            }
            int good = Protocol.values().length * Math.ceilDiv(BODIES, GOOD_EVERY);
            // The test may take longer than a sample is looked back for.
            assertThat(ask(muninn, "count(present_over_time(good[1d]))"))
                    .contains("\"" + good + "\"");
            assertThat(
                            ask(
                                    muninn,
                                    "count(present_over_time({__name__=~\"broken|cpu_usage|a\"}[1d]))"))
                    .contains("\"result\":[]");
        }
    }

    private static String text(byte[] body) {
        return new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
    }

    private String ask(Muninn muninn, String promql) throws Exception {
        String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
        return http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                muninn.address() + "/api/v1/query?query=" + query))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
