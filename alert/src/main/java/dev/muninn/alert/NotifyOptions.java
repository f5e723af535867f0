package dev.muninn.alert;

import dev.muninn.model.MuninnException;

/**
 * Options under {@code alerting.}.
 *
 * @param config path of an {@code alertmanager.yml}; empty where nobody is to be told
 * @param matcherSyntax fallback, utf8 or classic: how matchers are written
 * @param externalUrl where people reach this server; for links in messages
 */
public record NotifyOptions(String config, String matcherSyntax, String externalUrl) {

    public static final NotifyOptions DEFAULTS = new NotifyOptions("", "fallback", "");

    public NotifyOptions {
        if (!matcherSyntax.matches("fallback|utf8|classic")) {
            throw MuninnException.badInput(
                    "alerting.matchers is \""
                            + matcherSyntax
                            + "\": it takes fallback, utf8 or classic");
        }
    }
}
