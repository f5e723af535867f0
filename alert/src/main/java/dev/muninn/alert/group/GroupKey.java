package dev.muninn.alert.group;

import dev.muninn.alert.route.Route;
import dev.muninn.model.Labels;

/** What tells groups apart: the route and the values of the labels it groups by. */
public record GroupKey(String routePath, Labels labels) {

    static GroupKey of(Route route, Labels alert) {
        return new GroupKey(route.path(), route.groupLabels(alert));
    }
}
