package dev.muninn.query.eval.function;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.eval.series.PointMap;
import dev.muninn.query.eval.series.Points;
import dev.muninn.query.histogram.HistogramEstimate;
import dev.muninn.query.histogram.HistogramMath;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Functions of single native histograms by name; floats are left out of their results. */
public final class NativeHistograms {

    private NativeHistograms() {}

    /** The function of that name, or null. */
    public static @Nullable PointMap named(String name) {
        return switch (name) {
            case "histogram_count" -> each(NativeHistogram::count);
            case "histogram_sum" -> each(NativeHistogram::sum);
            case "histogram_avg" -> each(HistogramEstimate::average);
            case "histogram_stddev" -> each(HistogramEstimate::standardDeviation);
            case "histogram_stdvar" -> each(HistogramEstimate::variance);
            default -> null;
        };
    }

    private static PointMap each(ToDoubleFunction<NativeHistogram> function) {
        return (from, to) -> {
            to.clear();
            if (!from.hasHistograms()) {
                return;
            }
            for (int step = from.next(0); step >= 0; step = from.next(step + 1)) {
                NativeHistogram histogram = from.histogram(step);
                if (histogram != null) {
                    to.set(step, function.applyAsDouble(histogram));
                }
            }
        };
    }

    static void negate(Points from, Points to) {
        if (!from.hasHistograms()) {
            return;
        }
        for (int step = from.next(0); step >= 0; step = from.next(step + 1)) {
            NativeHistogram histogram = from.histogram(step);
            if (histogram != null) {
                to.set(step, HistogramMath.multiply(histogram, -1));
            }
        }
    }
}
