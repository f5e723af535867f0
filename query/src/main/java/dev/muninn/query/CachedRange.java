package dev.muninn.query;

import dev.muninn.model.Generations;
import dev.muninn.model.MuninnException;
import dev.muninn.query.Cover.Part;
import dev.muninn.query.cache.Dependence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One range query on its way through the cache; confined to one thread. */
final class CachedRange {

    /** After so many others went before in vain, a query computes beside them. */
    private static final int MOST_WAITS = 3;

    /** Such a note counts what was found over all of a range, so it fits no part of it. */
    private static final String OF_WHOLE_RANGE = "needed to be fixed for monotonicity";

    private final ResultCache cache;
    private final Generations source;
    private final ParsedQuery query;
    private final StepLine line;
    private final List<Dependence> dependences;
    private final long first;
    private final long last;
    private final QueryCall call;
    private final Cover cover;

    /**
     * @param first number of the first step
     * @param last number of the last step
     */
    CachedRange(
            ResultCache cache,
            ParsedQuery query,
            StepLine line,
            List<Dependence> dependences,
            long first,
            long last,
            QueryCall call) {
        this.cache = cache;
        source = cache.engine().generations();
        this.query = query;
        this.line = line;
        this.dependences = dependences;
        this.first = first;
        this.last = last;
        this.call = call.unlimited();
        cover = new Cover(cache, line, dependences, first, last);
    }

    QueryResult answer() {
        cache.fetch(line, StepLine.blockOf(first), StepLine.blockOf(last));
        long deadline = cache.clock().nanos() + cache.engine().timeout(call).toNanos();
        for (int i = 0; i < MOST_WAITS; i++) {
            List<Part> parts = cover.trusting(cache.clock().millis() - cache.headAgeMillis(line));
            if (Cover.isComplete(parts)) {
                cache.figures().answered.increment();
                return assemble(parts, List.of());
            }
            Flights.Flight own = new Flights.Flight(first, last);
            Flights.Flight other = cache.flights().start(line, own);
            if (other == null) {
                return fly(own);
            }
            other.await(call, deadline, cache.clock());
            QueryResult shared = other.resultFor(first, last);
            if (shared != null) {
                cache.figures().joined.increment();
                return shared;
            }
        }
        return fill();
    }

    private QueryResult fly(Flights.Flight own) {
        try {
            QueryResult result = fill();
            own.succeeded(result);
            return result;
        } catch (MuninnException e) {
            own.failed(e);
            throw e;
        } finally {
            cache.flights().end(line, own);
        }
    }

    /** Computes what is missing, strictly: nothing that has changed is taken over. */
    private QueryResult fill() {
        long now = cache.clock().millis();
        long madeNumber = cache.refreshes().last();
        long[] generations = generations(now);
        List<Part> parts = cover.strictly(generations);
        (Cover.isComplete(parts)
                        ? cache.figures().answered
                        : parts.size() == 1 ? cache.figures().missed : cache.figures().extended)
                .increment();
        List<QueryResult> computed = new ArrayList<>();
        for (Part part : parts) {
            if (part.block() == null) {
                QueryResult result =
                        cache.engine()
                                .range(
                                        query,
                                        line.time(part.from()),
                                        line.time(part.to() - 1),
                                        line.stepMillis(),
                                        call);
                computed.add(result);
                keep(part, result, generations, now, madeNumber);
            }
        }
        return assemble(parts, computed);
    }

    /** To be asked for before anything is read, or looked up that was read before. */
    private long[] generations(long now) {
        long[] generations = new long[dependences.size()];
        for (int i = 0; i < generations.length; i++) {
            Dependence dependence = dependences.get(i);
            generations[i] =
                    source.generation(
                            dependence.metric(),
                            Math.min(now, dependence.lastTime(line.time(last))));
        }
        return generations;
    }

    private void keep(
            Part part, QueryResult result, long[] generations, long now, long madeNumber) {
        boolean isOfPart =
                result.warnings().isEmpty()
                        && result.infos().stream().noneMatch(i -> i.contains(OF_WHOLE_RANGE));
        if (!isOfPart) {
            cache.figures().refused.increment();
            return;
        }
        long end = Math.min(part.to(), endOfPast(now));
        for (long index = StepLine.blockOf(part.from()); StepLine.firstOf(index) < end; index++) {
            long from = Math.max(part.from(), StepLine.firstOf(index));
            long to = Math.min(end, StepLine.firstOf(index + 1));
            cover.keep(
                    index,
                    new ResultBlock(
                            from,
                            to,
                            generations,
                            now,
                            madeNumber,
                            ResultPieces.cut(seriesOf(result), line.time(from), line.time(to) - 1),
                            result.infos(),
                            result.statistics().resolutionMillis()));
        }
    }

    /** One behind the last step whose samples may all be there already. */
    private long endOfPast(long now) {
        long end = Long.MAX_VALUE;
        for (Dependence dependence : dependences) {
            if (!dependence.isFixed()) {
                end = Math.min(end, line.notBefore(now + dependence.latestMillis() + 1));
            } else if (dependence.latestMillis() > now) {
                return Long.MIN_VALUE;
            }
        }
        return end;
    }

    private static List<ResultSeries> seriesOf(QueryResult result) {
        return result.value() instanceof ResultValue.Matrix(List<ResultSeries> series)
                ? series
                : List.of();
    }

    private QueryResult assemble(List<Part> parts, List<QueryResult> computed) {
        List<List<ResultSeries>> pieces = new ArrayList<>();
        Set<String> warnings = new LinkedHashSet<>();
        Set<String> infos = new LinkedHashSet<>();
        QueryStatistics statistics = new QueryStatistics(0, 0, 0, query.parseNanos(), 0, 0);
        long cachedPoints = 0;
        int next = 0;
        for (Part part : parts) {
            ResultBlock block = part.block();
            if (block == null) {
                QueryResult result = computed.get(next++);
                pieces.add(seriesOf(result));
                warnings.addAll(result.warnings());
                infos.addAll(result.infos());
                statistics = statistics.and(result.statistics());
            } else {
                List<ResultSeries> piece =
                        ResultPieces.cut(
                                block.series(), line.time(part.from()), line.time(part.to()) - 1);
                cachedPoints += ResultPieces.points(piece);
                pieces.add(piece);
                infos.addAll(block.infos());
                statistics = statistics.andCached(block.resolutionMillis());
            }
        }
        cache.served(cachedPoints, statistics.computedPoints());
        return new QueryResult(
                new ResultValue.Matrix(ResultPieces.join(pieces)),
                List.copyOf(warnings),
                List.copyOf(infos),
                statistics.withCachedPoints(cachedPoints));
    }
}
