package dev.muninn.query.eval.series;

import dev.muninn.model.Labels;

/** One computed series. */
public record Column(Labels labels, boolean dropsName, Points points) {

    public Column withLabels(Labels other) {
        return new Column(other, dropsName, points);
    }
}
