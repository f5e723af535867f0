package dev.muninn.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muninn.model.Labels;
import dev.muninn.testkit.RemoteWriteEncoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** Wrong input gets a clear error and harms nothing else. */
class WrongInputIT {

    @TempDir private static Path data;

    private static MuninnProcess muninn;

    private final long now = System.currentTimeMillis();

    @BeforeAll
    static void start() {
        muninn = MuninnProcess.start(data, "--set", "collect.host=false");
    }

    @AfterAll
    static void stop() {
        muninn.close();
    }

    @AfterEach
    void takesGoodInputAfterwards() throws Exception {
        byte[] good =
                new RemoteWriteEncoder()
                        .series(Labels.of(Labels.METRIC_NAME, "good"))
                        .sample(now, 1)
                        .encode();
        assertThat(muninn.client().write(Snappy.compress(good)).statusCode() / 100).isEqualTo(2);
        assertThat(muninn.client().queryNow("good").path("result")).hasSize(1);
    }

    @Test
    void refusesABodyThatIsNotSnappy() {
        assertRefused(muninn.client().write(new byte[] {1, 2, 3, 4, 5, 6}), 400, "snappy");
    }

    @Test
    void refusesABodyThatIsNotProtobuf() throws Exception {
        assertRefused(
                muninn.client().write(Snappy.compress(new byte[] {0x0a, 0x7f, 1, 2})),
                400,
                "protobuf");
    }

    @Test
    void refusesATruncatedRequestWhole() throws Exception {
        byte[] request =
                new RemoteWriteEncoder()
                        .series(Labels.of(Labels.METRIC_NAME, "truncated"))
                        .sample(now, 1)
                        .series(Labels.of(Labels.METRIC_NAME, "truncated", "n", "2"))
                        .sample(now, 2)
                        .encode();
        byte[] cut = Arrays.copyOf(request, request.length - 3);
        assertRefused(muninn.client().write(Snappy.compress(cut)), 400, "protobuf");
        assertThat(muninn.client().queryNow("truncated").path("result")).isEmpty();
    }

    @Test
    void refusesDoubledLabelsButStoresTheirNeighbours() throws Exception {
        byte[] doubled = rawLabels("__name__", "doubled", "a", "1", "a", "2");
        byte[] request =
                new RemoteWriteEncoder()
                        .series(doubled)
                        .sample(now, 1)
                        .series(Labels.of(Labels.METRIC_NAME, "neighbour"))
                        .sample(now, 1)
                        .encode();
        assertRefused(muninn.client().write(Snappy.compress(request)), 400, "twice");
        assertThat(muninn.client().queryNow("neighbour").path("result")).hasSize(1);
        assertThat(muninn.client().queryNow("doubled").path("result")).isEmpty();
    }

    @Test
    void storesUnsortedLabelsAsTheSameSeries() throws Exception {
        byte[] request =
                new RemoteWriteEncoder()
                        .series(rawLabels("b", "2", "__name__", "unsorted", "a", "1"))
                        .sample(now - 1000, 1)
                        .series(rawLabels("__name__", "unsorted", "a", "1", "b", "2"))
                        .sample(now, 2)
                        .encode();
        assertThat(muninn.client().write(Snappy.compress(request)).statusCode() / 100).isEqualTo(2);
        assertThat(muninn.client().queryNow("unsorted").path("result")).hasSize(1);
    }

    @Test
    void refusesLabelsThatAreNotUtf8() throws Exception {
        byte[] labels = rawLabels("__name__", "utf", "a", "xy");
        labels[labels.length - 1] = (byte) 0xff;
        byte[] request = new RemoteWriteEncoder().series(labels).sample(now, 1).encode();
        assertRefused(muninn.client().write(Snappy.compress(request)), 400, "UTF-8");
    }

    @Test
    void refusesAnOversizeBodyBeforeReadingOn() {
        HttpResponse<String> response =
                muninn.client()
                        .send(
                                muninn.client()
                                        .request("/api/v1/write")
                                        .header("Content-Type", "application/x-protobuf")
                                        .header("Content-Encoding", "snappy")
                                        .expectContinue(true)
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        new byte[40 << 20]))
                                        .build());
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesADecompressionBomb() throws Exception {
        byte[] bomb = Snappy.compress(new byte[200 << 20]);
        assertThat(muninn.client().write(bomb).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesSamplesFarAheadOfTheClock() throws Exception {
        byte[] request =
                new RemoteWriteEncoder()
                        .series(Labels.of(Labels.METRIC_NAME, "ahead"))
                        .sample(now + 86_400_000L, 1)
                        .encode();
        assertRefused(muninn.client().write(Snappy.compress(request)), 400, "ahead");
    }

    @Test
    void answersUnknownPathsWithNotFound() {
        assertThat(muninn.client().get("/api/v1/no-such-thing").statusCode()).isEqualTo(404);
        assertThat(muninn.client().get("/no/such/file.js").statusCode()).isEqualTo(404);
    }

    @Test
    void pointsAtTheMistakeInAQuery() {
        HttpResponse<String> response =
                muninn.client()
                        .get(
                                "/api/v1/query?query="
                                        + URLEncoder.encode(
                                                "sum(rate(x[5m])", StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = MuninnClient.parse(response.body());
        assertThat(answer.path("status").asText()).isEqualTo("error");
        assertThat(answer.path("errorType").asText()).isEqualTo("bad_data");
        assertThat(answer.path("error").asText()).contains("1:").contains("parse error");
    }

    private static void assertRefused(HttpResponse<String> response, int status, String reason) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).containsIgnoringCase(reason);
    }

    /** Label bytes as a sender without care would write them: any order, any name twice. */
    private static byte[] rawLabels(String... namesAndValues) {
        var out = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            byte[] name = namesAndValues[i].getBytes(StandardCharsets.UTF_8);
            byte[] value = namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8);
            out.write(0x0a);
            out.write(4 + name.length + value.length);
            out.write(0x0a);
            out.write(name.length);
            out.writeBytes(name);
            out.write(0x12);
            out.write(value.length);
            out.writeBytes(value);
        }
        return out.toByteArray();
    }
}
