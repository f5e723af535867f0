package dev.muninn.server.options;

import dev.muninn.alert.options.ForwardOptions;
import dev.muninn.alert.options.NotifyOptions;
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
                    new SecretAddressType("the address of a dead man's switch, or nothing"),
                    DEFAULTS.heartbeatUrl(),
                    "Asked for again and again while rules, store and notification are well, so"
                            + " that somebody else notices when they are not.");

    static final OptionKey<Duration> HEARTBEAT_INTERVAL =
            new OptionKey<>(
                    "alerting.heartbeat-interval",
                    new DurationType(Duration.ofSeconds(1), Duration.ofDays(1)),
                    DEFAULTS.heartbeatInterval(),
                    "How often the dead man's switch hears of this server.");

    static final OptionKey<String> NODE =
            new OptionKey<>(
                    "alerting.node",
                    new TextType("a name, or nothing"),
                    DEFAULTS.node(),
                    "What this server is called among those that share a PostgreSQL; by itself the"
                            + " name of its machine and the number of its process.");

    static final OptionKey<Duration> LEASE =
            new OptionKey<>(
                    "alerting.lease",
                    new DurationType(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    DEFAULTS.lease(),
                    "Where servers share a PostgreSQL, one tells people of alerts; after how long"
                            + " without an answer another one takes over. The same on all of"
                            + " them.");

    static final OptionKey<Duration> WITHOUT_DATABASE =
            new OptionKey<>(
                    "alerting.without-database",
                    new DurationType(Duration.ofSeconds(1), Duration.ofDays(1)),
                    DEFAULTS.withoutDatabase(),
                    "How long the server that tells people keeps quiet while the PostgreSQL that"
                            + " it shares with others does not answer; then it goes on and says in"
                            + " each message that it may be repeated.");

    static final OptionKey<List<String>> DENIED_NETWORKS =
            new OptionKey<>(
                    "alerting.denied-networks",
                    new ListType<>(new TextType("a network such as 10.0.0.0/8")),
                    DEFAULTS.deniedNetworks(),
                    "Networks in which no receiver may be, by itself those where clouds keep the"
                            + " credentials of their machines; what a name leads to is looked at,"
                            + " too.");

    static final OptionKey<Integer> MAX_ALERTS =
            new OptionKey<>(
                    "alerting.max-alerts",
                    new IntegerType(1, 100_000_000),
                    DEFAULTS.maxAlerts(),
                    "How many alerts are known at a time, about 0.6 KB each; others are refused.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    CONFIG,
                    MATCHERS,
                    FORWARD_CONFIG,
                    ALERTMANAGERS,
                    HEARTBEAT_URL,
                    HEARTBEAT_INTERVAL,
                    NODE,
                    LEASE,
                    WITHOUT_DATABASE,
                    DENIED_NETWORKS,
                    MAX_ALERTS);

    private AlertingKeys() {}

    static NotifyOptions read(Configuration configuration) {
        return new NotifyOptions(
                configuration.get(CONFIG),
                MATCHERS.type().print(configuration.get(MATCHERS)),
                WebKeys.externalUrl(configuration),
                new ForwardOptions(
                        configuration.get(FORWARD_CONFIG), configuration.get(ALERTMANAGERS)),
                configuration.get(HEARTBEAT_URL),
                configuration.get(HEARTBEAT_INTERVAL),
                configuration.get(NODE),
                configuration.get(LEASE),
                configuration.get(WITHOUT_DATABASE),
                configuration.get(DENIED_NETWORKS),
                configuration.get(MAX_ALERTS));
    }
}
