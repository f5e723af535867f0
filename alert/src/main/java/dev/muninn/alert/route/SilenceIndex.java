package dev.muninn.alert.route;

import dev.muninn.model.Label;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Silences by a label that all of their alerts have, so that an alert is not compared with
 * thousands of others' silences. Confined to whoever holds the lock of {@link Silences}.
 */
final class SilenceIndex {

    private final Map<Label, Map<String, Silence>> byLabel = new HashMap<>();
    private final Map<String, Silence> others = new HashMap<>();

    void add(Silence silence) {
        Label label = labelOf(silence);
        if (label == null) {
            others.put(silence.id(), silence);
        } else {
            byLabel.computeIfAbsent(label, any -> new HashMap<>()).put(silence.id(), silence);
        }
    }

    void remove(Silence silence) {
        Label label = labelOf(silence);
        if (label == null) {
            others.remove(silence.id());
            return;
        }
        Map<String, Silence> same = byLabel.get(label);
        if (same != null && same.remove(silence.id()) != null && same.isEmpty()) {
            byLabel.remove(label);
        }
    }

    /** The label with the longest value: short ones are those that many have. */
    private static @Nullable Label labelOf(Silence silence) {
        Label found = null;
        for (Matcher matcher : silence.matchers()) {
            boolean isLabel = matcher.kind() == Matcher.Kind.EQUAL && !matcher.text().isEmpty();
            if (isLabel && (found == null || matcher.text().length() > found.value().length())) {
                found = new Label(matcher.name(), matcher.text());
            }
        }
        return found;
    }

    /** Passes on those that may be about an alert. */
    void about(Labels alert, Consumer<Silence> found) {
        if (!byLabel.isEmpty()) {
            for (Label label : alert.toList()) {
                Map<String, Silence> same = byLabel.get(label);
                if (same != null) {
                    same.values().forEach(found);
                }
            }
        }
        others.values().forEach(found);
    }
}
