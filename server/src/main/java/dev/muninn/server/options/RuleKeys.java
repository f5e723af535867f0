package dev.muninn.server.options;

import dev.muninn.alert.options.RuleOptions;
import java.time.Duration;
import java.util.List;

/** The keys under {@code rules.} */
final class RuleKeys {

    private static final RuleOptions DEFAULTS = RuleOptions.DEFAULTS;

    static final OptionKey<List<String>> FILES =
            new OptionKey<>(
                    "rules.files",
                    new ListType<>(new TextType("the path of a rule file, or a pattern of paths")),
                    DEFAULTS.files(),
                    "Recording and alerting rules, in the form of Prometheus' rule files.");

    static final OptionKey<Duration> INTERVAL =
            new OptionKey<>(
                    "rules.interval",
                    new DurationType(Duration.ofMillis(100), Duration.ofDays(1)),
                    DEFAULTS.interval(),
                    "How often a group is evaluated that does not name its own interval.");

    static final OptionKey<Duration> QUERY_OFFSET =
            new OptionKey<>(
                    "rules.query-offset",
                    new DurationType(Duration.ZERO, Duration.ofHours(1)),
                    DEFAULTS.queryOffset(),
                    "How far back a group's queries look, for samples that come late.");

    static final OptionKey<Duration> OUTAGE_TOLERANCE =
            new OptionKey<>(
                    "rules.outage-tolerance",
                    new DurationType(Duration.ZERO, Duration.ofDays(30)),
                    DEFAULTS.outageTolerance(),
                    "The longest stop after which a pending alert goes on waiting where it was.");

    static final OptionKey<Duration> GRACE_PERIOD =
            new OptionKey<>(
                    "rules.grace-period",
                    new DurationType(Duration.ZERO, Duration.ofDays(1)),
                    DEFAULTS.gracePeriod(),
                    "The shortest time an alert stays pending after a restart that is known by its series only.");

    static final OptionKey<Duration> CATCH_UP =
            new OptionKey<>(
                    "rules.catch-up",
                    new DurationType(Duration.ZERO, Duration.ofDays(1)),
                    DEFAULTS.catchUp(),
                    "How far back recording rules are evaluated for the time in which this server"
                            + " was down; 0 for not at all.");

    static final OptionKey<Integer> WORKERS =
            new OptionKey<>(
                    "rules.workers",
                    new IntegerType(1, 1000),
                    DEFAULTS.workers(),
                    "Groups that are evaluated at the same time.");

    static final OptionKey<List<String>> FIRST_PACKS =
            new OptionKey<>(
                    "rules.first-packs",
                    new ListType<>(new TextType("the name of a pack")),
                    DEFAULTS.firstPacks(),
                    "Ready-made rules that are on from the first start of a new installation; later"
                            + " they are switched in the browser.");

    static final List<OptionKey<?>> ALL =
            List.of(
                    FILES,
                    INTERVAL,
                    QUERY_OFFSET,
                    OUTAGE_TOLERANCE,
                    GRACE_PERIOD,
                    CATCH_UP,
                    WORKERS,
                    FIRST_PACKS);

    private RuleKeys() {}

    static RuleOptions read(Configuration configuration) {
        return new RuleOptions(
                configuration.get(FILES),
                configuration.get(INTERVAL),
                configuration.get(QUERY_OFFSET),
                configuration.get(OUTAGE_TOLERANCE),
                configuration.get(GRACE_PERIOD),
                configuration.get(CATCH_UP),
                configuration.get(WORKERS),
                configuration.get(FIRST_PACKS),
                WebKeys.externalUrl(configuration));
    }
}
