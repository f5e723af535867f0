package dev.muninn.alert.evaluate;

import dev.muninn.model.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Label sets made of others, as long as each run asks for them: a rule gives mostly the same series
 * as the run before, and making their labels anew costs more than all the rest of a small rule.
 * Confined to the rule's run.
 */
final class KeptLabels {

    private final UnaryOperator<Labels> made;
    private Map<Labels, Labels> before = Map.of();

    /** Immutable as long as it is empty, as it is for most rules at most times. */
    private Map<Labels, Labels> now = Map.of();

    KeptLabels(UnaryOperator<Labels> made) {
        this.made = made;
    }

    Labels of(Labels origin) {
        Labels known = now.get(origin);
        if (known != null) {
            return known;
        }
        known = before.get(origin);
        if (known == null) {
            known = made.apply(origin);
        }
        if (now.isEmpty()) {
            now = HashMap.newHashMap(Math.max(1, before.size()));
        }
        now.put(origin, known);
        return known;
    }

    /** Ends a run: what it did not ask for is forgotten. */
    void endRun() {
        before = now;
        now = Map.of();
    }
}
