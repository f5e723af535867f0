package dev.muninn.query.eval.function;

import dev.muninn.query.eval.series.PointMap;
import dev.muninn.query.eval.series.Points;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of single floats by name; histograms are left out of their results. */
public final class FloatFunctions {

    private static final Map<String, DoubleUnaryOperator> UNARY =
            Map.ofEntries(
                    Map.entry("abs", Math::abs),
                    Map.entry("ceil", Math::ceil),
                    Map.entry("floor", Math::floor),
                    Map.entry("exp", Math::exp),
                    Map.entry("sqrt", Math::sqrt),
                    Map.entry("ln", Math::log),
                    Map.entry("log2", Transcendental::log2),
                    Map.entry("log10", Math::log10),
                    Map.entry("sin", Math::sin),
                    Map.entry("cos", Math::cos),
                    Map.entry("tan", Math::tan),
                    Map.entry("asin", Math::asin),
                    Map.entry("acos", Math::acos),
                    Map.entry("atan", Math::atan),
                    Map.entry("sinh", Math::sinh),
                    Map.entry("cosh", Math::cosh),
                    Map.entry("tanh", Math::tanh),
                    Map.entry("asinh", Transcendental::asinh),
                    Map.entry("acosh", Transcendental::acosh),
                    Map.entry("atanh", Transcendental::atanh),
                    Map.entry("rad", value -> value * Math.PI / 180),
                    Map.entry("deg", value -> value * 180 / Math.PI),
                    Map.entry("sgn", FloatFunctions::sign));

    private FloatFunctions() {}

    /**
     * The function of that name, or null.
     *
     * @param scalars the arguments beside the vector, each by step
     */
    public static @Nullable PointMap named(String name, List<double[]> scalars) {
        DoubleUnaryOperator unary = UNARY.get(name);
        if (unary == null) {
            unary = Dates.named(name);
        }
        if (unary != null) {
            return each(unary);
        }
        return switch (name) {
            case "clamp" -> clamp(scalars.get(0), scalars.get(1));
            case "clamp_min" -> clamp(scalars.getFirst(), null);
            case "clamp_max" -> clamp(null, scalars.getFirst());
            case "round" -> round(scalars.isEmpty() ? null : scalars.getFirst());
            default -> null;
        };
    }

    private static double sign(double value) {
        return value < 0 ? -1 : value > 0 ? 1 : value;
    }

    /** The numbers as they are. */
    public static PointMap floatsOnly() {
        return each(value -> value);
    }

    private static PointMap each(DoubleUnaryOperator function) {
        return (from, to) -> {
            to.presentAsFloatsOf(from);
            double[] values = from.values();
            double[] results = to.values();
            for (int step = to.next(0); step >= 0; step = to.next(step + 1)) {
                results[step] = function.applyAsDouble(values[step]);
            }
        };
    }

    private static PointMap clamp(double @Nullable [] least, double @Nullable [] greatest) {
        return (from, to) -> {
            to.presentAsFloatsOf(from);
            double[] values = from.values();
            for (int step = to.next(0); step >= 0; step = to.next(step + 1)) {
                double low = least == null ? Double.NEGATIVE_INFINITY : least[step];
                double high = greatest == null ? Double.POSITIVE_INFINITY : greatest[step];
                if (high < low) {
                    to.remove(step);
                } else {
                    to.values()[step] = greater(low, lesser(high, values[step]));
                }
            }
        };
    }

    /** The greater of two; infinity beats NaN. */
    static double greater(double a, double b) {
        return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY
                ? Double.POSITIVE_INFINITY
                : Math.max(a, b);
    }

    /** The lesser of two; negative infinity beats NaN. */
    static double lesser(double a, double b) {
        return a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : Math.min(a, b);
    }

    /** Rounds to multiples, halves upwards; dividing by the inverse loses fewer digits. */
    private static PointMap round(double @Nullable [] multiples) {
        return (from, to) -> {
            to.presentAsFloatsOf(from);
            double[] values = from.values();
            for (int step = to.next(0); step >= 0; step = to.next(step + 1)) {
                double inverse = 1.0 / (multiples == null ? 1 : multiples[step]);
                to.values()[step] = Math.floor(values[step] * inverse + 0.5) / inverse;
            }
        };
    }

    /** The numbers with the sign changed; histograms too. */
    public static PointMap negated() {
        return (from, to) -> {
            to.presentAsFloatsOf(from);
            double[] values = from.values();
            for (int step = to.next(0); step >= 0; step = to.next(step + 1)) {
                to.values()[step] = -values[step];
            }
            NativeHistograms.negate(from, to);
        };
    }

    /** The time of each step that has a point, in seconds. */
    public static PointMap times(double[] seconds) {
        return (Points from, Points to) -> {
            to.clear();
            for (int step = from.next(0); step >= 0; step = from.next(step + 1)) {
                to.set(step, seconds[step]);
            }
        };
    }
}
