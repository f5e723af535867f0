package dev.muninn.ingest;

import dev.muninn.model.Telemetry;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Keeps what a part tells of itself, by name and labels. */
public final class CollectedFigures implements Telemetry {

    private final Map<String, Double> values = new TreeMap<>();

    public Map<String, Double> values() {
        return values;
    }

    private void put(String name, double value, String... labels) {
        StringJoiner text = new StringJoiner(", ", name + "{", "}");
        for (int i = 0; i < labels.length; i += 2) {
            text.add(labels[i] + "=" + labels[i + 1]);
        }
        values.put(text.toString(), value);
    }

    @Override
    public void counter(String name, String help, double value, String... labels) {
        put(name, value, labels);
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        put(name, value, labels);
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        put(name + "_sum", sum, labels);
    }
}
