package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.web.TestServer;
import dev.muninn.web.live.LiveRoute;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine behind the doors: what a data source of Grafana asks, over a store in memory. */
class PromqlOverHttpTest {

    private static @Nullable TestServer opened;

    @BeforeAll
    static void open() {
        opened = TestServer.withEngine();
        for (String code : new String[] {"200", "500"}) {
            Labels labels =
                    Labels.of("__name__", "http_requests_total", "job", "api", "code", code);
            for (int i = 0; i <= 60; i++) {
                server().store.add(labels, i * 15_000L, code.equals("200") ? i * 30 : i * 3);
            }
        }
    }

    @AfterAll
    static void close() {
        server().close();
    }

    private static TestServer server() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    private static String data(String body) {
        return body.replaceFirst("\\{\"status\":\"success\",\"data\":(.*)}", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(http_requests_total) / time()" + "|{\"metric\":{},\"value\":[900,\"2.2\"]}",
                "http_requests_total{code=\"500\"}"
                        + "|{\"metric\":{\"__name__\":\"http_requests_total\",\"code\":\"500\","
                        + "\"job\":\"api\"},\"value\":[900,\"180\"]}",
                "sum by (code) (http_requests_total) > 1000"
                        + "|{\"metric\":{\"code\":\"200\"},\"value\":[900,\"1800\"]}",
            })
    void answersInstantQueries(String query, String series) throws Exception {
        HttpResponse<String> response =
                server().form(
                                "/api/v1/query",
                                "time=900&query="
                                        + java.net.URLEncoder.encode(
                                                query, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(data(response.body()))
                .isEqualTo("{\"resultType\":\"vector\",\"result\":[%s]}", series);
    }

    @Test
    void answersRangeQueriesWithAnnotations() throws Exception {
        String body =
                server().form(
                                "/api/v1/query_range",
                                "start=600&end=660.5&step=30s&query=sum(http_requests_total)/time()")
                        .body();
        assertThat(data(body))
                .isEqualTo(
                        "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":"
                                + "[[600,\"2.2\"],[630,\"2.2\"],[660,\"2.2\"]]}]}");
        String limited =
                server().get("/api/v1/query?query=http_requests_total&time=900&limit=1").body();
        assertThat(limited).contains("\"warnings\":[\"results truncated due to limit\"]");
    }

    @Test
    void answersScalars() throws Exception {
        assertThat(data(server().get("/api/v1/query?query=1.5*2&time=1.5").body()))
                .isEqualTo("{\"resultType\":\"scalar\",\"result\":[1.5,\"3\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/query?query=sum(|400|bad_data",
                "/api/v1/query?query=rate(http_requests_total)|400|bad_data",
                "/api/v1/query_range?query=up&start=0&end=100000&step=1|400|bad_data",
                "/api/v1/query?query=http_requests_total%20*%20on(job)%20http_requests_total"
                        + "&time=900|422|execution",
            })
    void refusesWhatCannotBeEvaluated(String path, int status, String type) throws Exception {
        HttpResponse<String> response = server().get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"errorType\":\"" + type + "\"");
    }

    @Test
    void pointsAtTheMistakeInAQuery() throws Exception {
        assertThat(server().get("/api/v1/query?query=sum(").body())
                .contains("invalid parameter \\\"query\\\": 1:5: parse error: ");
    }

    @Test
    void formatsQueriesAndFindsSeries() throws Exception {
        assertThat(server().get("/api/v1/format_query?query=sum%20by(job)(a)").body())
                .isEqualTo("{\"status\":\"success\",\"data\":\"sum by (job) (a)\"}");
        assertThat(
                        data(
                                server().get(
                                                "/api/v1/label/code/values?match%5B%5D=%7Bjob%3D~%22a.*%22%7D")
                                        .body()))
                .isEqualTo("[\"200\",\"500\"]");
        assertThat(server().get("/api/v1/parse_query?query=-a%3Ebool%202").body())
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"bool\":true,\"lhs\":{\"expr\":"
                                + "{\"matchers\":[{\"name\":\"__name__\",\"type\":\"=\","
                                + "\"value\":\"a\"}],\"name\":\"a\",\"offset\":0,"
                                + "\"startOrEnd\":null,\"timestamp\":null,"
                                + "\"type\":\"vectorSelector\"},\"op\":\"-\","
                                + "\"type\":\"unaryExpr\"},\"matching\":null,\"op\":\">\","
                                + "\"rhs\":{\"type\":\"numberLiteral\",\"val\":\"2\"},"
                                + "\"type\":\"binaryExpr\"}}");
        assertThat(server().get("/api/v1/query_exemplars?query=rate(a%5B5m%5D)/b").body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void streamsWhatIsWritten() throws Exception {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        WebSocket socket =
                server().client
                        .newWebSocketBuilder()
                        .subprotocols(LiveRoute.JSON_PROTOCOL)
                        .buildAsync(
                                java.net.URI.create(
                                        server().uri("/api/v1/live")
                                                .toString()
                                                .replace("http:", "ws:")),
                                new WebSocket.Listener() {
                                    private final StringBuilder text = new StringBuilder();

                                    @Override
                                    public @Nullable CompletionStage<?> onText(
                                            WebSocket socket, CharSequence data, boolean last) {
                                        text.append(data);
                                        if (last) {
                                            texts.add(text.toString());
                                            text.setLength(0);
                                        }
                                        socket.request(1);
                                        return null;
                                    }
                                })
                        .join();
        Labels live = Labels.of("__name__", "live_gauge", "job", "a");
        server().store.add(live, System.currentTimeMillis() - 2_000, 4.25);

        socket.sendText("{\"type\":\"hello\",\"id\":1}", true).join();
        socket.sendText(
                        "{\"type\":\"sub\",\"id\":2,\"queries\":[{\"ref\":\"A\","
                                + "\"expr\":\"live_gauge * 2\"}],\"step\":1000,\"range\":5000}",
                        true)
                .join();

        String delta =
                Stream.generate(() -> next(texts))
                        .filter(text -> text.contains("\"delta\"") || text.isEmpty())
                        .findFirst()
                        .orElse("");
        assertThat(delta).contains("\"ticks\":[[8.5]");
        socket.abort();
    }

    private static String next(BlockingQueue<String> texts) {
        try {
            String text = texts.poll(60, TimeUnit.SECONDS);
            return text == null ? "" : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
