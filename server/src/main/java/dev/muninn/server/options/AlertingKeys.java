package dev.muninn.server.options;

import dev.muninn.alert.NotifyOptions;
import java.util.List;

/** The keys under {@code alerting.} */
final class AlertingKeys {

    /** How matchers are written. */
    enum Matchers {
        FALLBACK,
        UTF8,
        CLASSIC
    }

    private static final NotifyOptions DEFAULTS = NotifyOptions.DEFAULTS;

    static final OptionKey<String> CONFIG =
            new OptionKey<>(
                    "alerting.config",
                    new TextType("the path of a file, or nothing"),
                    DEFAULTS.config(),
                    "Who is told of alerts, in the form of Alertmanager's alertmanager.yml; without"
                            + " it alerts are written to the log.");

    static final OptionKey<Matchers> MATCHERS =
            new OptionKey<>(
                    "alerting.matchers",
                    ChoiceType.of(Matchers.class),
                    Matchers.FALLBACK,
                    "How matchers are written: any label name (utf8), Alertmanager's first form"
                            + " (classic), or either.");

    static final OptionKey<String> EXTERNAL_URL =
            new OptionKey<>(
                    "alerting.external-url",
                    new TextType("the address of this server, or nothing"),
                    DEFAULTS.externalUrl(),
                    "Where people reach this server; for links in messages.");

    static final List<OptionKey<?>> ALL = List.of(CONFIG, MATCHERS, EXTERNAL_URL);

    private AlertingKeys() {}

    static NotifyOptions read(Configuration configuration) {
        return new NotifyOptions(
                configuration.get(CONFIG),
                MATCHERS.type().print(configuration.get(MATCHERS)),
                configuration.get(EXTERNAL_URL));
    }
}
