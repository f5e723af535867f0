package dev.muninn.alert.config;

import dev.muninn.alert.route.InhibitRule;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.route.TimeInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code alertmanager.yml} says.
 *
 * @param intervals time intervals by name
 * @param templates patterns of template files, as written
 * @param maskedText the file without its secrets
 */
public record RoutingConfig(
        Settings global,
        Route route,
        List<Receiver> receivers,
        List<InhibitRule> inhibitRules,
        Map<String, List<TimeInterval>> intervals,
        List<String> templates,
        String maskedText) {

    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    public @Nullable Receiver receiver(String name) {
        for (Receiver receiver : receivers) {
            if (receiver.name().equals(name)) {
                return receiver;
            }
        }
        return null;
    }

    /** The same with another root. */
    public RoutingConfig withRoute(Route other) {
        return new RoutingConfig(
                global, other, receivers, inhibitRules, intervals, templates, maskedText);
    }

    /** This one and, beside it, the receivers and the route of another. */
    public RoutingConfig beside(RoutingConfig other) {
        List<Receiver> all = new ArrayList<>(receivers);
        all.addAll(other.receivers());
        return new RoutingConfig(
                global,
                route.beside(other.route()),
                List.copyOf(all),
                inhibitRules,
                intervals,
                templates,
                maskedText);
    }

    /** After what time without news a pushed alert without an end counts as resolved. */
    public Duration resolveTimeout() {
        return global.duration("resolve_timeout", RESOLVE_TIMEOUT);
    }

    /** The first of the named intervals that contains the time, or null. */
    public @Nullable String within(List<String> names, long millis) {
        for (String name : names) {
            for (TimeInterval interval : intervals.getOrDefault(name, List.of())) {
                if (interval.contains(millis)) {
                    return name;
                }
            }
        }
        return null;
    }
}
