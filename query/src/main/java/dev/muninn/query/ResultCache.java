package dev.muninn.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muninn.model.Clock;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Telemetry;
import dev.muninn.model.TelemetrySource;
import dev.muninn.query.cache.Dependence;
import dev.muninn.query.cache.Dependences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers range queries from what earlier ones computed, as far as the samples behind it are still
 * the same. Safe for use by many threads.
 */
public final class ResultCache implements TelemetrySource {

    /*
     * The steps of a query are kept in blocks of 128, each with the generations that its samples had.
     * A block grows as time goes on, and is cut where samples came late. Only the newest minute may be
     * behind, by as much as the options allow and never more than a step, so that many viewers of one
     * dashboard cost one evaluation; what is older is always what would be computed now.
     */

    /** A single answer must not push out all others. */
    private static final int LARGEST_SHARE = 8;

    private final QueryEngine engine;
    private final CacheOptions options;
    private final Clock clock;
    private final Cache<StepLine.Block, ResultBlock> blocks;
    private final Flights flights = new Flights();
    private final Refreshes refreshes = new Refreshes();
    private final CacheFigures figures = new CacheFigures();
    private final RecentPoints recent;
    private final FarBlocks far;

    private ResultCache(QueryEngine engine, CacheOptions options, Clock clock, FarCache farCache) {
        this.engine = engine;
        this.options = options;
        this.clock = clock;
        recent = new RecentPoints(clock);
        far = new FarBlocks(farCache, clock);
        blocks =
                Caffeine.newBuilder()
                        .maximumWeight(options.bytes())
                        .weigher((StepLine.Block key, ResultBlock block) -> block.weight())
                        .expireAfterAccess(options.idle())
                        .ticker(clock::nanos)
                        // What the cache does beside is short; a pool of threads would be more.
                        .executor(Runnable::run)
                        .build();
    }

    /** An empty cache before an engine. */
    public static ResultCache of(QueryEngine engine, CacheOptions options, Clock clock) {
        return of(engine, options, clock, FarCache.NONE);
    }

    /**
     * A cache whose blocks also go further away, and come back from there when memory has forgotten
     * them.
     *
     * @param far stays open when this is no longer used
     */
    public static ResultCache of(
            QueryEngine engine, CacheOptions options, Clock clock, FarCache far) {
        return new ResultCache(engine, options, clock, far);
    }

    /**
     * As {@link QueryEngine#range}; the statistics say how much of the answer was there.
     *
     * @throws MuninnException as that does
     */
    public QueryResult range(
            String expr, long startMillis, long endMillis, long stepMillis, QueryCall call) {
        ParsedQuery query = engine.parseForRange(expr, stepMillis);
        engine.checkPoints(startMillis, endMillis, stepMillis);
        long lookback = engine.lookback(call).toMillis();
        // Windows on buckets of a given width may begin earlier than they are written.
        Optional<List<Dependence>> dependences =
                Dependences.of(query.expr(), lookback, call.resolution().widthMillis());
        if (dependences.isEmpty() || options.bytes() == 0) {
            figures.uncacheable.increment();
            return engine.range(query, startMillis, endMillis, stepMillis, call);
        }
        StepLine line = StepLine.of(expr, call.resolution(), startMillis, stepMillis, lookback);
        long first = line.number(startMillis);
        long last = line.number(endMillis - line.phaseMillis());
        if (call.isExplained()) {
            Cover cover = new Cover(this, line, dependences.get(), first, last);
            return engine.range(query, startMillis, endMillis, stepMillis, call)
                    .withCachedSteps(cover.cachedSteps(clock.millis() - headAgeMillis(line)));
        }
        QueryResult result =
                new CachedRange(this, query, line, dependences.get(), first, last, call).answer();
        return limited(result, call.limit());
    }

    private static QueryResult limited(QueryResult result, int limit) {
        if (limit == 0
                || !(result.value() instanceof ResultValue.Matrix(List<ResultSeries> series))
                || series.size() <= limit) {
            return result;
        }
        List<String> warnings = new ArrayList<>(result.warnings());
        warnings.add(QueryRun.CUT);
        return new QueryResult(
                new ResultValue.Matrix(series.subList(0, limit)),
                warnings,
                result.infos(),
                result.statistics());
    }

    /** Forgets all answers. */
    public void refresh() {
        refreshes.all();
        blocks.invalidateAll();
    }

    /** Has all answers that may depend on a metric computed anew when they are asked for. */
    public void refresh(String metric) {
        refreshes.metric(metric);
    }

    /** Whether some of it is on another machine, which has to be waited for. */
    public boolean isFar() {
        return far.isOn();
    }

    public CacheStatistics statistics() {
        return new CacheStatistics(
                blocks.estimatedSize(),
                blocks.policy().eviction().orElseThrow().weightedSize().orElse(0),
                options.bytes(),
                figures.answered.sum(),
                figures.extended.sum(),
                figures.missed.sum(),
                figures.uncacheable.sum(),
                figures.joined.sum(),
                figures.changed.sum(),
                figures.refused.sum(),
                figures.cachedPoints.sum(),
                figures.computedPoints.sum(),
                recent.hitRate(Duration.ofMinutes(1)),
                recent.hitRate(Duration.ofHours(1)),
                far.facts());
    }

    @Override
    public void report(Telemetry to) {
        CacheStatistics now = statistics();
        to.gauge("muninn_query_cache_blocks", "Pieces of answers held.", (double) now.blocks());
        to.gauge(
                "muninn_query_cache_bytes", "Memory of answers held, about.", (double) now.bytes());
        figures.report(to);
    }

    QueryEngine engine() {
        return engine;
    }

    Clock clock() {
        return clock;
    }

    Flights flights() {
        return flights;
    }

    Refreshes refreshes() {
        return refreshes;
    }

    CacheFigures figures() {
        return figures;
    }

    /** How old the newest points of an answer may be. */
    long headAgeMillis(StepLine line) {
        return Math.min(options.headAge().toMillis(), line.stepMillis());
    }

    /** What is held of a block, if nobody asked for it to be computed anew. */
    Optional<ResultBlock> block(StepLine line, long index, List<Dependence> dependences) {
        ResultBlock block = blocks.getIfPresent(new StepLine.Block(line, index));
        return block != null && refreshes.isCurrent(block.madeNumber(), dependences)
                ? Optional.of(block)
                : Optional.empty();
    }

    /** Counts the points of an answer. */
    void served(long cachedPoints, long computedPoints) {
        figures.cachedPoints.add(cachedPoints);
        figures.computedPoints.add(computedPoints);
        recent.add(cachedPoints, computedPoints);
    }

    /** Brings blocks back that memory has forgotten, all in one call. */
    void fetch(StepLine line, long firstBlock, long lastBlock) {
        if (!far.isOn()) {
            return;
        }
        List<Long> forgotten = new ArrayList<>();
        for (long index = firstBlock; index <= lastBlock; index++) {
            if (blocks.getIfPresent(new StepLine.Block(line, index)) == null) {
                forgotten.add(index);
            }
        }
        if (!forgotten.isEmpty()) {
            far.get(
                    line,
                    forgotten,
                    (index, block) -> blocks.put(new StepLine.Block(line, index), block));
        }
    }

    /** Keeps a block unless it is too large. */
    void keep(StepLine line, long index, ResultBlock block) {
        if (block.weight() > options.bytes() / LARGEST_SHARE) {
            figures.refused.increment();
        } else {
            blocks.put(new StepLine.Block(line, index), block);
            far.put(line, index, block);
        }
    }
}
