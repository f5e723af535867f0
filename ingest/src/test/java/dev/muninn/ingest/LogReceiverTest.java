package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import dev.muninn.testkit.ProtobufWriter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogReceiverTest {

    private static final long NOW = 1_700_000_000_000L;

    private static final String RULES =
            """
            rules:
              - name: jobs
                match: {app: worker}
                contains: "job done"
                regex: 'job=(?P<job>\\w+) took (?P<ms>[0-9]+)ms'
                metric: job_seconds
                type: histogram
                value: ms
                scale: 0.001
                labels: [job]
                buckets: [0.1, 1]
              - name: queue
                format: logfmt
                metric: queue_length
                type: gauge
                value: length
            """;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(NOW);
    private LogReceiver receiver = receiver(1_000);

    private LogReceiver receiver(int maxSeriesPerRule) {
        LogOptions logs =
                new LogOptions(
                        2_000,
                        Duration.ofHours(1),
                        maxSeriesPerRule,
                        Duration.ofHours(1),
                        LogRules.parse(RULES, "rules.yml"));
        IngestOptions options =
                new IngestOptions(
                        1 << 20,
                        1 << 20,
                        AdmissionOptions.DEFAULTS,
                        OtlpOptions.defaults(),
                        ListenOptions.NOTHING,
                        logs,
                        ForwardOptions.NONE,
                        ShapingOptions.NONE);
        return LogReceiver.open(options, store, clock);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private void push(String app, String... lines) {
        StringBuilder values = new StringBuilder();
        for (String line : lines) {
            String text = line.replace("\\", "\\\\").replace("\"", "\\\"");
            values.append(values.isEmpty() ? "" : ",")
                    .append("[\"" + NOW + "000000\",\"" + text + "\",{\"id\":\"1\"}]");
        }
        json("{\"streams\":[{\"stream\":{\"app\":\"" + app + "\"},\"values\":[" + values + "]}]}");
    }

    private void json(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        receiver.receiveLoki(new PushRequest(ByteBuffer.wrap(bytes), "application/json", ""));
    }

    private List<String> figures() {
        receiver.flush();
        return StoredSamples.of(store).stream()
                .map(line -> line.substring(0, line.lastIndexOf(" @")))
                .toList();
    }

    @Test
    void readsRequestsWithTheirFlagsAndTheDatabasesShare() {
        push(
                "shop",
                "I, [2026-01-01T00:00:00 #7]  INFO -- : [a1b2] [PERF REQ] GET /orders/42 - 812.50ms"
                        + " (Admin::OrdersController#show) [200] SLOW HIGH SQL | DB: 310.2ms | View:"
                        + " 12ms | SQL: 61 | Mem: +3 MB | ReqID: a1b2",
                "[PERF REQ] POST /users/(x) - 5.00ms [500] SLOW SQL",
                "he wrote: [PERF REQ] GET / - 1.00ms [200]");
        assertThat(figures())
                .contains(
                        "http_requests_total{method=\"GET\","
                                + " route=\"Admin::OrdersController#show\", service=\"shop\","
                                + " status=\"2xx\"} 1.0",
                        "http_request_duration_seconds_sum{method=\"GET\","
                                + " route=\"Admin::OrdersController#show\", service=\"shop\","
                                + " status=\"2xx\"} 0.8125",
                        "http_requests_total{method=\"POST\", route=\"/users/(x)\","
                                + " service=\"shop\", status=\"5xx\"} 1.0",
                        "perf_flags_total{flag=\"slow\", route=\"Admin::OrdersController#show\","
                                + " service=\"shop\"} 1.0",
                        "perf_flags_total{flag=\"high_sql\","
                                + " route=\"Admin::OrdersController#show\", service=\"shop\"} 1.0",
                        "perf_flags_total{flag=\"slow_sql\", route=\"/users/(x)\","
                                + " service=\"shop\"} 1.0",
                        "http_request_db_seconds_sum{route=\"Admin::OrdersController#show\","
                                + " service=\"shop\"} 0.3102",
                        "http_request_sql_queries_sum{route=\"Admin::OrdersController#show\","
                                + " service=\"shop\"} 61.0")
                .noneMatch(line -> line.contains("route=\"/\""));
    }

    @Test
    void countsAnAlertOnceInFiveMinutes() {
        push(
                "shop",
                "[PERF ALERT] Slow request: /orders/17 took 2100ms",
                "[PERF ALERT] Slow request: /orders/18 took 2300ms",
                "[PERF ALERT] Excessive SQL queries: 61 queries in /orders",
                "[PERF ALERT] Slow SQL queries: 2 queries > 0.5s in /orders",
                "[PERF ALERT] something new");
        assertThat(figures())
                .contains(
                        "perf_alerts_total{route=\"/orders/:id\", service=\"shop\","
                                + " type=\"slow_request\"} 1.0",
                        "perf_alerts_total{route=\"/orders\", service=\"shop\","
                                + " type=\"excessive_sql\"} 1.0",
                        "perf_alerts_total{route=\"/orders\", service=\"shop\","
                                + " type=\"slow_sql\"} 1.0");
    }

    @Test
    void readsAccessLogsEvenWhereTheRequestIsGarbage() {
        push(
                "web",
                "10.0.0.1 - bob [01/Jan/2026:00:00:00 +0000] \"GET"
                        + " /api/users/550e8400-e29b-41d4-a716-446655440000?x=1 HTTP/1.1\" 200 512"
                        + " \"-\" \"curl/8 \\\"x\\\"\" 0.250 0.240",
                "10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] \"\\x16\\x03\\x01\" 400 0 \"-\" \"-\"");
        assertThat(figures())
                .contains(
                        "http_requests_total{method=\"GET\", route=\"/api/users/:id\","
                                + " service=\"web\", status=\"2xx\"} 1.0",
                        "http_request_duration_seconds_sum{method=\"GET\","
                                + " route=\"/api/users/:id\", service=\"web\", status=\"2xx\"} 0.25",
                        "http_requests_total{service=\"web\", status=\"4xx\"} 1.0");
    }

    @Test
    void readsJsonLinesAndLevels() {
        push(
                "api",
                "{\"level\":\"info\",\"status\":204,\"method\":\"PUT\",\"path\":\"/carts/9\","
                        + "\"duration_ms\":20,\"user\":{\"id\":1}}",
                "2026-01-01 12:00:00 WARNING disk is nearly full");
        assertThat(figures())
                .contains(
                        "http_requests_total{method=\"PUT\", route=\"/carts/:id\","
                                + " service=\"api\", status=\"2xx\"} 1.0",
                        "http_request_duration_seconds_sum{method=\"PUT\","
                                + " route=\"/carts/:id\", service=\"api\", status=\"2xx\"} 0.02",
                        "log_lines_total{level=\"info\", service=\"api\"} 1.0",
                        "log_lines_total{level=\"warn\", service=\"api\"} 1.0");
    }

    @Test
    void appliesRulesOfUsers() {
        push("worker", "job done job=mail took 250ms", "length=7 queue=mail", "job done nothing");
        push("other", "job done job=mail took 250ms");
        assertThat(figures())
                .contains(
                        "job_seconds_bucket{job=\"mail\", le=\"0.1\", service=\"worker\"} 0.0",
                        "job_seconds_bucket{job=\"mail\", le=\"1.0\", service=\"worker\"} 1.0",
                        "job_seconds_count{job=\"mail\", service=\"worker\"} 1.0",
                        "queue_length{service=\"worker\"} 7.0")
                .noneMatch(line -> line.contains("service=\"other\"") && line.contains("job_"));
    }

    @Test
    void oneSeriesTooManyGoesToTheSeriesOfAllOthers() {
        receiver.close();
        receiver = receiver(3);
        for (int i = 0; i < 5; i++) {
            push("svc" + i, "x");
        }
        assertThat(figures())
                .contains("log_lines_total{level=\"__other__\", service=\"__other__\"} 2.0")
                .filteredOn(line -> line.startsWith("log_lines_total"))
                .hasSize(4);
    }

    @Test
    void keepsLinesToLookAtAndForgetsTheOldest() {
        push("shop", "first order", "second order");
        push("web", "third");
        assertThat(receiver.find("shop", "order", 0, NOW, 10))
                .extracting(LogReceiver.Line::text)
                .containsExactly("second order", "first order");
        push("web", "x".repeat(1_900));
        assertThat(receiver.find("", "", 0, NOW, 10)).hasSize(1);
    }

    @Test
    void dropsLinesOfAWrongTime() {
        json(
                "{\"streams\":[{\"stream\":{\"app\":\"a\"},\"values\":[[\"1000000\",\"old\"],[\""
                        + (NOW + 700_000)
                        + "000000\",\"early\"]]}]}");
        assertThat(receiver.find("", "", 0, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void readsTheFormThatAgentsSendByDefault() {
        ProtobufWriter time = new ProtobufWriter();
        time.varintField(1, NOW / 1000);
        ProtobufWriter entry = new ProtobufWriter();
        entry.messageField(1, time);
        entry.stringField(2, "hello");
        ProtobufWriter stream = new ProtobufWriter();
        stream.stringField(1, "{app=\"a\\\"b\", env = \"prod\"}");
        stream.messageField(2, entry);
        ProtobufWriter request = new ProtobufWriter();
        request.messageField(1, stream);
        PushRequest push = PushBodies.snappy(request.toByteArray());
        receiver.receiveLoki(new PushRequest(push.body(), "application/x-protobuf", ""));
        assertThat(receiver.find("a\"b", "", 0, NOW, 10))
                .extracting(line -> line.labels().get("env"))
                .containsExactly("prod");
    }

    @Test
    void readsOpenTelemetrysLogs() {
        byte[] body =
                ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(
                                ResourceLogs.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(
                                                                KeyValue.newBuilder()
                                                                        .setKey("service.name")
                                                                        .setValue(text("shop"))))
                                        .addScopeLogs(
                                                ScopeLogs.newBuilder()
                                                        .addLogRecords(
                                                                LogRecord.newBuilder()
                                                                        .setTimeUnixNano(
                                                                                NOW * 1_000_000)
                                                                        .setSeverityText("ERROR")
                                                                        .setBody(text("broken")))))
                        .build()
                        .toByteArray();
        receiver.receiveOtlp(new PushRequest(ByteBuffer.wrap(body), "application/x-protobuf", ""));
        assertThat(figures()).contains("log_lines_total{level=\"error\", service=\"shop\"} 1.0");
    }

    private static AnyValue.Builder text(String value) {
        return AnyValue.newBuilder().setStringValue(value);
    }

    @Test
    void refusesBrokenBodiesAndRules() {
        for (String body : new String[] {"", "[]", "{\"streams\":[{\"values\":[[1,\"x\"]]}]}"}) {
            assertThatThrownBy(() -> json(body))
                    .isInstanceOf(MuninnException.class)
                    .extracting(e -> ((MuninnException) e).kind())
                    .isEqualTo(MuninnException.Kind.BAD_INPUT);
        }
        assertThatThrownBy(
                        () -> LogRules.parse("rules:\n- name: a\n  metric: b\n  regex: '('", "r"))
                .hasMessageContaining("r line 4: regex");
        assertThatThrownBy(() -> LogRules.parse("rules:\n- name: a\n  metric: b\n  typ: x", "r"))
                .hasMessageContaining("type is");
    }
}
