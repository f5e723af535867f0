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

/** Writes points into a batch; confined to one thread. */
final class PointWriter {

    /*
     * All series have fingerprints: the hash of what they are made from. The labels of numbers are
     * made only if they are asked for. Those of a point that makes several series are remembered with
     * the others, and are placed at once.
     */

    /** Tells the fingerprints of a point's parts from that of the point; fraction of e. */
    private static final long PARTS = 0xb7e151628aed2a6bL;

    private final Naming naming;
    private final SeriesCache cache;
    private final Deltas deltas;
    private final TextHash hash;
    private final PointLabels labels;
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
            PointLabels labels,
            WriteBatch into,
            Rejections rejections) {
        this.naming = naming;
        this.cache = cache;
        this.deltas = deltas;
        this.hash = hash;
        this.labels = labels;
        this.into = into;
        this.rejections = rejections;
        labels.clear();
        into.useFingerprints(labels);
    }

    void beginResource() {
        newestMillis = 0;
    }

    /** Writes {@code target_info}, as new as the newest point of its resource. */
    void endResource(ResourceContext resource) {
        if (newestMillis > 0 && resource.info().length > 0) {
            begin(resource.high(), resource.low(), 0, resource.info());
            into.addSample(newestMillis, 1);
        }
    }

    void number(MetricContext metric, NumberPoint point, boolean isDelta) {
        take(metric, point.attributes, none);
        double value = point.value();
        long startMillis =
                metric.metadata().type() == MetricKind.GAUGE.type()
                        ? 0
                        : Nanos.toMillis(point.startNanos);
        if (isDelta) {
            DeltaSums.Sum<Totals> sum =
                    deltas.add(
                            single(metric, point.attributes).series(0),
                            point,
                            new Totals(value),
                            rejections);
            if (sum == null) {
                return;
            }
            value = sum.total().get(0);
            startMillis = sum.startMillis();
        }
        begin(metric, point.attributes);
        add(point.timeNanos, value, startMillis);
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
        take(metric, point.attributes, point.bounds);
        SeriesCache.Entry entry = cache.find(hash);
        if (entry == null) {
            entry = cache.add(hash, histogramSeries(metric, point));
        }
        long high = hash.high();
        long low = hash.low();
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
            begin(high, low, i, entry.series(i));
            add(point.timeNanos, ended(point.isEnd, running), startMillis);
        }
        double count = ended(point.isEnd, point.count);
        begin(high, low, bounds, entry.series(bounds));
        add(point.timeNanos, count, startMillis);
        point.exemplars.addTo(into, naming);
        if (point.hasSum) {
            begin(high, low, bounds + 1, entry.series(bounds + 1));
            add(point.timeNanos, ended(point.isEnd, point.sum), startMillis);
        }
        begin(high, low, bounds + 2, entry.series(bounds + 2));
        add(point.timeNanos, count, startMillis);
    }

    /** One series for each bucket, then those of infinity, sum and count. */
    private byte[][] histogramSeries(MetricContext metric, HistogramPoint point) {
        Labels base = labels.of(metric, point.attributes);
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
        take(metric, point.attributes, none);
        long startMillis = Nanos.toMillis(point.startNanos);
        if (isDelta) {
            DeltaSums.Sum<ExponentialTotal> sum =
                    deltas.add(
                            single(metric, point.attributes).series(0), point, total, rejections);
            if (sum == null) {
                return;
            }
            total = sum.total();
            startMillis = sum.startMillis();
        }
        begin(metric, point.attributes);
        into.addHistogram(Nanos.toMillis(point.timeNanos), total.toNative(point.isEnd));
        note(point.timeNanos, startMillis);
        point.exemplars.addTo(into, naming);
    }

    void summary(MetricContext metric, SummaryPoint point) {
        int quantiles = point.quantiles.size();
        take(metric, point.attributes, point.quantiles);
        SeriesCache.Entry entry = cache.find(hash);
        if (entry == null) {
            entry = cache.add(hash, summarySeries(metric, point));
        }
        long high = hash.high();
        long low = hash.low();
        for (int i = 0; i < quantiles; i++) {
            begin(high, low, i, entry.series(i));
            add(point.timeNanos, ended(point.isEnd, point.values.get(i)), 0);
        }
        long startMillis = Nanos.toMillis(point.startNanos);
        begin(high, low, quantiles, entry.series(quantiles));
        add(point.timeNanos, ended(point.isEnd, point.sum), startMillis);
        begin(high, low, quantiles + 1, entry.series(quantiles + 1));
        add(point.timeNanos, ended(point.isEnd, point.count), startMillis);
    }

    /** One series for each quantile, then those of sum and count. */
    private byte[][] summarySeries(MetricContext metric, SummaryPoint point) {
        Labels base = labels.of(metric, point.attributes);
        int quantiles = point.quantiles.size();
        byte[][] series = new byte[quantiles + 2][];
        for (int i = 0; i < quantiles; i++) {
            series[i] = part(base, "", "quantile", GoFloat.format(point.quantiles.get(i)));
        }
        series[quantiles] = part(base, "_sum", "", "");
        series[quantiles + 1] = part(base, "_count", "", "");
        return series;
    }

    /** Takes the hash of a point: of its metric, its attributes and its bounds. */
    private void take(MetricContext metric, AttributeRun attributes, Column bounds) {
        hash.take(attributes.bytes(), attributes.from(), attributes.to(), bounds.size());
        hash.combine(metric.high(), metric.low());
        for (int i = 0; i < bounds.size(); i++) {
            hash.combine(Double.doubleToRawLongBits(bounds.get(i)), i);
        }
    }

    /** What is remembered of a point that makes one series; its hash was taken last. */
    private SeriesCache.Entry single(MetricContext metric, AttributeRun attributes) {
        SeriesCache.Entry entry = cache.find(hash);
        return entry == null
                ? cache.add(hash, LabelBytes.encode(labels.of(metric, attributes)))
                : entry;
    }

    /** Begins the only series of a point, whose hash was taken last. */
    private void begin(MetricContext metric, AttributeRun attributes) {
        into.addFingerprint(hash.high(), hash.low());
        int series = into.seriesCount() - 1;
        if (attributes.isGathered()) {
            into.placeLabels(series, single(metric, attributes).series(0));
        } else {
            labels.note(series, metric, attributes);
        }
    }

    /** Begins one of several series of what has a hash. */
    private void begin(long high, long low, int part, byte[] series) {
        hash.resume(high, low);
        hash.combine(PARTS, part);
        into.addFingerprint(hash.high(), hash.low());
        into.placeLabels(into.seriesCount() - 1, series);
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

    private void add(long timeNanos, double value, long startMillis) {
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
