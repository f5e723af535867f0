package dev.muninn.web;

import dev.muninn.model.Telemetry;
import dev.muninn.stream.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects figures and writes them in Prometheus' text format, each metric in one piece. */
final class MetricsText implements Telemetry {

    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    @Override
    public void counter(String name, String help, double value, String... labels) {
        line(metric(name, help, "counter"), name, value, labels);
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        line(metric(name, help, "gauge"), name, value, labels);
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        StringBuilder text = metric(name, help, "histogram");
        String[] withBound = new String[labels.length + 2];
        System.arraycopy(labels, 0, withBound, 0, labels.length);
        withBound[labels.length] = "le";
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i];
            withBound[labels.length + 1] = i < bounds.length ? number(bounds[i]) : "+Inf";
            line(text, name + "_bucket", (double) count, withBound);
        }
        line(text, name + "_sum", sum, labels);
        line(text, name + "_count", (double) count, labels);
    }

    @Override
    public void summary(String name, String help, long count, double sum, String... labels) {
        StringBuilder text = metric(name, help, "summary");
        line(text, name + "_sum", sum, labels);
        line(text, name + "_count", (double) count, labels);
    }

    private StringBuilder metric(String name, String help, String type) {
        return metrics.computeIfAbsent(
                name,
                key ->
                        new StringBuilder()
                                .append("# HELP ")
                                .append(name)
                                .append(' ')
                                .append(help.replace("\\", "\\\\").replace("\n", "\\n"))
                                .append("\n# TYPE ")
                                .append(name)
                                .append(' ')
                                .append(type)
                                .append('\n'));
    }

    private static void line(StringBuilder text, String name, double value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            text.append(
                    labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            text.append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    }

    private static String number(double value) {
        return new String(new JsonBuffer(40).number(value).toBytes(), StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        metrics.values().forEach(all::append);
        return all.toString();
    }
}
