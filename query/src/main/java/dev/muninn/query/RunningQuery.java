package dev.muninn.query;

import dev.muninn.model.MuninnException;
import dev.muninn.query.eval.series.Grid;

/**
 * A range query that goes on as time does: after its history, each further step is evaluated by
 * itself and costs one step. Safe for use by many threads.
 */
public final class RunningQuery {

    private final QueryEngine engine;
    private final ParsedQuery query;
    private final long stepMillis;

    RunningQuery(QueryEngine engine, ParsedQuery query, long stepMillis) {
        this.engine = engine;
        this.query = query;
        this.stepMillis = stepMillis;
    }

    public long stepMillis() {
        return stepMillis;
    }

    /** The values at start, start + step, … up to end; as {@link QueryEngine#range}. */
    public QueryResult history(long startMillis, long endMillis, QueryCall call) {
        return engine.range(query, startMillis, endMillis, stepMillis, call);
    }

    /**
     * The values at one step: a matrix with at most one point per series, the same that a range
     * query over this step gives.
     *
     * @throws MuninnException as {@link QueryEngine#range}
     */
    public QueryResult step(long timeMillis, QueryCall call) {
        return engine.run(query, new Grid(timeMillis, stepMillis, 1), timeMillis, true, call);
    }
}
