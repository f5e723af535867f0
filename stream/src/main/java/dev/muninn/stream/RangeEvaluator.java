package dev.muninn.stream;

import dev.muninn.query.QueryCall;
import dev.muninn.query.QueryResult;

/** How live views get values; {@code QueryEngine::range} is one. Safe for use by many threads. */
@FunctionalInterface
public interface RangeEvaluator {

    /** The values at start, start + step, … up to end; a tick asks for a single time. */
    QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call);
}
