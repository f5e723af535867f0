package dev.muninn.query.notation;

import dev.muninn.model.NativeHistogram;
import org.jspecify.annotations.Nullable;

/** One value of a series; a float unless it has a histogram. */
public record SeriesValue(double number, @Nullable NativeHistogram histogram) {

    public static SeriesValue of(double number) {
        return new SeriesValue(number, null);
    }

    public static SeriesValue of(NativeHistogram histogram) {
        return new SeriesValue(0, histogram);
    }
}
