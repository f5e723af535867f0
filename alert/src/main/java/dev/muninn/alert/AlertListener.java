package dev.muninn.alert;

import java.util.List;

/** Takes the alerts of rules that fire or ended lately. */
@FunctionalInterface
public interface AlertListener {

    /** Nobody is told. */
    AlertListener NOBODY = (alerts, generatorUrl, validForMillis) -> {};

    /**
     * Takes alerts in; called after an evaluation, by its thread.
     *
     * @param generatorUrl where the rule's expression can be looked at
     * @param validForMillis how long an alert counts if it is not heard of again
     */
    void accept(List<Alert> alerts, String generatorUrl, long validForMillis);
}
