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

    private static final class Kept {
        private final Labels labels;
        private int lastRun;

        Kept(Labels labels, int lastRun) {
            this.labels = labels;
            this.lastRun = lastRun;
        }
    }

    /** Immutable as long as it is empty, as it is for most rules at most times. */
    private Map<Labels, Kept> known = Map.of();

    private int run = 1;

    /** How many of them this run has asked for. */
    private int asked;

    /**
     * The labels made of others.
     *
     * @param making the same each time
     */
    Labels of(Labels origin, UnaryOperator<Labels> making) {
        Kept kept = known.get(origin);
        if (kept == null) {
            kept = new Kept(making.apply(origin), 0);
            if (known.isEmpty()) {
                known = HashMap.newHashMap(1);
            }
            known.put(origin, kept);
        }
        if (kept.lastRun != run) {
            kept.lastRun = run;
            asked++;
        }
        return kept.labels;
    }

    /** Ends a run: what it did not ask for is forgotten. */
    void endRun() {
        if (asked == 0) {
            known = Map.of();
        } else if (asked < known.size()) {
            known.values().removeIf(kept -> kept.lastRun != run);
        }
        run++;
        asked = 0;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }
}
