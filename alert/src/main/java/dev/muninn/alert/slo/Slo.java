package dev.muninn.alert.slo;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What share of a service's events is to be good.
 *
 * @param objective in percent, below 100
 * @param errorQuery the rate of bad events, with <code>{{.window}}</code> in the place of its range
 * @param totalQuery the rate of all events, likewise
 * @param labels of all its series and alerts
 * @param alertName of its alerts; empty for none
 * @param pageLabels of the alert that somebody acts on now
 * @param ticketLabels of the alert that can wait for the morning
 * @param annotations of both
 */
public record Slo(
        String service,
        String name,
        double objective,
        String errorQuery,
        String totalQuery,
        Map<String, String> labels,
        String alertName,
        Map<String, String> pageLabels,
        Map<String, String> ticketLabels,
        Map<String, String> annotations) {

    /** What identifies it in series. */
    String id() {
        return service + "-" + name;
    }

    /** The share of events that may be bad. */
    double budget() {
        // Of decimal numbers: 1 - 99.9 / 100 is not quite a thousandth.
        return BigDecimal.valueOf(100)
                .subtract(BigDecimal.valueOf(objective))
                .movePointLeft(2)
                .doubleValue();
    }
}
