package dev.muninn.ingest;

import dev.muninn.model.NativeHistogram;
import dev.muninn.model.SampleBuffer;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Staleness;
import dev.muninn.model.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** All samples of a source as text, one line each: labels, value, time. */
final class StoredSamples {

    private StoredSamples() {}

    static List<String> of(SeriesSource source) {
        List<String> lines = new ArrayList<>();
        try (SeriesSet set = source.select(new Selection(TimeRange.ALL, List.of()))) {
            for (int i = 0; i < set.size(); i++) {
                SampleBuffer buffer = new SampleBuffer();
                set.read(i, buffer);
                for (int j = 0; j < buffer.size(); j++) {
                    lines.add(
                            set.labels(i) + " " + value(buffer, j) + " @" + buffer.timestamps()[j]);
                }
            }
        }
        return lines;
    }

    private static String value(SampleBuffer buffer, int index) {
        NativeHistogram histogram = buffer.histogram(index);
        if (histogram != null) {
            return histogram.toString();
        }
        double value = buffer.values()[index];
        return Staleness.isMarker(value) ? "stale" : Double.toString(value);
    }
}
