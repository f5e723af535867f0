package dev.muninn.ingest.collect;

import dev.muninn.model.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures as Prometheus' text format 0.0.4; one use, one thread. */
public final class ExpositionText implements Telemetry {

    /** The media type of {@link #toBytes}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** The lines of each metric: the format wants them together, sources may report them apart. */
    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    @Override
    public void counter(String name, String help, double value, String... labels) {
        line(metric(name, "counter", help), name, value, labels, "", "");
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        line(metric(name, "gauge", help), name, value, labels, "", "");
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        StringBuilder metric = metric(name, "histogram", help);
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
            String text = NumberText.canonicalBound(bound);
            line(metric, name + "_bucket", total, labels, "le", text);
        }
        line(metric, name + "_sum", sum, labels, "", "");
        line(metric, name + "_count", total, labels, "", "");
    }

    @Override
    public void summary(String name, String help, long count, double sum, String... labels) {
        StringBuilder metric = metric(name, "summary", help);
        line(metric, name + "_sum", sum, labels, "", "");
        line(metric, name + "_count", (double) count, labels, "", "");
    }

    private StringBuilder metric(String name, String type, String help) {
        return metrics.computeIfAbsent(
                name,
                key -> {
                    StringBuilder text = new StringBuilder(256);
                    text.append("# HELP ").append(name).append(' ');
                    escape(text, help, false);
                    return text.append("\n# TYPE ")
                            .append(name)
                            .append(' ')
                            .append(type)
                            .append('\n');
                });
    }

    private static void line(
            StringBuilder to,
            String name,
            double value,
            String[] labels,
            String lastName,
            String lastValue) {
        to.append(name);
        char separator = '{';
        for (int i = 0; i < labels.length; i += 2) {
            separator = label(to, separator, labels[i], labels[i + 1]);
        }
        if (!lastName.isEmpty()) {
            separator = label(to, separator, lastName, lastValue);
        }
        to.append(separator == '{' ? " " : "} ").append(NumberText.format(value)).append('\n');
    }

    private static char label(StringBuilder to, char separator, String name, String value) {
        to.append(separator).append(name).append("=\"");
        escape(to, value, true);
        to.append('"');
        return ',';
    }

    private static void escape(StringBuilder to, String text, boolean inQuotes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                to.append("\\n");
            } else if (c == '\\' || (c == '"' && inQuotes)) {
                to.append('\\').append(c);
            } else {
                to.append(c);
            }
        }
    }

    public byte[] toBytes() {
        StringBuilder all = new StringBuilder();
        metrics.values().forEach(all::append);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
