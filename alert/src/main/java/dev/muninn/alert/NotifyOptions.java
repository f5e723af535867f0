package dev.muninn.alert;

import dev.muninn.model.MuninnException;
import java.time.Duration;

/**
 * Options under {@code alerting.}.
 *
 * @param config path of an {@code alertmanager.yml}; empty where nobody is to be told
 * @param matcherSyntax fallback, utf8 or classic: how matchers are written
 * @param externalUrl where people reach this server; for links in messages
 * @param forward other Alertmanagers that hear of the alerts of rules
 * @param heartbeatUrl of a dead man's switch; empty for none
 * @param heartbeatInterval how often it hears that alerting is well
 */
public record NotifyOptions(
        String config,
        String matcherSyntax,
        String externalUrl,
        ForwardOptions forward,
        String heartbeatUrl,
        Duration heartbeatInterval) {

    public static final NotifyOptions DEFAULTS =
            new NotifyOptions("", "fallback", "", ForwardOptions.NONE, "", Duration.ofMinutes(1));

    /** Where a file of routes is only read. */
    public static NotifyOptions of(String config) {
        return new NotifyOptions(
                config, "fallback", "", ForwardOptions.NONE, "", DEFAULTS.heartbeatInterval());
    }

    public NotifyOptions {
        if (!matcherSyntax.matches("fallback|utf8|classic")) {
            throw MuninnException.badInput(
                    "alerting.matchers is \""
                            + matcherSyntax
                            + "\": it takes fallback, utf8 or classic");
        }
    }
}
