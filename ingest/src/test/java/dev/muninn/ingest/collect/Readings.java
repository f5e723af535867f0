package dev.muninn.ingest.collect;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a part reports, as a map from series written like {@code name{label="value"}} to values. */
public final class Readings {

    private Readings() {}

    public static SortedMap<String, Double> of(Part part) throws IOException {
        SampleFrame frame = new SampleFrame(Labels.empty());
        frame.begin(1000);
        part.collect(frame);
        return of(frame.finish());
    }

    public static SortedMap<String, Double> of(WriteBatch batch) {
        SortedMap<String, Double> readings = new TreeMap<>();
        for (int i = 0; i < batch.seriesCount(); i++) {
            String series = text(batch.labels(i));
            if (readings.put(series, batch.value(batch.firstSample(i))) != null) {
                throw new AssertionError("twice in one batch: " + series);
            }
        }
        return readings;
    }

    /** The batch's metrics with their types, in the words of the exposition formats. */
    public static Map<String, String> typesOf(WriteBatch batch) {
        Map<String, String> types = new TreeMap<>();
        batch.metadata().forEach(about -> types.put(about.metric(), about.type().word()));
        return types;
    }

    /** The labels as the text format writes them, in the order of their names. */
    public static String text(Labels labels) {
        StringBuilder text = new StringBuilder(labels.metricName());
        char separator = '{';
        for (Label label : labels.withoutMetricName().toList()) {
            text.append(separator).append(label.name()).append("=\"");
            text.append(label.value().replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
            separator = ',';
        }
        return separator == '{' ? text.toString() : text.append('}').toString();
    }
}
