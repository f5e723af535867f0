package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.ingest.wire.Rejections;
import dev.muninn.ingest.wire.SeriesCache;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Append;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import org.jspecify.annotations.Nullable;

/** Writes points into a batch; confined to one thread. */
final class PointWriter {

    private final Naming naming;
    private final SeriesCache cache;
    private final Deltas deltas;
    private final TextHash hash;
    private final WriteBatch into;
    private final Rejections rejections;
    private final Column none = new Column();
    private long newestMillis;

    /** A writer of one request. */
    PointWriter(
            Naming naming,
            SeriesCache cache,
            Deltas deltas,
            TextHash hash,
            WriteBatch into,
            Rejections rejections) {
        this.naming = naming;
        this.cache = cache;
        this.deltas = deltas;
        this.hash = hash;
        this.into = into;
        this.rejections = rejections;
    }

    void beginResource() {
        newestMillis = 0;
    }

    /** Writes {@code target_info}, as new as the newest point of its resource. */
    void endResource(ResourceContext resource) {
        if (newestMillis > 0 && resource.info().length > 0) {
            into.addSeries(resource.info());
            into.addSample(newestMillis, 1);
        }
    }

    void number(MetricContext metric, NumberPoint point, boolean isDelta) {
        SeriesCache.Entry entry = find(metric, point.attributes, none);
        if (entry == null) {
            entry = cache.add(hash, LabelBytes.encode(labels(metric, point.attributes)));
        }
        double value = point.value();
        long startMillis =
                metric.metadata().type() == MetricKind.GAUGE.type()
                        ? 0
                        : Nanos.toMillis(point.startNanos);
        if (isDelta) {
            DeltaSums.Sum<Totals> sum =
                    deltas.add(entry.series(0), point, new Totals(value), rejections);
            if (sum == null) {
                return;
            }
            value = sum.total().get(0);
            startMillis = sum.startMillis();
        }
        add(entry.series(0), point.timeNanos, value, startMillis);
        point.exemplars.addTo(into, naming);
    }

    void histogram(MetricContext metric, HistogramPoint point, boolean isDelta) {
        if (point.buckets.size() > 0 && point.buckets.size() != point.bounds.size() + 1) {
            rejections.add(
                    Append.INVALID_HISTOGRAM,
                    1,
                    "histogram "
                            + metric.name()
                            + " has "
                            + point.bounds.size()
                            + " bounds, "
                            + point.buckets.size()
                            + " buckets");
            return;
        }
        int bounds = point.bounds.size();
        SeriesCache.Entry entry = find(metric, point.attributes, point.bounds);
        if (entry == null) {
            entry = cache.add(hash, histogramSeries(metric, point));
        }
        long startMillis = Nanos.toMillis(point.startNanos);
        if (isDelta) {
            DeltaSums.Sum<Totals> sum =
                    deltas.add(entry.series(bounds + 2), point, point.totals(), rejections);
            if (sum == null) {
                return;
            }
            point.become(sum.total());
            startMillis = sum.startMillis();
        }
        double running = 0;
        for (int i = 0; i < bounds; i++) {
            running += point.buckets.size() > 0 ? point.buckets.get(i) : 0;
            add(entry.series(i), point.timeNanos, ended(point.isEnd, running), startMillis);
        }
        double count = ended(point.isEnd, point.count);
        add(entry.series(bounds), point.timeNanos, count, startMillis);
        point.exemplars.addTo(into, naming);
        if (point.hasSum) {
            double sum = ended(point.isEnd, point.sum);
            add(entry.series(bounds + 1), point.timeNanos, sum, startMillis);
        }
        add(entry.series(bounds + 2), point.timeNanos, count, startMillis);
    }

    /** One series for each bucket, then those of infinity, sum and count. */
    private byte[][] histogramSeries(MetricContext metric, HistogramPoint point) {
        Labels base = labels(metric, point.attributes);
        int bounds = point.bounds.size();
        byte[][] series = new byte[bounds + 3][];
        for (int i = 0; i < bounds; i++) {
            series[i] = part(base, "_bucket", "le", GoFloat.format(point.bounds.get(i)));
        }
        series[bounds] = part(base, "_bucket", "le", "+Inf");
        series[bounds + 1] = part(base, "_sum", "", "");
        series[bounds + 2] = part(base, "_count", "", "");
        return series;
    }

    void exponentialHistogram(MetricContext metric, ExponentialPoint point, boolean isDelta) {
        ExponentialTotal total;
        try {
            total = ExponentialTotal.of(point);
        } catch (MuninnException e) {
            rejections.add(Append.INVALID_HISTOGRAM, 1, metric.name() + ": " + e.getMessage());
            return;
        }
        SeriesCache.Entry entry = find(metric, point.attributes, none);
        if (entry == null) {
            entry = cache.add(hash, LabelBytes.encode(labels(metric, point.attributes)));
        }
        long startMillis = Nanos.toMillis(point.startNanos);
        if (isDelta) {
            DeltaSums.Sum<ExponentialTotal> sum =
                    deltas.add(entry.series(0), point, total, rejections);
            if (sum == null) {
                return;
            }
            total = sum.total();
            startMillis = sum.startMillis();
        }
        into.addSeries(entry.series(0));
        into.addHistogram(Nanos.toMillis(point.timeNanos), total.toNative(point.isEnd));
        note(point.timeNanos, startMillis);
        point.exemplars.addTo(into, naming);
    }

    void summary(MetricContext metric, SummaryPoint point) {
        int quantiles = point.quantiles.size();
        SeriesCache.Entry entry = find(metric, point.attributes, point.quantiles);
        if (entry == null) {
            entry = cache.add(hash, summarySeries(metric, point));
        }
        for (int i = 0; i < quantiles; i++) {
            add(entry.series(i), point.timeNanos, ended(point.isEnd, point.values.get(i)), 0);
        }
        long startMillis = Nanos.toMillis(point.startNanos);
        double sum = ended(point.isEnd, point.sum);
        add(entry.series(quantiles), point.timeNanos, sum, startMillis);
        double count = ended(point.isEnd, point.count);
        add(entry.series(quantiles + 1), point.timeNanos, count, startMillis);
    }

    /** One series for each quantile, then those of sum and count. */
    private byte[][] summarySeries(MetricContext metric, SummaryPoint point) {
        Labels base = labels(metric, point.attributes);
        int quantiles = point.quantiles.size();
        byte[][] series = new byte[quantiles + 2][];
        for (int i = 0; i < quantiles; i++) {
            series[i] = part(base, "", "quantile", GoFloat.format(point.quantiles.get(i)));
        }
        series[quantiles] = part(base, "_sum", "", "");
        series[quantiles + 1] = part(base, "_count", "", "");
        return series;
    }

    private SeriesCache.@Nullable Entry find(
            MetricContext metric, AttributeRun attributes, Column bounds) {
        hash.take(attributes.bytes(), attributes.from(), attributes.to(), bounds.size());
        hash.combine(metric.high(), metric.low());
        for (int i = 0; i < bounds.size(); i++) {
            hash.combine(Double.doubleToRawLongBits(bounds.get(i)), i);
        }
        return cache.find(hash);
    }

    private Labels labels(MetricContext metric, AttributeRun attributes) {
        Labels.Builder labels = naming.labels(AttributeReader.read(attributes));
        Labels shared = metric.shared();
        for (int i = 0; i < shared.size(); i++) {
            labels.set(shared.name(i), shared.value(i));
        }
        return labels.set(Labels.METRIC_NAME, metric.name()).build();
    }

    /** A series of a metric that consists of several; the label may be none. */
    private static byte[] part(Labels base, String suffix, String label, String value) {
        Labels.Builder labels =
                base.toBuilder().set(Labels.METRIC_NAME, base.metricName() + suffix);
        if (!label.isEmpty()) {
            labels.set(label, value);
        }
        return LabelBytes.encode(labels.build());
    }

    private static double ended(boolean isEnd, double value) {
        return isEnd ? Staleness.MARKER : value;
    }

    private void add(byte[] series, long timeNanos, double value, long startMillis) {
        into.addSeries(series, 0, series.length);
        into.addSample(Nanos.toMillis(timeNanos), value);
        note(timeNanos, startMillis);
    }

    private void note(long timeNanos, long startMillis) {
        if (startMillis > 0) {
            into.startedAt(startMillis);
        }
        newestMillis = Math.max(newestMillis, Nanos.toMillis(timeNanos));
    }
}
