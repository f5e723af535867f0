package dev.muninn.ingest.relabel;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Relabel rules in the order in which they are applied. */
public record Relabeling(List<RelabelRule> rules) {

    public static final Relabeling NONE = new Relabeling(List.of());

    public Relabeling {
        rules = List.copyOf(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The labels after all rules, or null if one of them drops the series or target. */
    public @Nullable Labels apply(Labels labels) {
        Labels now = labels;
        for (RelabelRule rule : rules) {
            Labels.Builder changed = now.toBuilder();
            if (!rule.apply(changed, names(now))) {
                return null;
            }
            now = changed.build();
        }
        return now;
    }

    private static List<String> names(Labels labels) {
        List<String> names = new ArrayList<>(labels.size());
        for (Label label : labels.toList()) {
            names.add(label.name());
        }
        return names;
    }
}
