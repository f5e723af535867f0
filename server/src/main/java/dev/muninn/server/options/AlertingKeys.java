package dev.muninn.server.options;

import dev.muninn.alert.ForwardOptions;
import dev.muninn.alert.NotifyOptions;
import java.time.Duration;
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

    static final OptionKey<String> FORWARD_CONFIG =
            new OptionKey<>(
                    "alerting.forward-config",
                    new TextType("the path of a file, or nothing"),
                    DEFAULTS.forward().config(),
                    "Other Alertmanagers that hear of the alerts of rules, in the form of"
                            + " prometheus.yml: its section alerting and its external labels.");

    static final OptionKey<List<String>> ALERTMANAGERS =
            new OptionKey<>(
                    "alerting.alertmanagers",
                    new ListType<>(new TextType("the address of an Alertmanager")),
                    DEFAULTS.forward().alertmanagers(),
                    "Other Alertmanagers that hear of the alerts of rules, by address.");

    static final OptionKey<String> HEARTBEAT_URL =
            new OptionKey<>(
                    "alerting.heartbeat-url",
                    new TextType("the address of a dead man's switch, or nothing"),
                    DEFAULTS.heartbeatUrl(),
                    "Asked for again and again while rules, store and notification are well, so"
                            + " that somebody else notices when they are not.");

    static final OptionKey<Duration> HEARTBEAT_INTERVAL =
            new OptionKey<>(
                    "alerting.heartbeat-interval",
                    new DurationType(Duration.ofSeconds(1), Duration.ofDays(1)),
                    DEFAULTS.heartbeatInterval(),
                    "How often the dead man's switch hears of this server.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    CONFIG,
                    MATCHERS,
                    EXTERNAL_URL,
                    FORWARD_CONFIG,
                    ALERTMANAGERS,
                    HEARTBEAT_URL,
                    HEARTBEAT_INTERVAL);

    private AlertingKeys() {}

    static NotifyOptions read(Configuration configuration) {
        return new NotifyOptions(
                configuration.get(CONFIG),
                MATCHERS.type().print(configuration.get(MATCHERS)),
                configuration.get(EXTERNAL_URL),
                new ForwardOptions(
                        configuration.get(FORWARD_CONFIG), configuration.get(ALERTMANAGERS)),
                configuration.get(HEARTBEAT_URL),
                configuration.get(HEARTBEAT_INTERVAL));
    }
}
