package dev.muninn.ingest.exposition;

import static dev.muninn.ingest.exposition.MetricFamilyWriter.bucket;
import static dev.muninn.ingest.exposition.MetricFamilyWriter.labels;
import static dev.muninn.ingest.exposition.MetricFamilyWriter.message;
import static dev.muninn.ingest.exposition.MetricFamilyWriter.metric;
import static dev.muninn.ingest.exposition.MetricFamilyWriter.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.testkit.ProtobufWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MetricFamilyParserTest {

    private static List<String> lines(MetricFamilyWriter exposition, HistogramChoice choice) {
        return CollectedLines.ofProtobuf(exposition.toByteArray(), choice);
    }

    private static List<String> lines(MetricFamilyWriter exposition) {
        return lines(exposition, HistogramChoice.BOTH);
    }

    private static Consumer<ProtobufWriter> value(int field, double value) {
        return metric -> message(metric, field, number -> number.doubleField(1, value));
    }

    @Test
    void readsCountersGaugesAndMetricsWithoutAType() {
        MetricFamilyWriter exposition =
                new MetricFamilyWriter()
                        .family(
                                "requests_total",
                                "Requests.",
                                MetricFamilyWriter.COUNTER,
                                family -> {
                                    metric(family, value(3, 7), "code", "200");
                                    metric(family, value(3, 1), "code", "500");
                                })
                        .family(
                                "heat",
                                "",
                                MetricFamilyWriter.GAUGE,
                                family -> {
                                    metric(family, value(2, -1.5));
                                    family.stringField(5, "celsius");
                                })
                        .family(
                                "any",
                                "Who knows.",
                                MetricFamilyWriter.UNTYPED,
                                family ->
                                        metric(
                                                family,
                                                metric -> {
                                                    value(5, 3).accept(metric);
                                                    metric.varintField(6, 1_700_000_000_123L);
                                                }));
        assertThat(lines(exposition))
                .containsExactly(
                        "type requests_total counter",
                        "help requests_total Requests.",
                        "requests_total{code=\"200\"} 7.0",
                        "requests_total{code=\"500\"} 1.0",
                        "type heat gauge",
                        "help heat ",
                        "unit heat celsius",
                        "heat{} -1.5",
                        "type any unknown",
                        "help any Who knows.",
                        "any{} 3.0 @1700000000123");
    }

    @Test
    void readsSummariesAndClassicHistogramsAsSeriesOfTheirParts() {
        MetricFamilyWriter exposition =
                new MetricFamilyWriter()
                        .family(
                                "rpc_seconds",
                                "",
                                MetricFamilyWriter.SUMMARY,
                                family -> metric(family, MetricFamilyParserTest::summary))
                        .family(
                                "size",
                                "",
                                MetricFamilyWriter.HISTOGRAM,
                                family ->
                                        metric(
                                                family,
                                                MetricFamilyParserTest::classicHistogram,
                                                "path",
                                                "/"));
        assertThat(lines(exposition))
                .contains(
                        "rpc_seconds{quantile=\"0.5\"} 0.25",
                        "rpc_seconds_count{} 4.0",
                        "rpc_seconds_sum{} 1.5",
                        "size_bucket{le=\"1.0\", path=\"/\"} 2.0",
                        "exemplar {trace_id=\"t\"} 0.75 @1700000000500",
                        "size_bucket{le=\"+Inf\", path=\"/\"} 3.0",
                        "size_count{path=\"/\"} 3.0",
                        "size_sum{path=\"/\"} 12.5");
    }

    private static void summary(ProtobufWriter metric) {
        message(
                metric,
                4,
                summary -> {
                    summary.varintField(1, 4);
                    summary.doubleField(2, 1.5);
                    message(
                            summary,
                            3,
                            quantile -> {
                                quantile.doubleField(1, 0.5);
                                quantile.doubleField(2, 0.25);
                            });
                });
    }

    private static void classicHistogram(ProtobufWriter metric) {
        message(
                metric,
                7,
                histogram -> {
                    histogram.varintField(1, 3);
                    histogram.doubleField(2, 12.5);
                    message(
                            histogram,
                            3,
                            bucket -> {
                                bucket.varintField(1, 2);
                                bucket.doubleField(2, 1);
                                message(bucket, 3, MetricFamilyParserTest::exemplar);
                            });
                });
    }

    private static void exemplar(ProtobufWriter exemplar) {
        labels(exemplar, "trace_id", "t");
        exemplar.doubleField(2, 0.75);
        message(
                exemplar,
                3,
                time -> {
                    time.varintField(1, 1_700_000_000L);
                    time.varintField(2, 500_000_000L);
                });
    }

    /** A histogram as client libraries write it: native buckets, and classic ones beside them. */
    private static MetricFamilyWriter bothHistograms(int type) {
        return new MetricFamilyWriter()
                .family(
                        "took_seconds",
                        "",
                        type,
                        family ->
                                metric(
                                        family,
                                        metric ->
                                                message(
                                                        metric,
                                                        7,
                                                        MetricFamilyParserTest::bothHistograms)));
    }

    private static void bothHistograms(ProtobufWriter histogram) {
        histogram.varintField(1, 9);
        histogram.doubleField(2, 4.5);
        bucket(histogram, 1, 6);
        bucket(histogram, Double.POSITIVE_INFINITY, 9);
        histogram.zigzagField(5, 3);
        histogram.doubleField(6, 1e-128);
        histogram.varintField(7, 1);
        span(histogram, 9, 2, 1);
        histogram.zigzagField(10, 1);
        span(histogram, 12, -3, 2);
        span(histogram, 12, 4, 1);
        ProtobufWriter packed = new ProtobufWriter();
        for (long delta : new long[] {2, 1, -1}) {
            packed.varint(ProtobufWriter.zigzag(delta));
        }
        histogram.messageField(13, packed);
        message(histogram, 16, MetricFamilyParserTest::exemplar);
    }

    private static final NativeHistogram NATIVE =
            new NativeHistogram(
                    NativeHistogram.ResetHint.UNKNOWN,
                    3,
                    1e-128,
                    1,
                    9,
                    4.5,
                    new int[] {-3, 2, 4, 1},
                    new double[] {2, 3, 2},
                    new int[] {2, 1},
                    new double[] {1},
                    new double[0]);

    @Test
    void takesNativeHistogramsInPlaceOfClassicOnesWhereTheyAreWanted() {
        assertThat(lines(bothHistograms(MetricFamilyWriter.HISTOGRAM), HistogramChoice.NATIVE))
                .containsExactly(
                        "type took_seconds histogram",
                        "help took_seconds ",
                        "took_seconds{} " + NATIVE,
                        "exemplar {trace_id=\"t\"} 0.75 @1700000000500");
        assertThat(lines(bothHistograms(MetricFamilyWriter.HISTOGRAM), HistogramChoice.CLASSIC))
                .containsExactly(
                        "type took_seconds histogram",
                        "help took_seconds ",
                        "took_seconds_bucket{le=\"1.0\"} 6.0",
                        "took_seconds_bucket{le=\"+Inf\"} 9.0",
                        "took_seconds_count{} 9.0",
                        "took_seconds_sum{} 4.5");
        assertThat(lines(bothHistograms(MetricFamilyWriter.HISTOGRAM), HistogramChoice.BOTH))
                .contains("took_seconds{} " + NATIVE, "took_seconds_bucket{le=\"1.0\"} 6.0");
    }

    @Test
    void takesClassicHistogramsWhereAMetricHasNoOther() {
        MetricFamilyWriter exposition =
                new MetricFamilyWriter()
                        .family(
                                "size",
                                "",
                                MetricFamilyWriter.HISTOGRAM,
                                family -> metric(family, MetricFamilyParserTest::classicHistogram));
        assertThat(lines(exposition, HistogramChoice.NATIVE))
                .contains("size_bucket{le=\"1.0\"} 2.0", "size_count{} 3.0");
    }

    @Test
    void readsHistogramsWithFloatsAndThoseThatMayShrink() {
        assertThat(lines(bothHistograms(MetricFamilyWriter.GAUGE_HISTOGRAM)))
                .contains("type took_seconds gaugehistogram")
                .anyMatch(line -> line.contains("hint=GAUGE"));
        MetricFamilyWriter floats =
                new MetricFamilyWriter()
                        .family(
                                "part",
                                "",
                                MetricFamilyWriter.HISTOGRAM,
                                family ->
                                        metric(
                                                family,
                                                metric ->
                                                        message(
                                                                metric,
                                                                7,
                                                                MetricFamilyParserTest
                                                                        ::floatHistogram)));
        assertThat(lines(floats, HistogramChoice.NATIVE))
                .contains(
                        "part{} "
                                + new NativeHistogram(
                                        NativeHistogram.ResetHint.UNKNOWN,
                                        0,
                                        0.5,
                                        0.25,
                                        2.75,
                                        1,
                                        new int[] {1, 1},
                                        new double[] {2.5},
                                        new int[0],
                                        new double[0],
                                        new double[0]));
    }

    private static void floatHistogram(ProtobufWriter histogram) {
        histogram.doubleField(4, 2.75);
        histogram.doubleField(2, 1);
        histogram.doubleField(6, 0.5);
        histogram.doubleField(8, 0.25);
        span(histogram, 12, 1, 1);
        histogram.doubleField(14, 2.5);
    }

    @Test
    void readsFieldsInAnyOrderAndLeavesOutUnknownOnes() {
        MetricFamilyWriter exposition =
                new MetricFamilyWriter()
                        .message(
                                family -> {
                                    message(
                                            family,
                                            4,
                                            metric -> {
                                                value(2, 5).accept(metric);
                                                metric.stringField(99, "of the future");
                                                labels(metric, "room", "hall");
                                            });
                                    family.varintField(3, MetricFamilyWriter.GAUGE);
                                    family.varintField(77, 7);
                                    family.stringField(1, "heat");
                                });
        assertThat(lines(exposition))
                .containsExactly("type heat gauge", "help heat ", "heat{room=\"hall\"} 5.0");
    }

    @Test
    void refusesBrokenMessages() {
        byte[] good = bothHistograms(MetricFamilyWriter.HISTOGRAM).toByteArray();
        for (int length = 1; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> CollectedLines.ofProtobuf(cut, HistogramChoice.BOTH))
                    .as("cut behind byte %d", length)
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("byte");
        }
        assertThatThrownBy(() -> lines(gauge("a", "x", "1", "x", "2")))
                .hasMessage("label name \"x\" is not unique");
        assertThatThrownBy(() -> lines(gauge("a", "", "1"))).hasMessage("label name is empty");
        assertThatThrownBy(() -> lines(gauge(""))).hasMessage("metric family without a name");
        assertThatThrownBy(
                        () ->
                                lines(
                                        new MetricFamilyWriter()
                                                .message(
                                                        family ->
                                                                family.bytesField(
                                                                        1,
                                                                        new byte[] {(byte) 0xff}))))
                .hasMessageContaining("not valid UTF-8");
        assertThatThrownBy(() -> lines(spansWithoutBuckets()))
                .hasMessageContaining("its spans cover 5");
    }

    private static MetricFamilyWriter gauge(String name, String... labels) {
        return new MetricFamilyWriter()
                .family(
                        name,
                        "",
                        MetricFamilyWriter.GAUGE,
                        family -> metric(family, value(2, 1), labels));
    }

    private static MetricFamilyWriter spansWithoutBuckets() {
        return new MetricFamilyWriter()
                .family(
                        "a",
                        "",
                        MetricFamilyWriter.HISTOGRAM,
                        family ->
                                metric(
                                        family,
                                        metric -> message(metric, 7, to -> span(to, 12, 0, 5))));
    }

    @Test
    void tellsSeriesApartByTheirBytes() {
        List<String> first = hashes(bothHistograms(MetricFamilyWriter.HISTOGRAM));
        assertThat(first).doesNotHaveDuplicates().hasSize(5);
        assertThat(hashes(bothHistograms(MetricFamilyWriter.HISTOGRAM))).isEqualTo(first);
        assertThat(hashes(gauge("ab", "c", "d"))).doesNotContainAnyElementsOf(hashes(gauge("a")));
    }

    private static List<String> hashes(MetricFamilyWriter exposition) {
        CollectedHashes hashes = new CollectedHashes();
        new MetricFamilyParser()
                .parse(CollectedLines.body(exposition.toByteArray()), HistogramChoice.BOTH, hashes);
        return hashes.taken();
    }
}
