package dev.muninn.alert.options;

import dev.muninn.alert.http.DeniedNetworks;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.List;

/**
 * Options under {@code alerting.}.
 *
 * @param config path of an {@code alertmanager.yml}; empty where nobody is to be told
 * @param matcherSyntax fallback, utf8 or classic: how matchers are written
 * @param externalUrl where people reach this server; for links in messages
 * @param forward other Alertmanagers that hear of the alerts of rules
 * @param heartbeatUrl of a dead man's switch; empty for none
 * @param heartbeatInterval how often it hears that alerting is well
 * @param node what this process is called among those on one database; empty for its machine and
 *     number
 * @param lease after which another process takes over from one that does not answer
 * @param withoutDatabase how long the process that tells people keeps quiet while the database does
 *     not answer
 * @param deniedNetworks in which no receiver may be: 169.254.0.0/16
 * @param maxAlerts how many alerts are known at a time; more are refused
 */
public record NotifyOptions(
        String config,
        String matcherSyntax,
        String externalUrl,
        ForwardOptions forward,
        String heartbeatUrl,
        Duration heartbeatInterval,
        String node,
        Duration lease,
        Duration withoutDatabase,
        List<String> deniedNetworks,
        int maxAlerts) {

    public static final NotifyOptions DEFAULTS =
            new NotifyOptions(
                    "",
                    "fallback",
                    "",
                    ForwardOptions.NONE,
                    "",
                    Duration.ofMinutes(1),
                    "",
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    DeniedNetworks.USUAL,
                    1_000_000);

    /** Where a file of routes is only read. */
    public static NotifyOptions of(String config) {
        return DEFAULTS.withConfig(config);
    }

    /** The same for another file of routes. */
    public NotifyOptions withConfig(String other) {
        return new NotifyOptions(
                other,
                matcherSyntax,
                externalUrl,
                forward,
                heartbeatUrl,
                heartbeatInterval,
                node,
                lease,
                withoutDatabase,
                deniedNetworks,
                maxAlerts);
    }

    public NotifyOptions {
        deniedNetworks = List.copyOf(deniedNetworks);
        var _ = DeniedNetworks.of(deniedNetworks);
        if (!matcherSyntax.matches("fallback|utf8|classic")) {
            throw MuninnException.badInput(
                    "alerting.matchers is \""
                            + matcherSyntax
                            + "\": it takes fallback, utf8 or classic");
        }
    }
}
