package dev.muninn.ingest.logs;

import dev.muninn.ingest.wire.GoFloat;
import dev.muninn.model.Labels;
import dev.muninn.model.Staleness;
import dev.muninn.model.WriteBatch;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The series that one rule made, at most so many; used by one thread at a time. One series too many
 * goes into a series whose labels are all {@link #OTHER}.
 */
final class RuleSeries {

    static final String OTHER = "__other__";

    /** Bounds of durations in seconds: those of Prometheus' client libraries. */
    static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double[] NONE = {};

    /** One counter, gauge or histogram. */
    private static final class Figure {
        private final double[] bounds;
        private final double[] counts;
        private final boolean isGauge;
        private final long startMillis;
        private double value;
        private double count;
        private long touchedMillis;

        Figure(double[] bounds, boolean isGauge, long startMillis) {
            this.bounds = bounds;
            counts = new double[bounds.length];
            this.isGauge = isGauge;
            this.startMillis = startMillis;
        }

        boolean isHistogram() {
            return bounds.length > 0;
        }
    }

    private final int maxSeries;
    private final long dropAfterMillis;
    private final Map<Labels, Figure> figures = new LinkedHashMap<>();
    private long nowMillis;
    private long overflown;

    RuleSeries(int maxSeries, long dropAfterMillis) {
        this.maxSeries = maxSeries;
        this.dropAfterMillis = dropAfterMillis;
    }

    /** Says what time it is for the calls that follow. */
    void at(long millis) {
        nowMillis = millis;
    }

    /** How many lines went into the series of all others. */
    long overflown() {
        return overflown;
    }

    int size() {
        return figures.size();
    }

    void count(Labels series, double by) {
        figure(series, NONE, false).value += by;
    }

    void set(Labels series, double value) {
        figure(series, NONE, true).value = value;
    }

    void observe(Labels series, double[] bounds, double value) {
        Figure figure = figure(series, bounds, false);
        for (int i = 0; i < figure.bounds.length; i++) {
            figure.counts[i] += value <= figure.bounds[i] ? 1 : 0;
        }
        figure.count++;
        figure.value += value;
    }

    private Figure figure(Labels series, double[] bounds, boolean isGauge) {
        Labels kept = series;
        if (figures.size() >= maxSeries && !figures.containsKey(series)) {
            overflown++;
            kept = other(series);
        }
        Figure figure =
                figures.computeIfAbsent(kept, key -> new Figure(bounds, isGauge, nowMillis));
        figure.touchedMillis = nowMillis;
        return figure;
    }

    private static Labels other(Labels series) {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < series.size(); i++) {
            boolean isName = series.name(i).equals(Labels.METRIC_NAME);
            labels.set(series.name(i), isName ? series.value(i) : OTHER);
        }
        return labels.build();
    }

    /** Adds the state of all series; those that no line has touched for long end. */
    void flush(WriteBatch into, long atMillis) {
        for (Iterator<Map.Entry<Labels, Figure>> all = figures.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Labels, Figure> entry = all.next();
            boolean isOver = entry.getValue().touchedMillis < atMillis - dropAfterMillis;
            write(into, entry.getKey(), entry.getValue(), atMillis, isOver);
            if (isOver) {
                all.remove();
            }
        }
    }

    private static void write(
            WriteBatch into, Labels series, Figure figure, long atMillis, boolean isOver) {
        if (!figure.isHistogram()) {
            add(into, series, figure, atMillis, isOver ? Staleness.MARKER : figure.value);
            return;
        }
        for (int i = 0; i < figure.bounds.length; i++) {
            Labels bucket = part(series, "_bucket").with("le", GoFloat.format(figure.bounds[i]));
            add(into, bucket, figure, atMillis, isOver ? Staleness.MARKER : figure.counts[i]);
        }
        double count = isOver ? Staleness.MARKER : figure.count;
        add(into, part(series, "_bucket").with("le", "+Inf"), figure, atMillis, count);
        double sum = isOver ? Staleness.MARKER : figure.value;
        add(into, part(series, "_sum"), figure, atMillis, sum);
        add(into, part(series, "_count"), figure, atMillis, count);
    }

    private static Labels part(Labels series, String suffix) {
        return series.with(Labels.METRIC_NAME, series.metricName() + suffix);
    }

    private static void add(
            WriteBatch into, Labels series, Figure figure, long atMillis, double value) {
        into.addSeries(series);
        into.addSample(atMillis, value);
        if (!figure.isGauge) {
            into.startedAt(figure.startMillis);
        }
    }
}
