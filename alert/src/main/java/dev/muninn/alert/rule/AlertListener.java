package dev.muninn.alert.rule;

import dev.muninn.model.MuninnException;
import java.util.List;

/** Takes the alerts of rules that fire or ended lately. */
@FunctionalInterface
public interface AlertListener {

    /** Nobody is told. */
    AlertListener NOBODY = (alerts, generatorUrl, validForMillis) -> {};

    /** Tells several, one after the other, whatever becomes of the ones before. */
    static AlertListener all(AlertListener... listeners) {
        return (alerts, generatorUrl, validForMillis) -> {
            MuninnException failure = null;
            for (AlertListener listener : listeners) {
                try {
                    listener.accept(alerts, generatorUrl, validForMillis);
                } catch (MuninnException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        };
    }

    /**
     * Takes alerts in; called after an evaluation, by its thread.
     *
     * @param generatorUrl where the rule's expression can be looked at
     * @param validForMillis how long an alert counts if it is not heard of again
     */
    void accept(List<Alert> alerts, String generatorUrl, long validForMillis);
}
