package dev.muninn.ingest.collect.jmx;

import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Figures read by one thread, to be reported by another once all are there. */
final class RecordedFigures implements Telemetry {

    private final List<Consumer<SampleFrame>> figures = new ArrayList<>();

    @Override
    public void counter(String name, String help, double value, String... labels) {
        figures.add(to -> to.counter(name, help, value, labels));
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        figures.add(to -> to.gauge(name, help, value, labels));
    }

    @Override
    public void histogram(
            String name,
            String help,
            double[] bounds,
            long[] counts,
            double sum,
            String... labels) {
        figures.add(to -> to.histogram(name, help, bounds, counts, sum, labels));
    }

    @Override
    public void summary(String name, String help, long count, double sum, String... labels) {
        figures.add(to -> to.summary(name, help, count, sum, labels));
    }

    /** A value of which nobody says whether it only grows. */
    void untyped(String name, String help, double value, String... labels) {
        figures.add(to -> to.untyped(name, help, value, labels));
    }

    int size() {
        return figures.size();
    }

    void reportTo(SampleFrame frame) {
        figures.forEach(figure -> figure.accept(frame));
    }
}
