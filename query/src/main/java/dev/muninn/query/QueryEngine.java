package dev.muninn.query;

import dev.muninn.model.Clock;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.eval.run.Admission;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.ExprTree;
import dev.muninn.query.syntax.Formatter;
import dev.muninn.query.syntax.Parser;
import dev.muninn.query.syntax.ParserOptions;
import dev.muninn.query.syntax.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates PromQL over a source of series. Safe for use by many threads. */
public final class QueryEngine implements AutoCloseable, TelemetrySource {

    private final SeriesSource source;
    private final QueryOptions options;
    private final Clock clock;
    private final QueryLog log;
    private final Workers workers;
    private final Admission admission;
    private final QueryFigures figures = new QueryFigures();

    private QueryEngine(
            SeriesSource source, QueryOptions options, Clock clock, QueryLog log, Workers workers) {
        this.source = source;
        this.options = options;
        this.clock = clock;
        this.log = log;
        this.workers = workers;
        admission = new Admission(options.maxConcurrent());
    }

    /** An engine that keeps no log of its queries. */
    public static QueryEngine open(SeriesSource source, QueryOptions options, Clock clock) {
        return open(source, options, clock, QueryLog.NONE);
    }

    /**
     * Starts the threads that help with large queries.
     *
     * @param log stays open when the engine is closed
     */
    public static QueryEngine open(
            SeriesSource source, QueryOptions options, Clock clock, QueryLog log) {
        int helpers = Runtime.getRuntime().availableProcessors() - 1;
        return new QueryEngine(source, options, clock, log, Workers.open(helpers));
    }

    /**
     * The value at one time.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column if the text is no PromQL, of
     *     kind UNPROCESSABLE if it cannot be evaluated on this data, LIMIT, TIMEOUT or CANCELLED
     */
    public QueryResult instant(String expr, long timeMillis, QueryCall call) {
        return run(parse(expr), Grid.instant(timeMillis), timeMillis, false, call);
    }

    /** The values at start, start + step, … up to end; a {@link ResultValue.Matrix}. */
    public QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        checkStep(stepMillis);
        return range(parseForRange(expr), startMillis, endMillis, stepMillis, call);
    }

    /**
     * A range query without an end, for live views.
     *
     * @throws MuninnException of kind BAD_INPUT as {@link #range}
     */
    public RunningQuery running(String expr, long stepMillis) {
        checkStep(stepMillis);
        return new RunningQuery(this, parseForRange(expr), stepMillis);
    }

    QueryResult range(
            ParsedQuery query, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        if (endMillis < startMillis) {
            throw MuninnException.badInput("end timestamp must not be before start time");
        }
        if ((endMillis - startMillis) / stepMillis >= options.maxPoints()) {
            // Not of kind LIMIT: Prometheus counts this among the mistakes of the request.
            throw MuninnException.badInput(
                    "exceeded maximum resolution of "
                            + options.maxPoints()
                            + " points per timeseries. Try decreasing the query resolution"
                            + " (?step=XX), or raise query.max-points");
        }
        Grid grid = Grid.range(startMillis, endMillis, stepMillis);
        return run(query, grid, endMillis, true, call);
    }

    private static void checkStep(long stepMillis) {
        if (stepMillis <= 0) {
            throw MuninnException.badInput(
                    "zero or negative query resolution step widths are not accepted. Try a"
                            + " positive integer");
        }
    }

    QueryResult run(ParsedQuery query, Grid grid, long endMillis, boolean isRange, QueryCall call) {
        long start = clock.nanos();
        Budget budget = budget(call);
        int number = log.started(query.text());
        QueryStatistics statistics = null;
        try {
            admission.enter(budget);
            try {
                QueryResult result =
                        new QueryRun(query, grid, endMillis, isRange, options, call)
                                .evaluate(source, budget, workers, clock);
                statistics = result.statistics();
                figures.succeeded(statistics, clock.nanos() - start);
                return result;
            } finally {
                admission.leave();
            }
        } catch (MuninnException e) {
            figures.failed(e.kind(), clock.nanos() - start);
            throw e;
        } catch (RuntimeException e) {
            figures.failed(MuninnException.Kind.BUG, clock.nanos() - start);
            throw new MuninnException(
                    MuninnException.Kind.BUG, "query failed unexpectedly: " + query.text(), e);
        } finally {
            log.ended(number, query.text(), clock.nanos() - start, statistics);
        }
    }

    private ParsedQuery parse(String text) {
        long start = clock.nanos();
        try {
            Expr expr = Parser.parse(text, new ParserOptions(options.experimental()));
            return new ParsedQuery(text, expr, clock.nanos() - start);
        } catch (MuninnException e) {
            figures.failed(e.kind(), clock.nanos() - start);
            throw e;
        }
    }

    private ParsedQuery parseForRange(String text) {
        ParsedQuery query = parse(text);
        checkRangeType(query.expr());
        return query;
    }

    private static void checkRangeType(Expr expr) {
        ValueType type = expr.type();
        if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
            throw MuninnException.badInput(
                    "invalid expression type \""
                            + type.words()
                            + "\" for range query, must be Scalar or instant Vector");
        }
    }

    private Budget budget(QueryCall call) {
        Duration timeout = shorter(options.timeout(), call.timeout());
        return new Budget(
                new Budget.Limits(options.maxSamples(), options.maxSeries(), options.maxBytes()),
                clock,
                timeout.toMillis(),
                call.isCancelled());
    }

    private static Duration shorter(Duration configured, @Nullable Duration asked) {
        return asked == null || asked.compareTo(configured) > 0 ? configured : asked;
    }

    /** The matchers of one series selector, as of the {@code match[]} parameter. */
    public List<Matcher> parseSelector(String selector) {
        return Parser.parseSelector(selector);
    }

    /** The matchers of each selector of an expression, as exemplars are looked up by them. */
    public List<List<Matcher>> selectors(String expr) {
        return SelectorList.of(parse(expr).expr());
    }

    /** The tree of an expression as {@link ExprTree} gives it. */
    public Map<String, @Nullable Object> tree(String expr) {
        return ExprTree.of(parse(expr).expr());
    }

    /** The expression in Prometheus' pretty form. */
    public String format(String expr) {
        return Formatter.format(parse(expr).expr());
    }

    @Override
    public void report(Telemetry to) {
        figures.report(to);
        to.gauge("muninn_query_running", "Queries that run now.", admission.running());
        to.gauge("muninn_query_queued", "Queries that wait to run.", admission.queued());
    }

    @Override
    public void close() {
        workers.close();
    }
}
