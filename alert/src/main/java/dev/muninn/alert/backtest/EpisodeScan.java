package dev.muninn.alert.backtest;

import dev.muninn.alert.rule.Rule;
import dev.muninn.alert.state.AlertStates;
import dev.muninn.model.Labels;
import dev.muninn.query.ResultSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The episodes of one alert over past evaluations. Gives what {@link AlertStates} would, but walks
 * over one series at a time, as alerts do not depend on each other.
 */
public final class EpisodeScan {

    private final long pendingForMillis;
    private final long keepFiringForMillis;
    private final long stepMillis;
    private final Labels labels;
    private final List<Episode> episodes = new ArrayList<>();
    private long activeAt = -1;
    private long firedAt;
    private long lastSeen;
    private double peak;

    public EpisodeScan(Rule.Alerting rule, long stepMillis, Labels labels) {
        pendingForMillis = rule.pendingFor().toMillis();
        keepFiringForMillis = rule.keepFiringFor().toMillis();
        this.stepMillis = stepMillis;
        this.labels = labels;
    }

    /** Takes the points of a series, in which each is an evaluation that found the element. */
    public void add(ResultSeries points) {
        for (int i = 0; i < points.size(); i++) {
            add(points.timestamps()[i], points.values()[i]);
        }
    }

    private void add(long time, double value) {
        if (activeAt >= 0) {
            endBefore(time);
        }
        if (activeAt < 0) {
            activeAt = time;
            firedAt = 0;
            peak = value;
        }
        lastSeen = time;
        peak = Math.abs(value) > Math.abs(peak) ? value : peak;
        if (firedAt == 0 && time - activeAt >= pendingForMillis) {
            firedAt = time;
        }
    }

    /** Ends the episode if the evaluations between the last point and this time would have. */
    private void endBefore(long time) {
        long missing = lastSeen + stepMillis;
        if (missing >= time) {
            return;
        }
        if (firedAt == 0) {
            end(missing);
        } else if (endOfKeeping(missing) < time) {
            end(endOfKeeping(missing));
        }
    }

    /** The first evaluation at which an alert that is gone since another one no longer fires. */
    private long endOfKeeping(long missing) {
        return keepFiringForMillis == 0
                ? missing
                : missing + Math.ceilDiv(keepFiringForMillis, stepMillis) * stepMillis;
    }

    private void end(long time) {
        episodes.add(new Episode(labels, activeAt, firedAt, time, peak));
        activeAt = -1;
    }

    /** All episodes up to the last evaluation. */
    public List<Episode> finish(long lastEvaluation) {
        if (activeAt >= 0) {
            endBefore(lastEvaluation + stepMillis);
        }
        if (activeAt >= 0) {
            episodes.add(new Episode(labels, activeAt, firedAt, 0, peak));
            activeAt = -1;
        }
        return episodes;
    }
}
