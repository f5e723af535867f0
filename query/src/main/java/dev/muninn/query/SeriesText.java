package dev.muninn.query;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.NativeHistogram;
import dev.muninn.query.notation.HistogramNotation;
import dev.muninn.query.notation.SeriesNotation;
import dev.muninn.query.notation.SeriesValue;
import dev.muninn.query.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as tests write it: {@code up{job="a"}} and {@code 1+1x5 _ stale}.
 *
 * @param values one per step; null where the series has no sample
 */
public record SeriesText(Labels labels, List<@Nullable Value> values) {

    /** One value; a float unless it has a histogram. */
    public record Value(double number, @Nullable NativeHistogram histogram) {}

    /**
     * Reads a series and its values.
     *
     * @throws MuninnException of kind BAD_INPUT if one of the texts is not in that form
     */
    public static SeriesText parse(String series, String values) {
        Labels labels = Parser.parseMetric(series);
        List<@Nullable Value> parsed = new ArrayList<>();
        try {
            for (SeriesValue value : SeriesNotation.parse(values)) {
                parsed.add(value == null ? null : new Value(value.number(), value.histogram()));
            }
        } catch (IllegalArgumentException e) {
            throw notASeries(values, e);
        }
        return new SeriesText(labels, parsed);
    }

    /**
     * Reads the labels of a series.
     *
     * @throws MuninnException of kind BAD_INPUT if the text is none
     */
    public static Labels parseLabels(String series) {
        return Parser.parseMetric(series);
    }

    /**
     * Reads a histogram: {@code {{schema:1 count:4 sum:5 buckets:[1 2 1]}}}.
     *
     * @throws MuninnException of kind BAD_INPUT if the text is none
     */
    public static NativeHistogram parseHistogram(String text) {
        String inner = text.strip();
        if (!inner.startsWith("{{") || !inner.endsWith("}}")) {
            throw notASeries(text, null);
        }
        try {
            return HistogramNotation.parse(inner.substring(2, inner.length() - 2));
        } catch (IllegalArgumentException e) {
            throw notASeries(text, e);
        }
    }

    private static MuninnException notASeries(
            String text, @Nullable IllegalArgumentException cause) {
        return new MuninnException(
                MuninnException.Kind.BAD_INPUT,
                "not the values of a series: \""
                        + text
                        + "\"; write them like 1 2x3 0+10x5 _ stale {{count:1 sum:2}}",
                cause);
    }
}
