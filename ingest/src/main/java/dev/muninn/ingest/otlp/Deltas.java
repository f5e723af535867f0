package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.Rejections;
import dev.muninn.model.Append;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Makes cumulative points of those of delta temporality, or refuses them. Safe for many threads.
 */
final class Deltas {

    private final boolean addsUp;
    private final DeltaSums<Totals> numbers;
    private final DeltaSums<ExponentialTotal> histograms;

    /**
     * Nothing added yet.
     *
     * @param maxSeries how many are remembered; 0 to refuse points of delta temporality
     */
    Deltas(int maxSeries) {
        addsUp = maxSeries > 0;
        numbers = new DeltaSums<>(maxSeries);
        histograms = new DeltaSums<>(maxSeries);
    }

    /** The total of numbers up to the point; null if the point is refused. */
    DeltaSums.@Nullable Sum<Totals> add(
            byte[] series, Point point, Totals difference, Rejections rejections) {
        return add(numbers, series, point, difference, rejections);
    }

    /** The total of an exponential histogram up to the point; null if the point is refused. */
    DeltaSums.@Nullable Sum<ExponentialTotal> add(
            byte[] series, Point point, ExponentialTotal difference, Rejections rejections) {
        return add(histograms, series, point, difference, rejections);
    }

    private <T extends DeltaSums.Addend<T>> DeltaSums.@Nullable Sum<T> add(
            DeltaSums<T> to, byte[] series, Point point, T difference, Rejections rejections) {
        Labels labels = LabelBytes.decode(series, 0, series.length);
        if (!addsUp) {
            rejections.add(
                    Append.UNSUPPORTED,
                    1,
                    labels
                            + " has delta temporality: set the sender to cumulative, or set"
                            + " ingest.otlp-delta-to-cumulative");
            return null;
        }
        long timeMillis = Nanos.toMillis(point.timeNanos);
        if (!to.hasRoom(labels, timeMillis)) {
            rejections.add(
                    Append.SERIES_LIMIT,
                    1,
                    "too many series of delta temporality: set the sender to cumulative");
            return null;
        }
        DeltaSums.Sum<T> sum =
                to.add(labels, Nanos.toMillis(point.startNanos), timeMillis, difference);
        if (sum == null) {
            rejections.add(
                    Append.TOO_OLD,
                    1,
                    "delta point of " + labels + " at " + timeMillis + " is not the newest");
        }
        return sum;
    }
}
