package dev.muninn.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.muninn.model.Cardinality;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException.Kind;
import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleSink.Durability;
import dev.muninn.model.WriteBatch;
import dev.muninn.query.ResultSeries;
import dev.muninn.query.ResultValue;
import dev.muninn.web.FakeQueries;
import dev.muninn.web.TestServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusApiTest {

    private static final Labels UP = Labels.of("__name__", "up", "job", "a");
    private static @Nullable TestServer opened;

    @BeforeAll
    static void open() {
        opened = new TestServer();
        server().store.add(UP, 1_000, 1);
        server().store.add(Labels.of("__name__", "up", "job", "ü\"<"), 2_000, 0);
        server().store.add(Labels.of("__name__", "http_total", "code", "200"), 2_000, 7);
        WriteBatch batch = new WriteBatch();
        batch.metadata()
                .add(new MetricMetadata("up", MetricMetadata.Type.GAUGE, "Whether \"it\" is", ""));
        server().store.session("test").write(batch, Durability.SYNC);
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

    private static String get(String path) throws Exception {
        HttpResponse<String> response = server().get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return response.body();
    }

    private static ResultSeries point(Labels labels, long time, double value) {
        return FakeQueries.series(labels, new long[] {time}, value);
    }

    @Test
    void writesVectors() throws Exception {
        server().queries
                .answer(
                        "up",
                        new ResultValue.Vector(
                                List.of(
                                        point(UP, 1_435_781_451_781L, 1),
                                        point(Labels.empty(), 1_500, Double.NaN))));

        assertThat(get("/api/v1/query?query=up&time=1435781451.781"))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                                + "{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},"
                                + "\"value\":[1435781451.781,\"1\"]},"
                                + "{\"metric\":{},\"value\":[1.500,\"NaN\"]}]},"
                                + "\"warnings\":[\"a warning\"]}");
    }

    @Test
    void writesMatrices() throws Exception {
        server().queries
                .answer(
                        "rate(x[5m])",
                        new ResultValue.Matrix(
                                List.of(
                                        FakeQueries.series(
                                                UP,
                                                new long[] {0, 15_000, 30_000},
                                                0.25,
                                                Double.POSITIVE_INFINITY,
                                                1e-7))));

        assertThat(get("/api/v1/query_range?query=rate(x%5B5m%5D)&start=0&end=30&step=15s"))
                .contains(
                        "\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"up\","
                                + "\"job\":\"a\"},\"values\":[[0,\"0.25\"],[15,\"+Inf\"],"
                                + "[30,\"1e-07\"]]}]");
    }

    @Test
    void writesScalarsAndStrings() throws Exception {
        server().queries.answer("1", new ResultValue.Scalar(1_500, 1e21));
        server().queries.answer("\"x\"", new ResultValue.Text(2_000, "a\"b"));

        assertThat(get("/api/v1/query?query=1"))
                .contains(
                        "{\"resultType\":\"scalar\",\"result\":"
                                + "[1.5,\"1000000000000000000000\"]}");
        assertThat(get("/api/v1/query?query=%22x%22"))
                .contains("{\"resultType\":\"string\",\"result\":[2,\"a\\\"b\"]}");
    }

    @Test
    void writesNativeHistogramsWithTheirBounds() throws Exception {
        NativeHistogram histogram =
                new NativeHistogram(
                        NativeHistogram.ResetHint.UNKNOWN,
                        0,
                        0.001,
                        2,
                        12,
                        18.4,
                        new int[] {0, 2, 1, 1},
                        new double[] {1, 2, 4},
                        new int[] {0, 2},
                        new double[] {1, 2},
                        new double[] {});
        server().queries
                .answer(
                        "h",
                        new ResultValue.Vector(
                                List.of(
                                        new ResultSeries(
                                                Labels.empty(),
                                                new long[] {1_000},
                                                new double[] {0},
                                                new @Nullable NativeHistogram[] {histogram},
                                                1))));

        assertThat(get("/api/v1/query?query=h"))
                .contains(
                        "{\"metric\":{},\"histogram\":[1,{\"count\":\"12\",\"sum\":\"18.4\","
                                + "\"buckets\":[[1,\"-2\",\"-1\",\"2\"],[1,\"-1\",\"-0.5\",\"1\"],"
                                + "[3,\"-0.001\",\"0.001\",\"2\"],[0,\"0.5\",\"1\",\"1\"],"
                                + "[0,\"1\",\"2\",\"2\"],[0,\"4\",\"8\",\"4\"]]}]}");
    }

    @Test
    void takesFormsAndAddsStatistics() throws Exception {
        server().queries.answer("vector(1)", new ResultValue.Vector(List.of()));

        HttpResponse<String> response =
                server().form("/api/v1/query", "query=vector%281%29&stats=1&time=5");

        assertThat(response.body())
                .contains("\"samples\":{\"totalQueryableSamples\":12,\"peakSamples\":6}")
                .contains("\"timings\":{\"evalTotalTime\":0.000005,");
    }

    @Test
    void tellsWhatEachStepAndPartCostIfAsked() throws Exception {
        server().queries.answer("x", new ResultValue.Vector(List.of()));

        String plain = server().form("/api/v1/query", "query=x&stats=1").body();
        String all = server().form("/api/v1/query", "query=x&stats=all").body();
        HttpResponse<String> explained = server().form("/api/v1/query", "query=x&explain=1");

        assertThat(plain).doesNotContain("PerStep").doesNotContain("explain");
        assertThat(all)
                .contains("\"totalQueryableSamplesPerStep\":[[5,3],[20,4]]")
                .contains("\"totalQueryableSamples\":7")
                .contains("\"resolution\":\"raw\"}")
                .doesNotContain("explain");
        assertThat(explained.body())
                .contains("\"explain\":{\"steps\":2,\"cachedSteps\":1,\"plan\":{\"kind\":\"call\"")
                .contains("\"text\":\"rate(x[5m])\",\"time\":0.002,\"ownTime\":0.001")
                .contains("\"resolution\":\"5m\",\"parts\":[]}]}}");
        assertThat(explained.headers().firstValue("X-Muninn-Resolution")).hasValue("raw");
    }

    @Test
    void refusesAResolutionThatIsNone() throws Exception {
        HttpResponse<String> response = server().form("/api/v1/query", "query=x&resolution=coarse");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("invalid parameter \\\"resolution\\\"")
                .contains("give auto, raw, or a width like 5m");
    }

    @Test
    void writesLargeAnswersInChunksAndPacked() throws Exception {
        List<ResultSeries> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(point(Labels.of("instance", "host-" + i), 1_000, i));
        }
        server().queries.answer("many", new ResultValue.Vector(many));

        String plain = get("/api/v1/query?query=many");
        HttpResponse<byte[]> packed =
                server().client
                        .send(
                                HttpRequest.newBuilder(server().uri("/api/v1/query?query=many"))
                                        .header("Accept-Encoding", "gzip")
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(plain).contains("\"host-0\"", "\"host-19999\"").endsWith("]}");
        assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(packed.body().length).isLessThan(plain.length() / 4);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_INPUT, 400, bad_data",
        "NOT_FOUND, 404, not_found",
        "UNPROCESSABLE, 422, execution",
        "LIMIT, 422, execution",
        "BUSY, 429, unavailable",
        "UNAVAILABLE, 503, unavailable",
        "TIMEOUT, 503, timeout",
        "CANCELLED, 499, canceled",
        "CORRUPT, 500, internal",
        "BUG, 500, internal"
    })
    void mapsKindsOfFailures(Kind kind, int status, String errorType) throws Exception {
        server().queries.fail("fails", kind, "because \"so\"");

        HttpResponse<String> response = server().get("/api/v1/query?query=fails");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .isEqualTo(
                        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%sbecause \\\"so\\\"\"}",
                        errorType,
                        kind == Kind.BAD_INPUT ? "invalid parameter \\\"query\\\": " : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query",
                "query?query=up&time=yesterday",
                "query?query=up&time=1e300",
                "query?query=up&timeout=-1s",
                "query?query=up&limit=-1",
                "query?query=up&limit=x",
                "query?query=up&lookback_delta=-1",
                "query_range?query=up&start=0&end=10",
                "query_range?query=up&start=0&end=10&step=0",
                "query_range?query=up&start=0&end=10&step=-5",
                "query_range?query=up&start=0&end=10&step=1d1y",
                "query_range?query=up&start=10&end=0&step=1",
                "query_range?query=up&start=-8e15&end=8e15&step=1",
                "series",
                "series?match[]=%7B",
                "query_exemplars?query=up&start=5&end=1",
                "query_exemplars",
                "format_query?query=((("
            })
    void refusesBadParameters(String request) throws Exception {
        HttpResponse<String> response =
                server().get("/api/v1/" + request.replace("[", "%5B").replace("]", "%5D"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("\"status\":\"error\",\"errorType\":\"bad_data\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query?query=%zz", "label/%zz/values", "label/%ff%2/values"})
    void refusesBrokenEscapes(String request) throws Exception {
        String line = "GET /api/v1/" + request + " HTTP/1.1";
        assertThat(server().raw(TestServer.head(line, "Host: localhost")))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"errorType\":\"bad_data\"");
    }

    @Test
    void listsSeriesLabelsAndValues() throws Exception {
        assertThat(get("/api/v1/series?match%5B%5D=up"))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":[{\"__name__\":\"up\",\"job\":\"a\"},"
                                + "{\"__name__\":\"up\",\"job\":\"ü\\\"<\"}]}");
        assertThat(get("/api/v1/series?match%5B%5D=up&match%5B%5D=http_total&limit=2"))
                .contains("\"http_total\"", "\"warnings\":[\"results truncated due to limit\"]");
        assertThat(get("/api/v1/labels"))
                .isEqualTo("{\"status\":\"success\",\"data\":[\"__name__\",\"code\",\"job\"]}");
        assertThat(get("/api/v1/labels?match%5B%5D=up&start=0&end=1970-01-01T00:00:05Z"))
                .contains("[\"__name__\",\"job\"]");
        assertThat(get("/api/v1/label/__name__/values")).contains("[\"http_total\",\"up\"]");
        assertThat(get("/api/v1/label/job/values?start=2")).contains("[\"ü\\\"<\"]");
        assertThat(get("/api/v1/label/U__a_2e_b/values")).contains("\"data\":[]");
        assertThat(get("/api/v1/label/U__a_d800_/values")).contains("\"data\":[]");
        assertThat(get("/api/v1/labels?start=5&end=1")).contains("\"data\":[]");
    }

    @Test
    void takesBoundsAsFarAwayAsClientsSendThem() throws Exception {
        assertThat(
                        get(
                                "/api/v1/labels?start=-292273086-05-16T16:47:06Z"
                                        + "&end=292277025-08-18T07:12:54.999999999Z"
                                        + "&limit=9223372036854775807"))
                .contains("[\"__name__\",\"code\",\"job\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"series", "labels", "label/job/values"})
    void refusesSelectorsOfEverything(String path) throws Exception {
        HttpResponse<String> answer =
                server().get("/api/v1/" + path + "?match%5B%5D=%7Bjob%3D%22%22%7D");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("bad_data", "match[] must contain at least one non-empty matcher");
    }

    @Test
    void listsMetadata() throws Exception {
        assertThat(get("/api/v1/metadata"))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"up\":[{\"type\":\"gauge\","
                                + "\"help\":\"Whether \\\"it\\\" is\",\"unit\":\"\"}]}}");
        assertThat(get("/api/v1/metadata?metric=none")).contains("\"data\":{}");
        assertThat(get("/api/v1/metadata?limit=0")).contains("\"data\":{}");
        assertThat(get("/api/v1/metadata?limit=-1&limit_per_metric=0")).contains("\"up\"");
    }

    @Test
    void formatsQueries() throws Exception {
        assertThat(get("/api/v1/format_query?query=%20up%20"))
                .isEqualTo("{\"status\":\"success\",\"data\":\"up\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status/buildinfo",
                "status/runtimeinfo",
                "status/flags",
                "status/config",
                "status/walreplay",
                "alertmanagers",
                "targets/metadata",
                "targets",
                "rules",
                "alerts",
                "query_exemplars?query=up"
            })
    void answersWhatClientsAskOfTheServer(String path) throws Exception {
        assertThat(get("/api/v1/" + path)).startsWith("{\"status\":\"success\",\"data\":");
    }

    @Test
    void tellsWhereSeriesComeFrom() throws Exception {
        server().cardinality =
                new Cardinality(
                        3,
                        5,
                        7,
                        1_000,
                        2_000,
                        List.of(new Cardinality.Count("up", 2)),
                        List.of(new Cardinality.Count("job", 2)),
                        List.of(new Cardinality.Count("job", 4)),
                        List.of(new Cardinality.Count("job=a", 1)),
                        List.of(new Cardinality.Churn(3_600_000, 6, 1)),
                        9);
        assertThat(get("/api/v1/status/tsdb?limit=2"))
                .isEqualTo(
                        "{\"status\":\"success\",\"data\":{\"headStats\":{\"numSeries\":3,"
                                + "\"numLabelPairs\":5,\"chunkCount\":7,\"minTime\":1000,"
                                + "\"maxTime\":2000},\"seriesCountByMetricName\":"
                                + "[{\"name\":\"up\",\"value\":2}],"
                                + "\"labelValueCountByLabelName\":[{\"name\":\"job\",\"value\":2}],"
                                + "\"memoryInBytesByLabelName\":[{\"name\":\"job\",\"value\":4}],"
                                + "\"seriesCountByLabelValuePair\":[{\"name\":\"job=a\",\"value\":1}],"
                                + "\"storedSeries\":9,"
                                + "\"churn\":[{\"hour\":3600000,\"created\":6,\"gone\":1}]}}");
        assertThat(server().get("/api/v1/status/tsdb?limit=10001").statusCode()).isEqualTo(400);
    }

    @Test
    void findsLabelValuesByAPartOfThem() throws Exception {
        assertThat(get("/api/v1/label/__name__/values?search=P"))
                .contains("\"data\":[\"http_total\",\"up\"]");
        assertThat(get("/api/v1/label/__name__/values?search=u")).contains("\"data\":[\"up\"]");
    }

    @Test
    void tellsItsSettingsAndItsBuild() throws Exception {
        assertThat(get("/api/v1/status/flags")).contains("\"data\":{\"web.port\":\"0\"}");
        assertThat(get("/api/v1/status/config")).contains("\"yaml\":\"web.port: '0'\\n\"");
        assertThat(get("/api/v1/status/buildinfo"))
                .contains("\"revision\":\"abc\"", "\"muninnVersion\":\"0.1.0\"");
        assertThat(get("/api/v1/status/runtimeinfo")).contains("\"storageRetention\":\"15d\"");
        assertThat(get("/api/v1/status/walreplay")).contains("\"state\":\"done\"");
    }

    @Test
    void tellsHowItIsAtTheMoment() throws Exception {
        assertThat(get("/api/v1/status/runtimeinfo"))
                .contains(
                        "\"reloadConfigSuccess\":false",
                        "\"lastConfigTime\":\"2023-11-14T22:13:20Z\"",
                        "\"corruptionCount\":2");
        assertThat(get("/api/v1/alertmanagers"))
                .contains(
                        "\"activeAlertmanagers\":[{\"url\":\"http://other:9093/api/v2/alerts\"}]");
    }

    @Test
    void packsLargeAnswersAsTheClientLikesIt() throws Exception {
        List<ResultSeries> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(FakeQueries.series(Labels.of("n", "" + i), new long[] {1_000}, 1));
        }
        server().queries.answer("large", new ResultValue.Matrix(many));
        String path = "/api/v1/query_range?query=large&start=0&end=9&step=1";
        String plain = get(path);
        for (String coding : List.of("zstd", "gzip")) {
            HttpResponse<byte[]> packed =
                    server().client
                            .send(
                                    HttpRequest.newBuilder(server().uri(path))
                                            .header("Accept-Encoding", coding)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(packed.headers().firstValue("content-encoding")).hasValue(coding);
            ByteArrayInputStream bytes = new ByteArrayInputStream(packed.body());
            try (InputStream in =
                    coding.equals("zstd")
                            ? new ZstdInputStream(bytes)
                            : new GZIPInputStream(bytes)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
            }
        }
    }

    @Test
    void cancelsAQueryWhoseClientIsGone() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        server().queries
                .answer(
                        "slow",
                        call -> {
                            begun.countDown();
                            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                            while (!call.isCancelled().getAsBoolean()
                                    && System.nanoTime() < deadline) {
                                Thread.onSpinWait();
                            }
                            cancelled.countDown();
                            return new ResultValue.Vector(List.of());
                        });
        try (var socket = server().connect()) {
            socket.getOutputStream()
                    .write(
                            TestServer.head(
                                            "GET /api/v1/query?query=slow HTTP/1.1",
                                            "Host: localhost")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
