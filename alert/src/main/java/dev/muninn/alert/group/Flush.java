package dev.muninn.alert.group;

import dev.muninn.alert.route.Route;
import dev.muninn.model.Labels;
import java.util.List;

/** A group at the moment at which it is told. */
public record Flush(
        Route route, Labels groupLabels, String key, List<ActiveAlert> alerts, long atMillis) {}
