package dev.muninn.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.TimeRange;
import dev.muninn.model.WriteResult;
import dev.muninn.testkit.MemoryStore;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpTest {

    private static final long SECOND = 1_000_000_000L;

    private final MemoryStore store = new MemoryStore();
    private final PushReceiver receiver = PushReceiver.otlp(IngestOptions.defaults());

    private static PushReceiver otlp(
            List<String> promoted, OtlpOptions.Translation translation, int maxDeltaSeries) {
        return PushReceiver.otlp(
                new IngestOptions(
                        1 << 20,
                        1 << 20,
                        AdmissionOptions.DEFAULTS,
                        new OtlpOptions(promoted, translation, true, maxDeltaSeries),
                        ListenOptions.NOTHING,
                        LogOptions.DEFAULTS,
                        ForwardOptions.NONE,
                        ShapingOptions.NONE));
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static byte[] request(Metric... metrics) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(attribute("service.name", "shop"))
                                                .addAttributes(
                                                        attribute("service.instance.id", "1")))
                                .addScopeMetrics(
                                        ScopeMetrics.newBuilder()
                                                .addAllMetrics(Arrays.asList(metrics))))
                .build()
                .toByteArray();
    }

    private WriteResult push(byte[] body) {
        return push(receiver, "application/x-protobuf", body);
    }

    private WriteResult push(PushReceiver to, String contentType, byte[] body) {
        return to.receive(
                new PushRequest(ByteBuffer.wrap(body), contentType, ""), store.session("test"));
    }

    private static NumberDataPoint.Builder point(long seconds, double value) {
        return NumberDataPoint.newBuilder()
                .setTimeUnixNano(seconds * SECOND)
                .setStartTimeUnixNano(SECOND)
                .setAsDouble(value);
    }

    private static Metric sum(
            String name, AggregationTemporality temporality, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit("By")
                .setSum(
                        Sum.newBuilder()
                                .setIsMonotonic(true)
                                .setAggregationTemporality(temporality)
                                .addAllDataPoints(Arrays.asList(points)))
                .build();
    }

    @Test
    void storesGaugesAndCountersUnderPrometheusNames() {
        push(
                request(
                        Metric.newBuilder()
                                .setName("cpu.usage")
                                .setUnit("1")
                                .setDescription("Share of time.")
                                .setGauge(
                                        Gauge.newBuilder()
                                                .addDataPoints(
                                                        point(10, 0.5)
                                                                .addAttributes(
                                                                        attribute("cpu.no", "0"))))
                                .build(),
                        sum(
                                "net.io",
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                                point(10, 0).setAsInt(7).build())));
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "cpu_usage_ratio{cpu_no=\"0\", instance=\"1\", job=\"shop\"} 0.5 @10000",
                        "net_io_bytes_total{instance=\"1\", job=\"shop\"} 7.0 @10000");
        assertThat(store.metadata("", 0).items())
                .contains(
                        new MetricMetadata(
                                "cpu_usage_ratio", MetricMetadata.Type.GAUGE, "Share of time.", ""),
                        new MetricMetadata(
                                "net_io_bytes_total", MetricMetadata.Type.COUNTER, "", "bytes"));
    }

    @Test
    void tellsTheResourceOnceAndPromotesWhatIsChosen() {
        byte[] body =
                ExportMetricsServiceRequest.newBuilder()
                        .addResourceMetrics(
                                ResourceMetrics.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(
                                                                attribute("service.name", "shop"))
                                                        .addAttributes(
                                                                attribute(
                                                                        "service.namespace", "eu"))
                                                        .addAttributes(
                                                                attribute("host.name", "h1")))
                                        .addScopeMetrics(
                                                ScopeMetrics.newBuilder()
                                                        .addMetrics(
                                                                Metric.newBuilder()
                                                                        .setName("x")
                                                                        .setGauge(
                                                                                Gauge.newBuilder()
                                                                                        .addDataPoints(
                                                                                                point(
                                                                                                        10,
                                                                                                        1))))))
                        .build()
                        .toByteArray();
        PushReceiver promoting =
                otlp(List.of("host.name"), OtlpOptions.Translation.UNDERSCORES, 10);
        push(promoting, "application/x-protobuf", body);
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "target_info{host_name=\"h1\", job=\"eu/shop\"} 1.0 @10000",
                        "x{host_name=\"h1\", job=\"eu/shop\"} 1.0 @10000");
    }

    @Test
    void addsUpDeltas() {
        AggregationTemporality delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        push(request(sum("c", delta, point(10, 5).build())));
        push(request(sum("c", delta, point(20, 2).build())));
        WriteResult again = push(request(sum("c", delta, point(20, 2).build())));
        assertThat(StoredSamples.of(store))
                .containsExactly(
                        "c_bytes_total{instance=\"1\", job=\"shop\"} 5.0 @10000",
                        "c_bytes_total{instance=\"1\", job=\"shop\"} 7.0 @20000");
        assertThat(again.rejections())
                .extracting(WriteResult.Rejection::reason)
                .containsExactly(Append.TOO_OLD);
    }

    @Test
    void boundsTheNumberOfDeltaSeries() {
        PushReceiver small = otlp(List.of(), OtlpOptions.Translation.UNDERSCORES, 1);
        AggregationTemporality delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        byte[] body =
                request(
                        sum("a", delta, point(10, 5).build()),
                        sum("b", delta, point(10, 5).build()));
        assertThat(push(small, "application/x-protobuf", body).rejections())
                .extracting(WriteResult.Rejection::reason)
                .containsExactly(Append.SERIES_LIMIT);
    }

    @Test
    void storesHistogramsWithRunningBuckets() {
        push(
                request(
                        Metric.newBuilder()
                                .setName("latency")
                                .setUnit("s")
                                .setHistogram(
                                        Histogram.newBuilder()
                                                .setAggregationTemporality(
                                                        AggregationTemporality
                                                                .AGGREGATION_TEMPORALITY_CUMULATIVE)
                                                .addDataPoints(
                                                        HistogramDataPoint.newBuilder()
                                                                .setTimeUnixNano(10 * SECOND)
                                                                .setCount(6)
                                                                .setSum(4.5)
                                                                .addExplicitBounds(0.5)
                                                                .addExplicitBounds(1)
                                                                .addBucketCounts(1)
                                                                .addBucketCounts(2)
                                                                .addBucketCounts(3)
                                                                .addExemplars(
                                                                        Exemplar.newBuilder()
                                                                                .setAsDouble(0.7)
                                                                                .setTraceId(
                                                                                        ByteString
                                                                                                .fromHex(
                                                                                                        "0a0b")))))
                                .build()));
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "latency_seconds_bucket{instance=\"1\", job=\"shop\", le=\"0.5\"} 1.0"
                                + " @10000",
                        "latency_seconds_bucket{instance=\"1\", job=\"shop\", le=\"1.0\"} 3.0"
                                + " @10000",
                        "latency_seconds_bucket{instance=\"1\", job=\"shop\", le=\"+Inf\"} 6.0"
                                + " @10000",
                        "latency_seconds_sum{instance=\"1\", job=\"shop\"} 4.5 @10000",
                        "latency_seconds_count{instance=\"1\", job=\"shop\"} 6.0 @10000");
        assertThat(store.exemplars(List.of(), TimeRange.ALL).items().getFirst().exemplars())
                .extracting(dev.muninn.model.Exemplar::labels)
                .containsExactly(Labels.of("trace_id", "0a0b"));
    }

    @Test
    void storesExponentialHistogramsAsNativeOnes() {
        push(request(exponential(20, 9, 4, 0, 0, 0, 0, 6)));
        assertThat(StoredSamples.of(store))
                .singleElement()
                .asString()
                .contains("schema=8", "positive=[3, 2][4.0, 6.0]", "count=10.0");
    }

    private static Metric exponential(int scale, int offset, long... counts) {
        ExponentialHistogramDataPoint.Buckets.Builder buckets =
                ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(offset << 10);
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < 1 << 10; j++) {
                buckets.addBucketCounts(j == 0 ? counts[i] : 0);
            }
        }
        return Metric.newBuilder()
                .setName("h")
                .setExponentialHistogram(
                        ExponentialHistogram.newBuilder()
                                .setAggregationTemporality(
                                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                                .addDataPoints(
                                        ExponentialHistogramDataPoint.newBuilder()
                                                .setTimeUnixNano(10 * SECOND)
                                                .setScale(scale)
                                                .setCount(10)
                                                .setSum(3)
                                                .setPositive(buckets)))
                .build();
    }

    /** A point of delta temporality with buckets above zero from an offset on. */
    private static byte[] deltaExponential(
            int second, int scale, double zeroThreshold, int offset, long... counts) {
        ExponentialHistogramDataPoint.Buckets.Builder buckets =
                ExponentialHistogramDataPoint.Buckets.newBuilder().setOffset(offset);
        long total = 1;
        for (long count : counts) {
            buckets.addBucketCounts(count);
            total += count;
        }
        ExponentialHistogramDataPoint.Builder point =
                ExponentialHistogramDataPoint.newBuilder()
                        .setStartTimeUnixNano((second - 10) * SECOND)
                        .setTimeUnixNano(second * SECOND)
                        .setScale(scale)
                        .setZeroThreshold(zeroThreshold)
                        .setZeroCount(1)
                        .setCount(total)
                        .setSum(0.5)
                        .setPositive(buckets);
        return request(
                Metric.newBuilder()
                        .setName("h")
                        .setExponentialHistogram(
                                ExponentialHistogram.newBuilder()
                                        .setAggregationTemporality(
                                                AggregationTemporality
                                                        .AGGREGATION_TEMPORALITY_DELTA)
                                        .addDataPoints(point))
                        .build());
    }

    private String newestHistogram() {
        return StoredSamples.of(store).getLast();
    }

    @Test
    void addsUpExponentialHistogramsOfDeltaTemporality() {
        push(deltaExponential(10, 1, 0, 4, 1, 2));
        push(deltaExponential(20, 1, 0, 3, 5, 1));
        assertThat(StoredSamples.of(store)).hasSize(2);
        assertThat(newestHistogram())
                .contains("schema=1", "count=11.0", "sum=1.0", "zero=2.0")
                .contains("positive=[4, 3][5.0, 2.0, 2.0]")
                .endsWith("@20000");
        assertThat(push(deltaExponential(20, 1, 0, 3, 5)).rejections())
                .extracting(WriteResult.Rejection::reason)
                .containsExactly(Append.TOO_OLD);
    }

    @Test
    void addsUpExponentialHistogramsOfDifferentScalesAndZeroThresholds() {
        push(deltaExponential(10, 2, 0, 8, 1, 1, 1, 1));
        push(deltaExponential(20, 0, 0, 2, 3));
        assertThat(newestHistogram())
                .as("four buckets of scale 2 are one of scale 0")
                .contains("schema=0", "positive=[3, 1][7.0]");
        push(deltaExponential(30, 0, 6, 4, 2));
        assertThat(newestHistogram())
                .as("the bucket from 4 to 8 is cut by the threshold 6, so it counts as zero")
                .contains("zero=10.0@8.0", "positive=[5, 1][2.0]");
    }

    @Test
    void keepsSumsOfDistantBucketsSmallOrBeginsAnew() {
        push(deltaExponential(10, 8, 0, 0, 1));
        push(deltaExponential(20, 8, 0, 5_000, 1));
        assertThat(newestHistogram()).contains("schema=5", "count=4.0");
        push(deltaExponential(30, 5, 0, 1 << 29, 1));
        assertThat(newestHistogram()).contains("count=2.0");
        assertThat(push(deltaExponential(40, 5, 0, Integer.MAX_VALUE, 1)).rejections())
                .extracting(WriteResult.Rejection::reason)
                .containsExactly(Append.INVALID_HISTOGRAM);
    }

    @Test
    void rejectsHistogramsThatAreTooCoarse() {
        assertThat(push(request(exponential(-5, 0, 1))).rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.firstMessage()).contains("go down to -4"));
    }

    @Test
    void storesSummariesAndEndsOfSeries() {
        push(
                request(
                        Metric.newBuilder()
                                .setName("s")
                                .setSummary(
                                        Summary.newBuilder()
                                                .addDataPoints(
                                                        SummaryDataPoint.newBuilder()
                                                                .setTimeUnixNano(10 * SECOND)
                                                                .setCount(2)
                                                                .setSum(3)
                                                                .addQuantileValues(
                                                                        SummaryDataPoint
                                                                                .ValueAtQuantile
                                                                                .newBuilder()
                                                                                .setQuantile(0.99)
                                                                                .setValue(2))))
                                .build(),
                        Metric.newBuilder()
                                .setName("g")
                                .setGauge(
                                        Gauge.newBuilder().addDataPoints(point(10, 0).setFlags(1)))
                                .build()));
        assertThat(StoredSamples.of(store))
                .containsExactlyInAnyOrder(
                        "s{instance=\"1\", job=\"shop\", quantile=\"0.99\"} 2.0 @10000",
                        "s_sum{instance=\"1\", job=\"shop\"} 3.0 @10000",
                        "s_count{instance=\"1\", job=\"shop\"} 2.0 @10000",
                        "g{instance=\"1\", job=\"shop\"} stale @10000");
    }

    @Test
    void readsTheJsonForm() {
        String json =
                """
                {"resourceMetrics": [{
                  "resource": {"attributes": [
                    {"key": "service.name", "value": {"stringValue": "shop"}}]},
                  "scopeMetrics": [{"scope": {"name": "x"}, "metrics": [{
                    "name": "requests",
                    "unknownField": [{"a": 1}],
                    "sum": {"aggregationTemporality": 2, "isMonotonic": true, "dataPoints": [
                      {"timeUnixNano": "10000000000", "asInt": "12",
                       "attributes": [{"key": "ok", "value": {"boolValue": true}}],
                       "exemplars": [{"traceId": "5b8efff798038103d269b633813fc60c",
                                      "asDouble": 1.5}]}]}}]}]}]}
                """;
        push(receiver, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8));
        assertThat(StoredSamples.of(store))
                .containsExactly("requests_total{job=\"shop\", ok=\"true\"} 12.0 @10000");
        assertThat(store.exemplars(List.of(), TimeRange.ALL).items().getFirst().exemplars())
                .extracting(dev.muninn.model.Exemplar::labels)
                .containsExactly(Labels.of("trace_id", "5b8efff798038103d269b633813fc60c"));
    }

    @Test
    void keepsNamesAsSentWhereThatIsWanted() {
        PushReceiver asSent = otlp(List.of(), OtlpOptions.Translation.NONE, 10);
        push(
                asSent,
                "application/x-protobuf",
                request(
                        sum(
                                "net.io",
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                                point(10, 1).addAttributes(attribute("a.b", "c")).build())));
        assertThat(StoredSamples.of(store))
                .containsExactly("net.io{a.b=\"c\", instance=\"1\", job=\"shop\"} 1.0 @10000");
    }

    @Test
    void writesListsAsJson() {
        KeyValue list =
                KeyValue.newBuilder()
                        .setKey("tags")
                        .setValue(
                                AnyValue.newBuilder()
                                        .setArrayValue(
                                                ArrayValue.newBuilder()
                                                        .addValues(
                                                                AnyValue.newBuilder()
                                                                        .setStringValue("a\"b"))
                                                        .addValues(
                                                                AnyValue.newBuilder()
                                                                        .setDoubleValue(2))))
                        .build();
        push(
                request(
                        Metric.newBuilder()
                                .setName("g")
                                .setGauge(
                                        Gauge.newBuilder()
                                                .addDataPoints(point(10, 1).addAttributes(list)))
                                .build()));
        assertThat(StoredSamples.of(store).getFirst()).contains("tags=\"[\\\"a\\\\\\\"b\\\",2]\"");
    }

    @Test
    void answersWithWhatWasRejected() throws Exception {
        WriteResult result =
                new WriteResult(
                        1, 0, 0, List.of(new WriteResult.Rejection(Append.TOO_OLD, 3, "a \"x\"")));
        assertThat(
                        ExportMetricsServiceResponse.parseFrom(OtlpAnswer.protobuf(result))
                                .getPartialSuccess()
                                .getRejectedDataPoints())
                .isEqualTo(3);
        assertThat(OtlpAnswer.json(result))
                .asString()
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedDataPoints\":\"3\","
                                + "\"errorMessage\":\"3 too-old: a \\\"x\\\"\"}}");
        assertThat(OtlpAnswer.json(WriteResult.EMPTY)).asString().isEqualTo("{}");
        assertThat(OtlpAnswer.protobuf(WriteResult.EMPTY)).isEmpty();
    }

    @Test
    void refusesBrokenBodies() {
        byte[] junk = HexFormat.of().parseHex("ffffffffffff");
        for (String type : new String[] {"application/x-protobuf", "application/json"}) {
            assertThatThrownBy(() -> push(receiver, type, junk))
                    .isInstanceOf(MuninnException.class)
                    .extracting(e -> ((MuninnException) e).kind())
                    .isEqualTo(MuninnException.Kind.BAD_INPUT);
        }
        assertThatThrownBy(() -> push(receiver, "text/plain", junk))
                .hasMessageContaining("send application/x-protobuf or application/json");
        byte[] deep =
                ("{\"resourceMetrics\":" + "[{\"x\":".repeat(5000))
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> push(receiver, "application/json", deep))
                .hasMessageContaining("not valid JSON");
    }

    @Test
    void everyTruncationIsRefusedOrStoredButNeverFails() {
        byte[] whole =
                request(
                        exponential(3, 0, 1),
                        sum(
                                "a",
                                AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
                                point(10, 1).build()));
        for (int length = 0; length < whole.length; length += 7) {
            try {
                assertThat(push(Arrays.copyOf(whole, length))).isNotNull();
            } catch (MuninnException e) {
                assertThat(e.kind()).isEqualTo(MuninnException.Kind.BAD_INPUT);
            }
        }
    }
}
