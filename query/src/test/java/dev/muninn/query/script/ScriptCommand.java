package dev.muninn.query.script;

import dev.muninn.model.Labels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of a script, with the number of its line. */
sealed interface ScriptCommand {

    int line();

    /** {@code clear}: from here on there are no samples. */
    record Clear(int line) implements ScriptCommand {}

    /**
     * {@code load 5m}, with series below.
     *
     * @param startOffsets by series, when its counter began, from each sample's time
     * @param isWithCustomBuckets whether classic histograms are loaded as native ones, too
     */
    record Load(
            int line,
            long stepMillis,
            List<ScriptSeries> series,
            Map<Labels, List<@Nullable Long>> startOffsets,
            boolean isWithCustomBuckets)
            implements ScriptCommand {}

    /**
     * {@code eval instant at 5m expr} or {@code eval range from 0 to 5m step 1m expr}, with what is
     * expected below.
     *
     * @param stepMillis 0 for an instant query
     */
    record Eval(
            int line,
            String expr,
            long startMillis,
            long endMillis,
            long stepMillis,
            Expectation expectation)
            implements ScriptCommand {

        boolean isInstant() {
            return stepMillis == 0;
        }
    }
}
