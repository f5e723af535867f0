package dev.muninn.ingest.exposition;

import dev.muninn.testkit.ProtobufWriter;
import java.util.function.Consumer;

/** Writes expositions in Prometheus' protobuf format, as client libraries do. */
public final class MetricFamilyWriter {

    /** Numbers of the metric types. */
    public static final int COUNTER = 0;

    public static final int GAUGE = 1;
    public static final int SUMMARY = 2;
    public static final int UNTYPED = 3;
    public static final int HISTOGRAM = 4;
    public static final int GAUGE_HISTOGRAM = 5;

    private final ProtobufWriter out = new ProtobufWriter();

    /** Adds a family; its metrics are added by {@code metrics}. */
    public MetricFamilyWriter family(
            String name, String help, int type, Consumer<ProtobufWriter> metrics) {
        return message(
                family -> {
                    family.stringField(1, name);
                    family.stringField(2, help);
                    family.varintField(3, type);
                    metrics.accept(family);
                });
    }

    /** Adds a message behind its length. */
    public MetricFamilyWriter message(Consumer<ProtobufWriter> fields) {
        ProtobufWriter family = new ProtobufWriter();
        fields.accept(family);
        out.varint(family.length());
        out.raw(family.toByteArray(), family.length());
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Adds a field that is a message. */
    public static void message(ProtobufWriter to, int field, Consumer<ProtobufWriter> fields) {
        ProtobufWriter message = new ProtobufWriter();
        fields.accept(message);
        to.messageField(field, message);
    }

    /** Adds a metric with labels, given as names and values in turn. */
    public static void metric(
            ProtobufWriter family, Consumer<ProtobufWriter> value, String... labels) {
        message(
                family,
                4,
                metric -> {
                    labels(metric, labels);
                    value.accept(metric);
                });
    }

    public static void labels(ProtobufWriter to, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            String name = labels[i];
            String value = labels[i + 1];
            message(
                    to,
                    1,
                    pair -> {
                        pair.stringField(1, name);
                        pair.stringField(2, value);
                    });
        }
    }

    /** Adds a bucket of a classic histogram. */
    public static void bucket(ProtobufWriter histogram, double bound, long count) {
        message(
                histogram,
                3,
                bucket -> {
                    bucket.varintField(1, count);
                    bucket.doubleField(2, bound);
                });
    }

    /** Adds a span of native buckets: field 9 is below zero, 12 above. */
    public static void span(ProtobufWriter histogram, int field, int offset, int length) {
        message(
                histogram,
                field,
                span -> {
                    span.zigzagField(1, offset);
                    span.varintField(2, length);
                });
    }
}
