package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SeriesSource;
import java.util.List;

/** Evaluates PromQL over a source of series. Safe for use by many threads. */
public final class QueryEngine implements AutoCloseable {

    private QueryEngine() {}

    public static QueryEngine open(SeriesSource source, QueryOptions options, Clock clock) {
        return new QueryEngine();
    }

    /**
     * The value at one time.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column if the text is no PromQL, of
     *     kind UNPROCESSABLE if it cannot be evaluated on this data, LIMIT, TIMEOUT or CANCELLED
     */
    public QueryResult instant(String expr, long timeMillis, QueryCall call) {
        throw new MuninnException(MuninnException.Kind.BUG, "no evaluator yet");
    }

    /** The values at start, start + step, … up to end; a {@link ResultValue.Matrix}. */
    public QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        throw new MuninnException(MuninnException.Kind.BUG, "no evaluator yet");
    }

    /** The matchers of one series selector, as of the {@code match[]} parameter. */
    public List<Matcher> parseSelector(String selector) {
        throw new MuninnException(MuninnException.Kind.BUG, "no parser yet");
    }

    /** The expression in Prometheus' pretty form. */
    public String format(String expr) {
        throw new MuninnException(MuninnException.Kind.BUG, "no parser yet");
    }

    @Override
    public void close() {}
}
