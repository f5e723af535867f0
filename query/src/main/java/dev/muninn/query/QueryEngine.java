package dev.muninn.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muninn.model.Arrivals;
import dev.muninn.model.Clock;
import dev.muninn.model.Generations;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.eval.run.Budget;
import dev.muninn.query.eval.run.Lanes;
import dev.muninn.query.eval.run.SharedMemory;
import dev.muninn.query.eval.run.Turns;
import dev.muninn.query.eval.run.Workers;
import dev.muninn.query.eval.series.Grid;
import dev.muninn.query.syntax.Expr;
import dev.muninn.query.syntax.ExprTree;
import dev.muninn.query.syntax.Formatter;
import dev.muninn.query.syntax.Parser;
import dev.muninn.query.syntax.ParserOptions;
import dev.muninn.query.syntax.Printer;
import dev.muninn.query.syntax.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates PromQL over a source of series. Safe for use by many threads. */
public final class QueryEngine implements AutoCloseable, TelemetrySource {

    /** As many texts as dashboards and rules have that are looked at in an hour. */
    private static final int KEPT_QUERIES = 2_000;

    /** More would time out before their turn. */
    private static final int MOST_WAITING = 1_000;

    private final SeriesSource source;
    private final QueryOptions options;
    private final Clock clock;
    private final QueryLog log;
    private final Workers workers;

    /** For queries that are explained: what each part did can be told if one thread did it. */
    private final Workers nobody;

    private final Lanes lanes;
    private final SharedMemory memory;
    private final Cache<String, ParsedQuery> parsed;
    private final QueryFigures figures = new QueryFigures();

    private QueryEngine(
            SeriesSource source,
            QueryOptions options,
            Clock clock,
            QueryLog log,
            Turns turns,
            Workers workers) {
        this.source = source;
        this.options = options;
        this.clock = clock;
        this.log = log;
        this.workers = workers;
        nobody = Workers.open(0, turns);
        int slowPlaces = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        lanes = new Lanes(options.maxConcurrent(), slowPlaces, MOST_WAITING, turns);
        memory = new SharedMemory(options.maxTotalBytes());
        parsed = Caffeine.newBuilder().maximumSize(KEPT_QUERIES).executor(Runnable::run).build();
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
        int cores = Runtime.getRuntime().availableProcessors();
        Turns turns = new Turns(cores, clock);
        return new QueryEngine(source, options, clock, log, turns, Workers.open(cores - 1, turns));
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

    /**
     * Parses and checks an expression that is going to be evaluated again and again.
     *
     * @throws MuninnException of kind BAD_INPUT with line and column if the text is no PromQL
     */
    public PreparedQuery prepare(String expr) {
        return new PreparedQuery(new ParsedQuery(expr, parse(expr).expr(), 0));
    }

    /**
     * The value of a prepared expression at one time.
     *
     * @throws MuninnException as {@link #instant(String, long, QueryCall)}
     */
    public QueryResult instant(PreparedQuery query, long timeMillis, QueryCall call) {
        return run(query.parsed(), Grid.instant(timeMillis), timeMillis, false, call);
    }

    /** The values at start, start + step, … up to end; a {@link ResultValue.Matrix}. */
    public QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        ParsedQuery query = parseForRange(expr, stepMillis);
        checkPoints(startMillis, endMillis, stepMillis);
        return range(query, startMillis, endMillis, stepMillis, call);
    }

    QueryResult range(
            ParsedQuery query, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        Grid grid = Grid.range(startMillis, endMillis, stepMillis);
        return run(query, grid, endMillis, true, call);
    }

    /** Refuses ranges without an end after the start, and with too many points. */
    void checkPoints(long startMillis, long endMillis, long stepMillis) {
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
    }

    private QueryResult run(
            ParsedQuery query, Grid grid, long endMillis, boolean isRange, QueryCall call) {
        long start = clock.nanos();
        int number = log.started(query.text());
        QueryStatistics statistics = null;
        try (Budget budget = budget(call);
                Lanes.Place place = lanes.enter(call.user(), budget)) {
            budget.runsIn(place);
            long entered = clock.nanos();
            QueryResult result =
                    new QueryRun(query, grid, endMillis, isRange, options, call)
                            .evaluate(source, budget, call.isExplained() ? nobody : workers, clock)
                            .waited(entered - start);
            statistics = result.statistics();
            figures.succeeded(statistics, clock.nanos() - start);
            return result;
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

    /** Texts are mostly asked again and again, so trees are kept for a while. */
    private ParsedQuery parse(String text) {
        ParsedQuery known = parsed.getIfPresent(text);
        if (known != null) {
            return known;
        }
        long start = clock.nanos();
        try {
            Expr expr = Parser.parse(text, new ParserOptions(options.experimental()));
            parsed.put(text, new ParsedQuery(text, expr, 0));
            return new ParsedQuery(text, expr, clock.nanos() - start);
        } catch (MuninnException e) {
            figures.failed(e.kind(), clock.nanos() - start);
            throw e;
        }
    }

    ParsedQuery parseForRange(String text, long stepMillis) {
        if (stepMillis <= 0) {
            throw MuninnException.badInput(
                    "zero or negative query resolution step widths are not accepted. Try a"
                            + " positive integer");
        }
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
        return new Budget(
                new Budget.Limits(options.maxSamples(), options.maxSeries(), options.maxBytes()),
                memory,
                clock,
                timeout(call).toMillis(),
                call.isCancelled());
    }

    /** The shorter of what is configured and what is asked for. */
    Duration timeout(QueryCall call) {
        Duration asked = call.timeout();
        return asked == null || asked.compareTo(options.timeout()) > 0 ? options.timeout() : asked;
    }

    Duration lookback(QueryCall call) {
        Duration asked = call.lookback();
        return asked == null ? options.lookback() : asked;
    }

    /** Watches the series of a selector for samples that come. */
    public Arrivals arrivals(List<Matcher> selector) {
        return source.arrivals(selector);
    }

    Generations generations() {
        return source.generations();
    }

    /** The matchers of one series selector, as of the {@code match[]} parameter. */
    public static List<Matcher> parseSelector(String selector) {
        return Parser.parseSelector(selector);
    }

    /** What {@link #parseSelector} reads as these matchers. */
    public static String printSelector(List<Matcher> matchers) {
        return Printer.selector(matchers);
    }

    /** The matchers of each selector of an expression, as exemplars are looked up by them. */
    public List<List<Matcher>> selectors(String expr) {
        return SelectorList.of(parse(expr).expr());
    }

    /** The expression with matchers added to every selector of it. */
    public String narrow(String expr, List<Matcher> added) {
        return Printer.print(new Narrowing(added).of(parse(expr).expr()));
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
        to.gauge("muninn_query_running", "Queries that run now.", lanes.running());
        to.gauge("muninn_query_queued", "Queries that wait to run.", lanes.queued());
        to.gauge(
                "muninn_query_working_bytes",
                "Working memory of the queries that run now.",
                (double) memory.held());
    }

    @Override
    public void close() {
        workers.close();
        nobody.close();
    }
}
