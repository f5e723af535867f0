package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays the calls of docs/api/grafana.md. */
class GrafanaCallsTest {

    private static final TestServer SERVER = TestServer.withEngine();

    private static final Pattern CALL =
            Pattern.compile("The answer holds `([^`]+)`:\\s+```http\\n(.*?)```", Pattern.DOTALL);

    record Grafana(String method, String target, String body, String holds) {

        static Grafana parse(MatchResult block) {
            String[] parts = block.group(2).split("\\n\\n", 2);
            String[] line = parts[0].lines().findFirst().orElseThrow().split(" ", 2);
            String body = parts.length > 1 ? parts[1].strip() : "";
            return new Grafana(line[0], line[1], body, block.group(1));
        }
    }

    static Stream<Grafana> calls() throws IOException {
        // A module's tests run in its folder.
        String page = Files.readString(Path.of("..", "docs", "api", "grafana.md"));
        List<Grafana> calls = CALL.matcher(page).results().map(Grafana::parse).toList();
        assertThat(calls).hasSizeGreaterThan(10);
        return calls.stream();
    }

    @BeforeAll
    static void fill() {
        for (int i = 0; i <= 240; i++) {
            long time = 1_700_000_000_000L + i * 15_000L;
            for (String[] target : new String[][] {{"shop", "a"}, {"bank", "b"}}) {
                SERVER.store.add(labels("up", target), time, 1);
                SERVER.store.add(labels("http_requests_total", target), time, i * 10);
            }
        }
        WriteBatch batch = new WriteBatch();
        batch.metadata()
                .add(
                        new MetricMetadata(
                                "http_requests_total",
                                MetricMetadata.Type.COUNTER,
                                "Requests answered.",
                                ""));
        SERVER.store.session("test").write(batch, Durability.SYNC);
    }

    private static Labels labels(String name, String[] target) {
        return Labels.of("__name__", name, "instance", target[1], "job", target[0]);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void getAnswersThatGrafanaUnderstands(Grafana call) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(SERVER.uri(call.target()))
                        .header("User-Agent", "Grafana/11.2.0")
                        .header("X-Dashboard-Uid", "a1b2c3");
        if (call.method().equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(call.body()));
        }
        HttpResponse<String> answer =
                SERVER.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body())
                .startsWith("{\"status\":\"success\",\"data\":")
                .contains(call.holds());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    }
}
