package dev.muninn.store.core;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.store.head.CanonicalLabels;
import dev.muninn.store.options.SeriesLimits;
import java.nio.charset.StandardCharsets;

/** What labels a new series may have. */
public final class LabelLimits {

    private final SeriesLimits limits;

    LabelLimits(SeriesLimits limits) {
        this.limits = limits;
    }

    /** Whether labels are within all limits; {@link #check} says what is wrong if not. */
    public boolean allow(CanonicalLabels labels) {
        if (!labels.hasMetricName() || labels.size() > limits.maxLabels()) {
            return false;
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.nameLength(i) > limits.maxLabelNameBytes()
                    || labels.valueLength(i) > limits.maxLabelValueBytes()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Refuses labels.
     *
     * @throws MuninnException of kind BAD_INPUT with what is wrong and the remedy
     */
    public void check(Labels labels) {
        if (labels.metricName().isEmpty()) {
            throw MuninnException.badInput("labels " + labels + " have no metric name");
        }
        if (labels.size() > limits.maxLabels()) {
            throw MuninnException.badInput(
                    "series "
                            + labels.metricName()
                            + " has "
                            + labels.size()
                            + " labels, limit "
                            + limits.maxLabels()
                            + ": drop some or raise store.max-labels");
        }
        for (int i = 0; i < labels.size(); i++) {
            check("name", labels.name(i), limits.maxLabelNameBytes());
            check("value", labels.value(i), limits.maxLabelValueBytes());
        }
    }

    private static void check(String what, String text, int limit) {
        // No character takes more than three bytes per char.
        if (text.length() * 3L <= limit) {
            return;
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limit) {
            throw MuninnException.badInput(
                    "label "
                            + what
                            + " "
                            + text.substring(0, Math.min(32, text.length()))
                            + "… has "
                            + bytes
                            + " bytes, limit "
                            + limit
                            + ": shorten it or raise store.max-label-"
                            + what
                            + "-bytes");
        }
    }
}
