package dev.muninn.alert.api;

import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.yaml.PromDuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A routing tree, to be drawn. */
final class RouteTree {

    private RouteTree() {}

    /** A route with those below it. */
    static Object of(Route route) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("receiver", route.receiver());
        tree.put("matchers", route.matchers().stream().map(MatcherSyntax::print).toList());
        tree.put("groupBy", route.groupBy().orElse(List.of("...")));
        tree.put("groupWait", PromDuration.print(route.groupWait()));
        tree.put("groupInterval", PromDuration.print(route.groupInterval()));
        tree.put("repeatInterval", PromDuration.print(route.repeatInterval()));
        tree.put("muteTimeIntervals", route.muteIntervals());
        tree.put("activeTimeIntervals", route.activeIntervals());
        tree.put("continue", route.doesContinue());
        tree.put("routes", route.children().stream().map(RouteTree::of).toList());
        return tree;
    }
}
