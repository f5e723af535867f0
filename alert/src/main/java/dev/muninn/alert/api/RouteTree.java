package dev.muninn.alert.api;

import dev.muninn.alert.config.ChannelConfig;
import dev.muninn.alert.config.Receiver;
import dev.muninn.alert.config.RoutingConfig;
import dev.muninn.alert.notify.NotifyView;
import dev.muninn.alert.route.MatcherSyntax;
import dev.muninn.alert.route.Route;
import dev.muninn.alert.yaml.PromDuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routing tree, to be drawn, with what fires on its routes now. */
final class RouteTree {

    private final RoutingConfig config;
    private final Map<String, Integer> firing;

    RouteTree(NotifyView view) {
        config = view.config();
        firing = view.firingByRoute();
    }

    /** The root with all routes below it. */
    Object tree() {
        return tree(config.route());
    }

    private Object tree(Route route) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("path", route.path());
        tree.put("receiver", route.receiver());
        tree.put("channels", channels(route));
        tree.put("matchers", route.matchers().stream().map(MatcherSyntax::print).toList());
        tree.put("groupBy", route.groupBy().orElse(List.of("...")));
        tree.put("groupWait", PromDuration.print(route.groupWait()));
        tree.put("groupInterval", PromDuration.print(route.groupInterval()));
        tree.put("repeatInterval", PromDuration.print(route.repeatInterval()));
        tree.put("muteTimeIntervals", route.muteIntervals());
        tree.put("activeTimeIntervals", route.activeIntervals());
        tree.put("continue", route.doesContinue());
        tree.put("firing", firing.getOrDefault(route.path(), 0));
        tree.put("routes", route.children().stream().map(this::tree).toList());
        return tree;
    }

    private List<String> channels(Route route) {
        Receiver receiver = config.receiver(route.receiver());
        return receiver == null
                ? List.of()
                : receiver.channels().stream().map(ChannelConfig::name).toList();
    }
}
