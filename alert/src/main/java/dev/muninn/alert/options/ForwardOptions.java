package dev.muninn.alert.options;

import java.util.List;

/**
 * Other Alertmanagers that hear of the alerts of rules, too.
 *
 * @param config path of a file in the form of {@code prometheus.yml}, of which the section {@code
 *     alerting} and the external labels are read; empty for none
 * @param alertmanagers addresses beside those of the file
 */
public record ForwardOptions(String config, List<String> alertmanagers) {

    public static final ForwardOptions NONE = new ForwardOptions("", List.of());

    public ForwardOptions {
        alertmanagers = List.copyOf(alertmanagers);
    }
}
