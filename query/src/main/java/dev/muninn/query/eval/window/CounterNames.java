package dev.muninn.query.eval.window;

import dev.muninn.query.eval.run.Annotations;
import dev.muninn.query.eval.run.Note;
import dev.muninn.query.syntax.Span;
import java.util.List;

/** The endings by which counters are known. */
public final class CounterNames {

    private static final List<String> ENDINGS = List.of("_total", "_sum", "_count", "_bucket");

    private CounterNames() {}

    /** Notes where a metric that is treated as a counter does not have the name of one. */
    public static void check(String metric, Annotations annotations, Span span) {
        if (!metric.isEmpty() && !isCounter(metric)) {
            annotations.add(Note.maybeNoCounter(metric, span));
        }
    }

    /** Asked for every series of a window: a stream would be a fiftieth of what rules allocate. */
    private static boolean isCounter(String metric) {
        for (String ending : ENDINGS) {
            if (metric.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
