package dev.muninn.alert.config;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.yaml.PromDuration;
import dev.muninn.alert.yaml.Section;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the routing tree. */
final class RouteReader {

    private static final String ALL_LABELS = "...";

    /** What the root has where the file does not say: Alertmanager's defaults. */
    private static final Route DEFAULTS =
            new Route(
                    "",
                    "",
                    "",
                    List.of(),
                    Optional.of(List.of()),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofHours(4),
                    List.of(),
                    List.of(),
                    Map.of(),
                    false,
                    List.of());

    private final MatcherSyntax syntax;
    private final Set<String> receivers;
    private final Set<String> intervals;

    RouteReader(MatcherSyntax syntax, Set<String> receivers, Set<String> intervals) {
        this.syntax = syntax;
        this.receivers = receivers;
        this.intervals = intervals;
    }

    Route root(Section section) {
        Route root = route(section, DEFAULTS, "0");
        if (root.receiver().isEmpty()) {
            problem(section, "receiver", "root route must specify a default receiver");
        }
        if (!root.matchers().isEmpty()) {
            problem(section, "matchers", "root route must not have any matchers");
        }
        if (!root.muteIntervals().isEmpty()) {
            problem(
                    section,
                    "mute_time_intervals",
                    "root route must not have any mute time intervals");
        }
        if (!root.activeIntervals().isEmpty()) {
            problem(
                    section,
                    "active_time_intervals",
                    "root route must not have any active time intervals");
        }
        if (root.doesContinue()) {
            problem(section, "continue", "cannot have continue in root route");
        }
        return root;
    }

    private Route route(Section section, Route parent, String path) {
        List<Matcher> matchers =
                new MatcherReader(section, syntax).read("match", "match_re", "matchers");
        String own = section.text("receiver");
        String receiver = own == null || own.isEmpty() ? parent.receiver() : own;
        if (!receiver.isEmpty() && !receivers.contains(receiver)) {
            problem(section, "receiver", "undefined receiver \"" + receiver + "\" used in route");
        }
        Map<String, String> labels = new LinkedHashMap<>(parent.labels());
        labels.putAll(section.texts("labels"));
        String print = MatcherSyntax.print(matchers);
        Route route =
                new Route(
                        parent.key().isEmpty() ? print : parent.key() + "/" + print,
                        path,
                        receiver,
                        matchers,
                        groupBy(section, parent),
                        span(section, "group_wait", parent.groupWait(), true),
                        span(section, "group_interval", parent.groupInterval(), false),
                        span(section, "repeat_interval", parent.repeatInterval(), false),
                        intervals(section, "mute_time_intervals"),
                        intervals(section, "active_time_intervals"),
                        labels,
                        Boolean.TRUE.equals(section.flag("continue")),
                        List.of());
        List<Route> children = new ArrayList<>();
        for (Node node : section.list("routes")) {
            Section child = new Section(node, section.problems(), "route");
            children.add(route(child, route, path + "/" + children.size()));
        }
        section.finish();
        return withChildren(route, children);
    }

    private static Route withChildren(Route route, List<Route> children) {
        return new Route(
                route.key(),
                route.path(),
                route.receiver(),
                route.matchers(),
                route.groupBy(),
                route.groupWait(),
                route.groupInterval(),
                route.repeatInterval(),
                route.muteIntervals(),
                route.activeIntervals(),
                route.labels(),
                route.doesContinue(),
                List.copyOf(children));
    }

    private Optional<List<String>> groupBy(Section section, Route parent) {
        if (!section.has("group_by")) {
            return parent.groupBy();
        }
        List<String> names = section.textList("group_by");
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                problem(section, "group_by", "duplicated label \"" + name + "\" in group_by");
            }
            if (name.isEmpty()) {
                problem(section, "group_by", "invalid label name \"\" in group_by list");
            }
        }
        if (names.contains(ALL_LABELS)) {
            if (names.size() > 1) {
                problem(
                        section,
                        "group_by",
                        "cannot have wildcard group_by (`...`) and other labels at the same time");
            }
            return Optional.empty();
        }
        return Optional.of(names);
    }

    private Duration span(Section section, String key, Duration inherited, boolean mayBeZero) {
        String text = section.text(key);
        if (text == null) {
            return inherited;
        }
        Duration span = parse(section, key, text);
        if (span == null) {
            return inherited;
        }
        if (span.isZero() && !mayBeZero) {
            problem(section, key, key + " cannot be zero");
        }
        return span;
    }

    private @Nullable Duration parse(Section section, String key, String text) {
        try {
            return PromDuration.parse(text);
        } catch (MuninnException e) {
            problem(section, key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<String> intervals(Section section, String key) {
        List<String> names = section.textList(key);
        for (String name : names) {
            if (!intervals.contains(name)) {
                problem(section, key, "undefined time interval \"" + name + "\" used in route");
            }
        }
        return names;
    }

    private static void problem(Section section, String key, String message) {
        section.problems().add(section.place(key), message);
    }
}
