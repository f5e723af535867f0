package dev.muninn.store.append;

import dev.muninn.model.Append;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.WriteBatch;
import dev.muninn.store.bytes.ByteWriter;
import dev.muninn.store.bytes.Hash128;
import dev.muninn.store.bytes.Hasher;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.head.CanonicalLabels;
import dev.muninn.store.head.Head;
import dev.muninn.store.options.SeriesLimits;
import dev.muninn.store.wal.LogGroup;
import dev.muninn.store.wal.LogRecords;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes series up that the head does not know yet, for one session. */
final class Newcomers {

    private static final int INVALID = -1;
    private static final int OVER_LIMIT = -2;

    private final StoreCore core;
    private final Head head;
    private final SeriesLimits limits;
    private final Hasher hasher;
    private final CanonicalLabels canonical = new CanonicalLabels();
    private final ByteWriter scratch = new ByteWriter(512);
    private @Nullable LogGroup group;

    /**
     * @param hasher the session's, which has hashed a series when it is to be taken
     */
    Newcomers(StoreCore core, Hasher hasher) {
        this.core = core;
        this.head = core.head();
        limits = core.options().limits();
        this.hasher = hasher;
    }

    /** The group of the log with the series taken since this was asked last, if any was. */
    @Nullable LogGroup takeGroup() {
        LogGroup taken = group;
        group = null;
        return taken;
    }

    /**
     * The number of a series, of which the label bytes have been hashed and not been found;
     * negative if it is refused. Wants the head's write lock.
     */
    int take(WriteBatch batch, int series, Rejections rejections) {
        byte[] buffer = batch.labelBuffer();
        int from = batch.labelStart(series);
        int to = batch.labelEnd(series);
        if (!canonical.read(buffer, from, to) || !core.limits().allow(canonical)) {
            return takeSlowly(batch, series, rejections);
        }
        if (isFull()) {
            return overLimit(batch, series, rejections);
        }
        if (limits.maxSeriesPerMetric() > 0 && isFull(canonical.metricName())) {
            return overMetricLimit(batch, series, rejections);
        }
        int ref = head.create(canonical, hasher);
        logSeries(ref, buffer, from, to);
        return ref;
    }

    /** The way for labels that are out of order, not of ASCII, or wrong. */
    private int takeSlowly(WriteBatch batch, int series, Rejections rejections) {
        Labels labels;
        try {
            labels = batch.labels(series);
            core.limits().check(labels);
        } catch (MuninnException | IndexOutOfBoundsException e) {
            int samples = batch.endSample(series) - batch.firstSample(series);
            rejections.add(Append.INVALID_LABELS, samples, String.valueOf(e.getMessage()));
            return INVALID;
        }
        byte[] encoded = LabelBytes.encode(labels);
        boolean isEncoded =
                Arrays.equals(
                        encoded,
                        0,
                        encoded.length,
                        batch.labelBuffer(),
                        batch.labelStart(series),
                        batch.labelEnd(series));
        Hash128 sent = hasher.result();
        Hash128 hash = isEncoded ? sent : hasher.hash(encoded, 0, encoded.length).result();
        int known = isEncoded ? INVALID : head.find(hasher, INVALID);
        if (known >= 0) {
            head.alias(sent, known);
            return known;
        }
        if (isFull()) {
            return overLimit(batch, series, rejections);
        }
        if (limits.maxSeriesPerMetric() > 0 && isFull(labels.metricName())) {
            return overMetricLimit(batch, series, rejections);
        }
        int ref = head.create(labels, hash);
        if (!isEncoded) {
            head.alias(sent, ref);
        }
        logSeries(ref, encoded, 0, encoded.length);
        return ref;
    }

    private boolean isFull() {
        return head.table().size() >= limits.maxSeries();
    }

    /** Whether a metric has as many series as it may. */
    private boolean isFull(String metric) {
        int most = limits.maxSeriesPerMetric();
        return head.table().index().isCarriedBy(most, Labels.METRIC_NAME, metric);
    }

    private int overLimit(WriteBatch batch, int series, Rejections rejections) {
        return refuse(batch, series, rejections, limits.maxSeries(), "store.max-series");
    }

    private int overMetricLimit(WriteBatch batch, int series, Rejections rejections) {
        int most = limits.maxSeriesPerMetric();
        return refuse(batch, series, rejections, most, "store.max-series-per-metric");
    }

    private int refuse(
            WriteBatch batch, int series, Rejections rejections, int most, String option) {
        String message =
                rejections.isFirst(Append.SERIES_LIMIT)
                        ? "series %s would be one more than %d: send fewer or raise %s"
                                .formatted(batch.labels(series), most, option)
                        : "";
        int samples = batch.endSample(series) - batch.firstSample(series);
        rejections.add(Append.SERIES_LIMIT, samples, message);
        return OVER_LIMIT;
    }

    private void logSeries(int ref, byte[] labels, int from, int to) {
        scratch.clear();
        LogRecords.series(ref, labels, from, to, scratch);
        group = core.log().appendLasting(scratch);
    }
}
