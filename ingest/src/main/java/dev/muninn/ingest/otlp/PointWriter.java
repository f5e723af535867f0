package dev.muninn.ingest.otlp;

import com.google.protobuf.ByteString;
import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the points of one resource into a batch; confined to one thread. */
final class PointWriter {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Labels shared;
    private final Naming naming;
    private final DeltaSums deltas;
    private final WriteBatch into;
    private final Rejections rejections;
    private long newestMillis;

    PointWriter(
            Labels shared,
            Naming naming,
            DeltaSums deltas,
            WriteBatch into,
            Rejections rejections) {
        this.shared = shared;
        this.naming = naming;
        this.deltas = deltas;
        this.into = into;
        this.rejections = rejections;
    }

    /** The time of the newest point so far, 0 before the first. */
    long newestMillis() {
        return newestMillis;
    }

    void gauge(String name, NumberDataPoint point) {
        number(name, point, 0);
    }

    void sum(String name, NumberDataPoint point) {
        number(name, point, millis(point.getStartTimeUnixNano()));
    }

    private void number(String name, NumberDataPoint point, long startMillis) {
        into.addSeries(labels(name, point.getAttributesList()));
        add(point.getTimeUnixNano(), value(point), startMillis);
        point.getExemplarsList().forEach(this::exemplar);
    }

    private static double value(NumberDataPoint point) {
        if ((point.getFlags() & OtlpDecoder.NO_VALUE) != 0) {
            return Staleness.MARKER;
        }
        return point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble();
    }

    void deltaSum(String name, NumberDataPoint point) {
        Labels labels = labels(name, point.getAttributesList());
        DeltaSums.Sum sum =
                accumulate(
                        labels,
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano(),
                        new double[] {value(point)});
        if (sum != null) {
            into.addSeries(labels);
            add(point.getTimeUnixNano(), sum.totals()[0], sum.startMillis());
            point.getExemplarsList().forEach(this::exemplar);
        }
    }

    private DeltaSums.@Nullable Sum accumulate(
            Labels labels, long startNanos, long timeNanos, double[] values) {
        long timeMillis = millis(timeNanos);
        if (!deltas.hasRoom(labels, timeMillis)) {
            rejections.add(
                    Append.SERIES_LIMIT,
                    1,
                    "too many series of delta temporality: set the sender to cumulative");
            return null;
        }
        DeltaSums.Sum sum = deltas.add(labels, millis(startNanos), timeMillis, values);
        if (sum == null) {
            rejections.add(
                    Append.TOO_OLD,
                    1,
                    "delta point of " + labels + " at " + timeMillis + " is not the newest");
        }
        return sum;
    }

    void histogram(String name, HistogramDataPoint point) {
        double[] values = new double[point.getBucketCountsCount() + 2];
        fill(values, point);
        classicHistogram(name, point, values, millis(point.getStartTimeUnixNano()));
    }

    void deltaHistogram(String name, HistogramDataPoint point) {
        double[] values = new double[point.getBucketCountsCount() + 2];
        fill(values, point);
        DeltaSums.Sum sum =
                accumulate(
                        labels(name, point.getAttributesList()),
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano(),
                        values);
        if (sum != null) {
            classicHistogram(name, point, sum.totals(), sum.startMillis());
        }
    }

    /** Count, sum, and the buckets' own counts. */
    private static void fill(double[] values, HistogramDataPoint point) {
        values[0] = point.getCount();
        values[1] = point.getSum();
        for (int i = 0; i < point.getBucketCountsCount(); i++) {
            values[i + 2] = point.getBucketCounts(i);
        }
    }

    private void classicHistogram(
            String name, HistogramDataPoint point, double[] values, long startMillis) {
        if (point.getBucketCountsCount() > 0
                && point.getBucketCountsCount() != point.getExplicitBoundsCount() + 1) {
            rejections.add(
                    Append.INVALID_HISTOGRAM,
                    1,
                    "histogram "
                            + name
                            + " has "
                            + point.getExplicitBoundsCount()
                            + " bounds, "
                            + point.getBucketCountsCount()
                            + " buckets");
            return;
        }
        boolean isEmpty = (point.getFlags() & OtlpDecoder.NO_VALUE) != 0;
        long time = point.getTimeUnixNano();
        Labels base = labels(name, point.getAttributesList());
        double running = 0;
        for (int i = 0; i < point.getExplicitBoundsCount(); i++) {
            running += point.getBucketCountsCount() > 0 ? values[i + 2] : 0;
            part(base, name + "_bucket", "le", GoFloat.format(point.getExplicitBounds(i)));
            add(time, isEmpty ? Staleness.MARKER : running, startMillis);
        }
        part(base, name + "_bucket", "le", "+Inf");
        add(time, isEmpty ? Staleness.MARKER : values[0], startMillis);
        point.getExemplarsList().forEach(this::exemplar);
        if (point.hasSum()) {
            part(base, name + "_sum", "", "");
            add(time, isEmpty ? Staleness.MARKER : values[1], startMillis);
        }
        part(base, name + "_count", "", "");
        add(time, isEmpty ? Staleness.MARKER : values[0], startMillis);
    }

    void exponentialHistogram(String name, ExponentialHistogramDataPoint point) {
        into.addSeries(labels(name, point.getAttributesList()));
        try {
            into.addHistogram(millis(point.getTimeUnixNano()), ExponentialBuckets.convert(point));
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_HISTOGRAM, 1, name + ": " + e.getMessage());
            return;
        }
        note(point.getTimeUnixNano(), millis(point.getStartTimeUnixNano()));
        point.getExemplarsList().forEach(this::exemplar);
    }

    void summary(String name, SummaryDataPoint point) {
        boolean isEmpty = (point.getFlags() & OtlpDecoder.NO_VALUE) != 0;
        long time = point.getTimeUnixNano();
        long startMillis = millis(point.getStartTimeUnixNano());
        Labels base = labels(name, point.getAttributesList());
        for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
            part(base, name, "quantile", GoFloat.format(quantile.getQuantile()));
            add(time, isEmpty ? Staleness.MARKER : quantile.getValue(), 0);
        }
        part(base, name + "_sum", "", "");
        add(time, isEmpty ? Staleness.MARKER : point.getSum(), startMillis);
        part(base, name + "_count", "", "");
        add(time, isEmpty ? Staleness.MARKER : (double) point.getCount(), startMillis);
    }

    private Labels labels(String name, List<KeyValue> attributes) {
        Labels.Builder labels = Labels.builder();
        AttributeLabels.addTo(labels, attributes, naming);
        shared.toList().forEach(label -> labels.set(label.name(), label.value()));
        return labels.set(Labels.METRIC_NAME, name).build();
    }

    /** Starts a series of a metric that consists of several; the label may be none. */
    private void part(Labels base, String name, String label, String value) {
        Labels.Builder labels = base.toBuilder().set(Labels.METRIC_NAME, name);
        if (!label.isEmpty()) {
            labels.set(label, value);
        }
        into.addSeries(labels.build());
    }

    private void add(long timeNanos, double value, long startMillis) {
        into.addSample(millis(timeNanos), value);
        note(timeNanos, startMillis);
    }

    private void note(long timeNanos, long startMillis) {
        if (startMillis > 0) {
            into.startedAt(startMillis);
        }
        newestMillis = Math.max(newestMillis, millis(timeNanos));
    }

    private void exemplar(io.opentelemetry.proto.metrics.v1.Exemplar exemplar) {
        Labels.Builder labels = Labels.builder();
        AttributeLabels.addTo(labels, exemplar.getFilteredAttributesList(), naming);
        setId(labels, "trace_id", exemplar.getTraceId());
        setId(labels, "span_id", exemplar.getSpanId());
        double value = exemplar.hasAsInt() ? (double) exemplar.getAsInt() : exemplar.getAsDouble();
        into.addExemplar(new Exemplar(labels.build(), value, millis(exemplar.getTimeUnixNano())));
    }

    private static void setId(Labels.Builder labels, String name, ByteString id) {
        labels.set(name, HexFormat.of().formatHex(id.toByteArray()));
    }

    /** Nanoseconds are unsigned on the wire; a century has less than half of their range. */
    private static long millis(long nanos) {
        return Long.divideUnsigned(nanos, NANOS_PER_MILLI);
    }
}
