package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.BodyBuffer;
import dev.muninn.ingest.wire.ProtobufCursor;
import dev.muninn.ingest.wire.ProtobufOutput;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Append;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;

/** Decodes metrics requests of OpenTelemetry's protocol; confined to one thread. */
public final class OtlpDecoder {

    /*
     * The binary form is walked as it stands; no message becomes an object. Series that were seen
     * before are found by the hash of their bytes. JSON is written anew in the binary form first,
     * so that there is one decoder.
     */

    private static final int RESOURCE_METRICS = 1 << 3 | ProtobufCursor.BYTES;
    private static final int RESOURCE = 1 << 3 | ProtobufCursor.BYTES;
    private static final int SCOPE_METRICS = 2 << 3 | ProtobufCursor.BYTES;
    private static final int METRIC = 2 << 3 | ProtobufCursor.BYTES;
    private static final int ATTRIBUTE = 1 << 3 | ProtobufCursor.BYTES;
    private static final int DATA_POINT = 1 << 3 | ProtobufCursor.BYTES;

    private final OtlpSeries series;
    private final TextHash hash;
    private final PointLabels labels;
    private final ProtobufCursor request = new ProtobufCursor();
    private final ProtobufCursor data = new ProtobufCursor();
    private final AttributeRun resourceAttributes = new AttributeRun();
    private final MetricHeader header = new MetricHeader();
    private final NumberPoint number = new NumberPoint();
    private final HistogramPoint histogram = new HistogramPoint();
    private final ExponentialPoint exponential = new ExponentialPoint();
    private final SummaryPoint summary = new SummaryPoint();
    private final ProtobufOutput fromJson = new ProtobufOutput();

    /**
     * A decoder.
     *
     * @param series shared by all decoders of one way in
     */
    public OtlpDecoder(OtlpSeries series) {
        this.series = series;
        hash = series.newHash();
        labels = series.newLabels(hash);
    }

    /**
     * Fills the emptied batch from a request in protobuf's binary form.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeProtobuf(BodyBuffer body, WriteBatch into, Rejections rejections) {
        decode(body.bytes(), body.length(), into, rejections);
    }

    /**
     * Fills the emptied batch from a request in OTLP's JSON form.
     *
     * @throws MuninnException of kind BAD_INPUT if it is broken
     */
    public void decodeJson(BodyBuffer body, WriteBatch into, Rejections rejections) {
        fromJson.clear();
        JsonTranscoder.METRICS.transcode(body, fromJson);
        decode(fromJson.bytes(), fromJson.length(), into, rejections);
    }

    private void decode(byte[] bytes, int length, WriteBatch into, Rejections rejections) {
        into.clear();
        PointWriter points = series.writer(hash, labels, into, rejections);
        request.reset(bytes, 0, length);
        while (request.hasMore()) {
            int tag = request.tag();
            if (tag == RESOURCE_METRICS) {
                resourceMetrics(points, into, rejections);
            } else {
                request.skip(tag);
            }
        }
    }

    private void resourceMetrics(PointWriter points, WriteBatch into, Rejections rejections) {
        int outer = request.enter();
        int start = request.position();
        ResourceContext resource = resource();
        request.moveTo(start);
        points.beginResource();
        while (request.hasMore()) {
            int tag = request.tag();
            if (tag == SCOPE_METRICS) {
                scopeMetrics(resource, points, into, rejections);
            } else {
                request.skip(tag);
            }
        }
        request.leave(outer);
        points.endResource(resource);
    }

    /** Looks for the resource, which may stand behind what belongs to it. */
    private ResourceContext resource() {
        resourceAttributes.clear();
        while (request.hasMore()) {
            int tag = request.tag();
            if (tag != RESOURCE) {
                request.skip(tag);
                continue;
            }
            int outer = request.enter();
            while (request.hasMore()) {
                int tagStart = request.position();
                int inner = request.tag();
                if (inner == ATTRIBUTE) {
                    resourceAttributes.take(request, tagStart);
                } else {
                    request.skip(inner);
                }
            }
            request.leave(outer);
        }
        return series.contexts().resource(resourceAttributes, hash);
    }

    private void scopeMetrics(
            ResourceContext resource, PointWriter points, WriteBatch into, Rejections rejections) {
        int outer = request.enter();
        while (request.hasMore()) {
            int tag = request.tag();
            if (tag != METRIC) {
                request.skip(tag);
                continue;
            }
            int scope = request.enter();
            header.read(request);
            request.leave(scope);
            if (header.hasData()) {
                metric(resource, points, into, rejections);
            }
        }
        request.leave(outer);
    }

    private void metric(
            ResourceContext resource, PointWriter points, WriteBatch into, Rejections rejections) {
        MetricContext metric = series.contexts().metric(resource, header, hash);
        boolean isNameless = metric.name().isEmpty();
        int refused = 0;
        header.openData(data);
        while (data.hasMore()) {
            int tag = data.tag();
            if (tag != DATA_POINT) {
                data.skip(tag);
                continue;
            }
            int outer = data.enter();
            if (isNameless) {
                refused++;
            } else {
                point(metric, points);
            }
            data.leave(outer);
        }
        if (isNameless) {
            rejections.add(Append.INVALID_LABELS, refused, "metric without a name");
        } else {
            into.addMetadata(metric.metadata());
        }
    }

    private void point(MetricContext metric, PointWriter points) {
        switch (header.kind()) {
            case GAUGE, COUNTER, UP_DOWN_COUNTER -> {
                number.read(data);
                points.number(metric, number, header.isDelta());
            }
            case HISTOGRAM -> {
                histogram.read(data);
                points.histogram(metric, histogram, header.isDelta());
            }
            case EXPONENTIAL_HISTOGRAM -> {
                exponential.read(data);
                points.exponentialHistogram(metric, exponential, header.isDelta());
            }
            case SUMMARY -> {
                summary.read(data);
                points.summary(metric, summary);
            }
        }
    }
}
