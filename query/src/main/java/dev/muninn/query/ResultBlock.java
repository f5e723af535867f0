package dev.muninn.query;

import dev.muninn.model.Generations;
import dev.muninn.query.cache.Dependence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The answer to consecutive steps of a query within one block of its line; never changed, but
 * replaced.
 *
 * @param from number of the first step
 * @param to number behind the last step
 * @param generations of each dependence, when the steps were as they are here
 * @param madeMillis when the last steps were computed
 * @param madeNumber of the refresh before that
 * @param resolutionMillis width of the widest buckets it was made of, or 0
 */
record ResultBlock(
        long from,
        long to,
        long[] generations,
        long madeMillis,
        long madeNumber,
        List<ResultSeries> series,
        List<String> infos,
        long resolutionMillis) {

    /** Samples that come within a minute belong to the newest points of an answer. */
    private static final long HEAD_MILLIS = 60_000;

    /**
     * One behind the last step that is as it would be computed now.
     *
     * @param trustedUntil changes of the head are overlooked in blocks made after this time
     */
    long validTo(
            StepLine line, List<Dependence> dependences, Generations source, long trustedUntil) {
        long end = to;
        for (int i = 0; i < generations.length && end > from; i++) {
            Dependence dependence = dependences.get(i);
            long change =
                    source.firstChange(
                            dependence.metric(),
                            dependence.range(line.time(from), line.time(end - 1)),
                            generations[i]);
            boolean isOverlooked =
                    madeMillis > trustedUntil
                            && dependence.firstStep(change) >= madeMillis - HEAD_MILLIS;
            if (change != Long.MAX_VALUE && !isOverlooked) {
                long firstStep = dependence.firstStep(change);
                end =
                        firstStep <= line.time(from)
                                ? from
                                : Math.min(end, line.notBefore(firstStep));
            }
        }
        return end;
    }

    /** The steps before a number, found right under the given generations. */
    ResultBlock until(long end, StepLine line, long[] newGenerations) {
        List<ResultSeries> kept =
                end == to ? series : ResultPieces.cut(series, line.time(from), line.time(end) - 1);
        return new ResultBlock(
                from, end, newGenerations, madeMillis, madeNumber, kept, infos, resolutionMillis);
    }

    /**
     * One block of both, which follow each other; newer facts are those of the block made later.
     */
    static ResultBlock joined(ResultBlock known, ResultBlock made) {
        boolean isBehind = known.to == made.from;
        if (!isBehind && made.to != known.from) {
            return made;
        }
        ResultBlock earlier = isBehind ? known : made;
        ResultBlock later = isBehind ? made : known;
        Set<String> infos = new LinkedHashSet<>(earlier.infos);
        infos.addAll(later.infos);
        return new ResultBlock(
                earlier.from,
                later.to,
                made.generations,
                made.madeMillis,
                Math.min(known.madeNumber, made.madeNumber),
                ResultPieces.join(List.of(earlier.series, later.series)),
                List.copyOf(infos),
                Math.max(known.resolutionMillis, made.resolutionMillis));
    }

    int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 200 + ResultPieces.bytes(series));
    }
}
