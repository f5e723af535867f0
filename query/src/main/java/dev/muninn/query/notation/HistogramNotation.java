package dev.muninn.query.notation;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.NativeHistogram.ResetHint;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code schema:1 count:4 sum:5 offset:1 buckets:[1 2 1]}. */
public final class HistogramNotation {

    private static final Pattern FIELD = Pattern.compile("([a-z_]+):(\\[[^]]*]|\\S+)");

    private final Map<String, String> fields = new HashMap<>();

    private HistogramNotation(String text) {
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        String rest = matcher.replaceAll("").trim();
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("no histogram: {{" + text + "}}");
        }
    }

    /**
     * The histogram of a text without its braces.
     *
     * @throws IllegalArgumentException if it is no such notation
     */
    public static NativeHistogram parse(String text) {
        return new HistogramNotation(text).build();
    }

    private NativeHistogram build() {
        double[] positive = list("buckets");
        double[] negative = list("n_buckets");
        return new NativeHistogram(
                hint(fields.getOrDefault("counter_reset_hint", "unknown")),
                (int) number("schema"),
                number("z_bucket_w"),
                number("z_bucket"),
                number("count"),
                number("sum"),
                spans("offset", positive),
                positive,
                spans("n_offset", negative),
                negative,
                list("custom_values"));
    }

    private int[] spans(String offset, double[] buckets) {
        return buckets.length == 0 ? new int[0] : new int[] {(int) number(offset), buckets.length};
    }

    private double number(String name) {
        return SeriesNotation.number(fields.getOrDefault(name, "0"));
    }

    private double[] list(String name) {
        String text = fields.getOrDefault(name, "[]");
        String inner = text.substring(1, text.length() - 1).trim();
        if (inner.isEmpty()) {
            return new double[0];
        }
        String[] items = inner.split("\\s+");
        double[] values = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            values[i] = SeriesNotation.number(items[i]);
        }
        return values;
    }

    private static ResetHint hint(String word) {
        return switch (word) {
            case "unknown" -> ResetHint.UNKNOWN;
            case "reset" -> ResetHint.RESET;
            case "not_reset" -> ResetHint.NO_RESET;
            case "gauge" -> ResetHint.GAUGE;
            default -> throw new IllegalArgumentException("no counter reset hint: " + word);
        };
    }
}
