package dev.muninn.alert.forward;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alert in the words of Alertmanager's API.
 *
 * @param endsAtMillis when it ended, or when it counts as ended if nothing more is heard of it
 */
public record ForwardedAlert(
        Labels labels,
        Map<String, String> annotations,
        long startsAtMillis,
        long endsAtMillis,
        String generatorUrl) {

    /** The same alert with other labels. */
    public ForwardedAlert with(Labels others) {
        return new ForwardedAlert(others, annotations, startsAtMillis, endsAtMillis, generatorUrl);
    }

    /** As a tree of maps and texts, for JSON. */
    Map<String, Object> tree() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Label label : labels.toList()) {
            names.put(label.name(), label.value());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("labels", names);
        tree.put("annotations", annotations);
        tree.put("startsAt", Instant.ofEpochMilli(startsAtMillis).toString());
        tree.put("endsAt", Instant.ofEpochMilli(endsAtMillis).toString());
        tree.put("generatorURL", generatorUrl);
        return tree;
    }
}
