package dev.muninn.alert.options;

import java.time.Duration;
import java.util.List;

/**
 * Options under {@code rules.}.
 *
 * @param files rule files, by path or glob
 * @param interval of groups that do not name one
 * @param queryOffset of groups that do not name one
 * @param outageTolerance how long a pending alert may have been out of sight to be taken up again
 * @param gracePeriod shortest time an alert stays pending that is taken up by its series
 * @param catchUp how far back recording rules are evaluated for the time of a stop; zero for not
 * @param workers groups that are evaluated at the same time
 * @param firstPacks ready-made rules that are on in a new installation
 * @param externalUrl where people reach this server; for links in annotations
 */
public record RuleOptions(
        List<String> files,
        Duration interval,
        Duration queryOffset,
        Duration outageTolerance,
        Duration gracePeriod,
        Duration catchUp,
        int workers,
        List<String> firstPacks,
        String externalUrl) {

    public static final RuleOptions DEFAULTS =
            new RuleOptions(
                    List.of(),
                    Duration.ofSeconds(15),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    2,
                    List.of("essentials"),
                    "");

    public RuleOptions {
        files = List.copyOf(files);
        firstPacks = List.copyOf(firstPacks);
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "rules.interval is " + interval + ": set at least 1ms, usual is 15s");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("rules.workers is " + workers + ": set at least 1");
        }
    }

    /** These options with other packs that are on in a new installation. */
    public RuleOptions withFirstPacks(List<String> others) {
        return new RuleOptions(
                files,
                interval,
                queryOffset,
                outageTolerance,
                gracePeriod,
                catchUp,
                workers,
                others,
                externalUrl);
    }

    /** These options with another default interval. */
    public RuleOptions withInterval(Duration other) {
        return new RuleOptions(
                files,
                other,
                queryOffset,
                outageTolerance,
                gracePeriod,
                catchUp,
                workers,
                firstPacks,
                externalUrl);
    }

    /** These options with another address for links. */
    public RuleOptions withExternalUrl(String other) {
        return new RuleOptions(
                files,
                interval,
                queryOffset,
                outageTolerance,
                gracePeriod,
                catchUp,
                workers,
                firstPacks,
                other);
    }
}
