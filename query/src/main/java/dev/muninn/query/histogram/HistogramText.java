package dev.muninn.query.histogram;

import dev.muninn.model.NativeHistogram;
import dev.muninn.query.syntax.Literals;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes native histograms as text. */
public final class HistogramText {

    private HistogramText() {}

    /** {@code {count:4, sum:5, (0.5,1]:1, (1,2]:2}}, as count_values and the query page show it. */
    public static String describe(NativeHistogram h) {
        StringBuilder out = new StringBuilder("{count:").append(Literals.printGeneral(h.count()));
        out.append(", sum:").append(Literals.printGeneral(h.sum()));
        for (Bucket bucket : HistogramBuckets.shown(h)) {
            if (bucket.count() != 0) {
                out.append(", ")
                        .append(bucket.isLowerIncluded() ? '[' : '(')
                        .append(Literals.printGeneral(bucket.lower()))
                        .append(',')
                        .append(Literals.printGeneral(bucket.upper()))
                        .append(bucket.isUpperIncluded() ? ']' : ')')
                        .append(':')
                        .append(Literals.printGeneral(bucket.count()));
            }
        }
        return out.append('}').toString();
    }

    /** {@code {{schema:1 count:4 sum:5 offset:1 buckets:[1 2]}}}, as rule tests write it. */
    public static String print(NativeHistogram h) {
        StringJoiner out = new StringJoiner(" ", "{{", "}}");
        addUnlessZero(out, "schema", h.schema());
        addUnlessZero(out, "count", h.count());
        addUnlessZero(out, "sum", h.sum());
        addUnlessZero(out, "z_bucket", h.zeroCount());
        addUnlessZero(out, "z_bucket_w", h.zeroThreshold());
        if (h.hasCustomBounds()) {
            out.add("custom_values:" + list(h.customBounds()));
        }
        switch (h.resetHint()) {
            case UNKNOWN -> {}
            case RESET, GAUGE ->
                    out.add("counter_reset_hint:" + h.resetHint().name().toLowerCase(Locale.ROOT));
            case NO_RESET -> out.add("counter_reset_hint:not_reset");
        }
        addBuckets(out, "", h.positiveSpans(), h.positiveBuckets());
        addBuckets(out, "n_", h.negativeSpans(), h.negativeBuckets());
        return out.toString();
    }

    private static void addUnlessZero(StringJoiner out, String name, double value) {
        if (value != 0) {
            out.add(name + ":" + number(value));
        }
    }

    /** Buckets one by one from the first on, with zeros where a span leaves a gap. */
    private static void addBuckets(StringJoiner out, String prefix, int[] spans, double[] buckets) {
        if (buckets.length == 0) {
            return;
        }
        if (spans[0] != 0) {
            out.add(prefix + "offset:" + spans[0]);
        }
        StringJoiner counts = new StringJoiner(" ", prefix + "buckets:[", "]");
        int next = 0;
        for (int i = 0; i < spans.length; i += 2) {
            for (int gap = 0; i > 0 && gap < spans[i]; gap++) {
                counts.add("0");
            }
            for (int j = 0; j < spans[i + 1]; j++) {
                counts.add(number(buckets[next++]));
            }
        }
        out.add(counts.toString());
    }

    private static String list(double[] values) {
        StringJoiner out = new StringJoiner(" ", "[", "]");
        for (double value : values) {
            out.add(number(value));
        }
        return out.toString();
    }

    private static String number(double value) {
        return Literals.printNumber(value);
    }
}
