package dev.muninn.alert.evaluate;

import dev.muninn.alert.rule.Alert;
import dev.muninn.model.Labels;
import dev.muninn.model.WriteBatch;

/** The series that the active alerts of a rule are written as; confined to the rule's run. */
final class AlertSeries {

    private final KeptLabels forState = new KeptLabels();
    private final KeptLabels pending = new KeptLabels();
    private final KeptLabels firing = new KeptLabels();

    /** Adds what an alert gives at a time. */
    void add(Alert alert, long timeMillis, WrittenSeries written, WriteBatch batch) {
        Labels state =
                alert.state() == Alert.State.FIRING
                        ? firing.of(alert.labels(), labels -> inState(labels, Alert.State.FIRING))
                        : pending.of(
                                alert.labels(), labels -> inState(labels, Alert.State.PENDING));
        written.add(batch, state, timeMillis, 1, null);
        Labels since =
                forState.of(
                        alert.labels(),
                        labels -> labels.with(Labels.METRIC_NAME, "ALERTS_FOR_STATE"));
        written.add(batch, since, timeMillis, alert.activeAtMillis() / 1000.0, null);
    }

    private static Labels inState(Labels alert, Alert.State state) {
        return alert.toBuilder()
                .set(Labels.METRIC_NAME, "ALERTS")
                .set("alertstate", state.word())
                .build();
    }

    /** Ends a run: series that it did not write are forgotten. */
    void endRun() {
        forState.endRun();
        pending.endRun();
        firing.endRun();
    }

    boolean isEmpty() {
        return forState.isEmpty();
    }
}
