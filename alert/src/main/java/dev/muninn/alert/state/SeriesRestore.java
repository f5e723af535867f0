package dev.muninn.alert.state;

import dev.muninn.alert.options.RuleOptions;
import dev.muninn.alert.rule.Alert;
import dev.muninn.alert.rule.Rule;
import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.query.ResultSeries;
import java.time.Duration;
import java.util.List;

/**
 * Lets alerts that wait go on where their series {@code ALERTS_FOR_STATE} say they were, as
 * Prometheus does: for data that was brought along without the memory of its rules.
 */
final class SeriesRestore {

    private static final System.Logger LOGGER = System.getLogger(SeriesRestore.class.getName());

    private final PastElements queries;
    private final Duration outageTolerance;
    private final Duration gracePeriod;

    SeriesRestore(PastElements queries, RuleOptions options) {
        this.queries = queries;
        outageTolerance = options.outageTolerance();
        gracePeriod = options.gracePeriod();
    }

    /** Restores alerts; only a wait longer than the grace period is worth it. */
    void restore(AlertStates states, long timeMillis) {
        Rule.Alerting rule = states.rule();
        if (rule.pendingFor().compareTo(gracePeriod) < 0) {
            return;
        }
        for (Alert alert : states.active()) {
            restore(rule, states, alert, timeMillis);
        }
    }

    private void restore(Rule.Alerting rule, AlertStates states, Alert alert, long timeMillis) {
        String selector = selector(alert.labels());
        // Before this start's own first sample of the series.
        long until = alert.activeAtMillis() - 1;
        double activeAtSeconds;
        double lastSeenSeconds;
        try {
            // With the tolerance as lookback a marker of the alert's end hides what was before it.
            List<ResultSeries> since = queries.at(selector, until, outageTolerance);
            List<ResultSeries> seen =
                    queries.at("timestamp(" + selector + ")", until, outageTolerance);
            if (since.size() != 1 || seen.size() != 1) {
                return;
            }
            activeAtSeconds = since.getFirst().values()[0];
            lastSeenSeconds = seen.getFirst().values()[0];
        } catch (MuninnException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "alert {0} starts over: its state before the restart cannot be read: {1}",
                    alert.labels(),
                    e.getMessage());
            return;
        }
        long activeAt = (long) (activeAtSeconds * 1000);
        long lastSeen = (long) (lastSeenSeconds * 1000);
        long wait = rule.pendingFor().toMillis();
        long remaining = wait - (lastSeen - activeAt);
        if (remaining > 0) {
            activeAt =
                    remaining < gracePeriod.toMillis()
                            ? timeMillis + gracePeriod.toMillis() - wait
                            : activeAt + timeMillis - lastSeen;
        }
        states.beganAt(alert.labels(), activeAt);
    }

    private static String selector(Labels labels) {
        StringBuilder text = new StringBuilder("{\"ALERTS_FOR_STATE\"");
        for (Label label : labels.toList()) {
            text.append(", \"").append(escape(label.name())).append("\"=\"");
            text.append(escape(label.value())).append('"');
        }
        return text.append('}').toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
