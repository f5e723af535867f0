package dev.muninn.alert.notify;

import dev.muninn.alert.group.ActiveAlert;
import dev.muninn.alert.rule.Alert;
import java.util.ArrayList;
import java.util.List;

/** What the alerts of own rules are to those who tell people. */
public final class HeardAlerts {

    private HeardAlerts() {}

    /** Those that fire or have ended; what is pending concerns nobody yet. */
    public static List<ActiveAlert> of(
            List<Alert> alerts, String generatorUrl, long validForMillis, long nowMillis) {
        List<ActiveAlert> heard = new ArrayList<>();
        for (Alert alert : alerts) {
            boolean isResolved = alert.state() == Alert.State.RESOLVED;
            if (isResolved || alert.state() == Alert.State.FIRING) {
                heard.add(
                        new ActiveAlert(
                                alert.labels(),
                                alert.annotations(),
                                alert.firedAtMillis(),
                                isResolved ? alert.resolvedAtMillis() : nowMillis + validForMillis,
                                generatorUrl,
                                false,
                                nowMillis));
            }
        }
        return heard;
    }
}
