package dev.muninn.ingest.exposition;

import dev.muninn.model.Labels;
import dev.muninn.model.MetricMetadata;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands between braces; confined to one thread. */
final class LabelReader {

    private final Set<String> names = new HashSet<>();
    private @Nullable String metricName;

    /**
     * Reads from behind the opening brace to behind the closing one.
     *
     * @param nameBefore the metric name before the brace, or null
     * @param type the metric's type, as bounds are written alike for histograms and summaries
     */
    Labels read(
            TextCursor in,
            LabelDialect dialect,
            @Nullable String nameBefore,
            MetricMetadata.Type type) {
        names.clear();
        metricName = nameBefore;
        Labels.Builder labels = Labels.builder();
        dialect.skipBlanks(in);
        while (in.peek() != '}') {
            readOne(in, dialect, type, labels);
        }
        in.at++;
        if (dialect.allowsMetricName()) {
            if (metricName == null || metricName.isEmpty()) {
                throw in.refused("metric name not set");
            }
            add(in, labels, Labels.METRIC_NAME, metricName);
        }
        return labels.build();
    }

    /** Reads a label, or the metric's name in quotes, and the comma behind it. */
    private void readOne(
            TextCursor in, LabelDialect dialect, MetricMetadata.Type type, Labels.Builder labels) {
        int start = in.at;
        boolean quoted = in.peek() == '"';
        if (!(quoted ? in.skipQuoted(dialect.stopsInName()) : in.skipLabelName())) {
            throw in.expected("label name");
        }
        String name = quoted ? in.unescaped(start + 1, in.at - 1, true) : in.utf8(start, in.at);
        dialect.skipBlanks(in);
        if (in.peek() == '=') {
            in.at++;
            dialect.skipBlanks(in);
            String value = readValue(in, dialect);
            add(in, labels, name, LabelBounds.normalisedBound(type, name, value));
        } else if (quoted && dialect.allowsMetricName() && (in.peek() == ',' || in.peek() == '}')) {
            if (metricName != null) {
                throw in.refused("metric name already set");
            }
            metricName = name;
        } else {
            throw in.expected("equal");
        }
        readComma(in, dialect);
    }

    private static String readValue(TextCursor in, LabelDialect dialect) {
        int start = in.at;
        if (in.peek() != '"' || !in.skipQuoted(dialect.stopsInValue())) {
            throw in.expected("label value");
        }
        return in.unescaped(start + 1, in.at - 1, true);
    }

    private static void readComma(TextCursor in, LabelDialect dialect) {
        dialect.skipBlanks(in);
        if (in.peek() == ',') {
            in.at++;
            dialect.skipBlanks(in);
        } else if (dialect.needsCommas() && in.peek() != '}') {
            throw in.expected("comma or brace close");
        }
    }

    private void add(TextCursor in, Labels.Builder labels, String name, String value) {
        if (name.isEmpty()) {
            throw in.refused("label name is empty");
        }
        if (!names.add(name)) {
            throw in.refused("label name \"" + name + "\" is not unique");
        }
        labels.set(name, value);
    }
}
