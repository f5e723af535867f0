package dev.muninn.store;

import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a part of the server tells of itself at one moment. */
final class OwnFigures implements Telemetry {

    private final Map<String, Double> values = new HashMap<>();

    private OwnFigures() {}

    static OwnFigures of(TelemetrySource source) {
        OwnFigures figures = new OwnFigures();
        source.report(figures);
        return figures;
    }

    /** The value of a metric with these label names and values. */
    double value(String name, String... labels) {
        Double value = values.get(name + Arrays.toString(labels));
        if (value == null) {
            throw new AssertionError("no " + name + Arrays.toString(labels) + " in " + values);
        }
        return value;
    }

    @Override
    public void counter(String name, String help, double value, String... labels) {
        values.put(name + Arrays.toString(labels), value);
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        values.put(name + Arrays.toString(labels), value);
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        values.put(name + "_sum" + Arrays.toString(labels), sum);
    }
}
