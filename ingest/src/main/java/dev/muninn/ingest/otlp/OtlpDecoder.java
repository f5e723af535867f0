package dev.muninn.ingest.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.io.IOException;
import java.util.List;

/** Decodes metrics requests of OpenTelemetry's protocol; confined to one thread. */
public final class OtlpDecoder {

    /** The flag of a point that says only that its series has ended. */
    static final int NO_VALUE = 1;

    /** Values nest in lists and maps; the deepest anybody uses is a few. */
    private static final int MAX_NESTING = 32;

    private final List<String> promotedAttributes;
    private final Naming naming;
    private final DeltaSums deltas;

    /**
     * A decoder.
     *
     * @param promotedAttributes resource attributes that become labels of every series
     * @param deltas shared by all decoders of one way in
     */
    public OtlpDecoder(List<String> promotedAttributes, Naming naming, DeltaSums deltas) {
        this.promotedAttributes = promotedAttributes;
        this.naming = naming;
        this.deltas = deltas;
    }

    /**
     * Fills the emptied batch from a request in protobuf's binary form.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeProtobuf(BodyBuffer body, WriteBatch into, Rejections rejections) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(body.bytes(), 0, body.length());
            in.setRecursionLimit(MAX_NESTING);
            decode(ExportMetricsServiceRequest.parseFrom(in), into, rejections);
        } catch (InvalidProtocolBufferException e) {
            throw new MuninnException(
                    MuninnException.Kind.BAD_INPUT,
                    "body is no OTLP metrics request: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("an array does not fail to be read", e);
        }
    }

    /**
     * Fills the emptied batch from a request in OTLP's JSON form.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeJson(BodyBuffer body, WriteBatch into, Rejections rejections) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        new ProtobufJson(MAX_NESTING).read(body, request);
        decode(request.build(), into, rejections);
    }

    private void decode(
            ExportMetricsServiceRequest request, WriteBatch into, Rejections rejections) {
        into.clear();
        for (ResourceMetrics ofResource : request.getResourceMetricsList()) {
            List<KeyValue> resource = ofResource.getResource().getAttributesList();
            Labels shared = ResourceLabels.ofSeries(resource, promotedAttributes, naming);
            PointWriter points = new PointWriter(shared, naming, deltas, into, rejections);
            for (ScopeMetrics ofScope : ofResource.getScopeMetricsList()) {
                for (Metric metric : ofScope.getMetricsList()) {
                    decode(metric, points, into, rejections);
                }
            }
            Labels info = ResourceLabels.ofTargetInfo(resource, naming);
            if (!info.isEmpty() && points.newestMillis() > 0) {
                into.addSeries(info);
                into.addSample(points.newestMillis(), 1);
            }
        }
    }

    private void decode(Metric metric, PointWriter points, WriteBatch into, Rejections rejections) {
        String name = naming.metric(metric);
        if (name.isEmpty()) {
            rejections.add(Append.INVALID_LABELS, pointCount(metric), "metric without a name");
            return;
        }
        MetricMetadata.Type type =
                switch (metric.getDataCase()) {
                    case GAUGE -> {
                        metric.getGauge().getDataPointsList().forEach(p -> points.gauge(name, p));
                        yield MetricMetadata.Type.GAUGE;
                    }
                    case SUM -> {
                        boolean isDelta = isDelta(metric.getSum().getAggregationTemporality());
                        metric.getSum()
                                .getDataPointsList()
                                .forEach(
                                        isDelta
                                                ? p -> points.deltaSum(name, p)
                                                : p -> points.sum(name, p));
                        yield metric.getSum().getIsMonotonic()
                                ? MetricMetadata.Type.COUNTER
                                : MetricMetadata.Type.GAUGE;
                    }
                    case HISTOGRAM -> {
                        boolean isDelta =
                                isDelta(metric.getHistogram().getAggregationTemporality());
                        metric.getHistogram()
                                .getDataPointsList()
                                .forEach(
                                        isDelta
                                                ? p -> points.deltaHistogram(name, p)
                                                : p -> points.histogram(name, p));
                        yield MetricMetadata.Type.HISTOGRAM;
                    }
                    case EXPONENTIAL_HISTOGRAM -> {
                        exponential(name, metric, points, rejections);
                        yield MetricMetadata.Type.HISTOGRAM;
                    }
                    case SUMMARY -> {
                        metric.getSummary()
                                .getDataPointsList()
                                .forEach(p -> points.summary(name, p));
                        yield MetricMetadata.Type.SUMMARY;
                    }
                    case DATA_NOT_SET -> MetricMetadata.Type.UNKNOWN;
                };
        into.addMetadata(
                new MetricMetadata(
                        name,
                        type,
                        metric.getDescription(),
                        UnitWords.of(metric.getUnit()).main()));
    }

    private static void exponential(
            String name, Metric metric, PointWriter points, Rejections rejections) {
        if (isDelta(metric.getExponentialHistogram().getAggregationTemporality())) {
            rejections.add(
                    Append.INVALID_HISTOGRAM,
                    pointCount(metric),
                    "exponential histogram "
                            + name
                            + " has delta temporality: set the sender to cumulative");
            return;
        }
        metric.getExponentialHistogram()
                .getDataPointsList()
                .forEach(p -> points.exponentialHistogram(name, p));
    }

    private static boolean isDelta(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    }

    private static int pointCount(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }
}
