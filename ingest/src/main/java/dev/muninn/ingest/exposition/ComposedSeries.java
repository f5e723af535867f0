package dev.muninn.ingest.exposition;

import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;

/** A series of a metric that is written in one line; confined to one thread. */
final class ComposedSeries implements WrittenSeries {

    /** Unlike any bound's bits, which are the other half of what hashes are combined with. */
    private static final long SALT = 0x5bd1e995L << 32;

    private final SeriesText metric;
    private SeriesPart part = SeriesPart.VALUE;
    private double bound;

    /**
     * @param metric whose series it is, reused line by line
     */
    ComposedSeries(SeriesText metric) {
        this.metric = metric;
    }

    /** The series of a part that every metric has once. */
    ComposedSeries part(SeriesPart newPart) {
        return part(newPart, 0);
    }

    /** The series of a bucket or quantile. */
    ComposedSeries part(SeriesPart newPart, double newBound) {
        part = newPart;
        bound = newBound;
        return this;
    }

    @Override
    public void hash(TextHash into) {
        metric.hash(into);
        into.combine(SALT | part.ordinal(), Double.doubleToLongBits(bound));
    }

    @Override
    public Labels labels() {
        Labels whole = metric.labels();
        Labels.Builder labels = whole.toBuilder();
        labels.set(Labels.METRIC_NAME, whole.metricName() + part.suffix);
        if (part.hasBound()) {
            if (whole.has(part.boundLabel)) {
                throw MuninnException.badInput(
                        "label name \"%s\" is not unique: the metric's buckets or quantiles have it"
                                .formatted(part.boundLabel));
            }
            labels.set(part.boundLabel, GoFloat.format(bound));
        }
        return labels.build();
    }
}
