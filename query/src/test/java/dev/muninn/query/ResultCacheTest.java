package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.Generations;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Selection;
import dev.muninn.model.SeriesSet;
import dev.muninn.model.SeriesSource;
import dev.muninn.model.TimeRange;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResultCacheTest {

    private static final long STEP = 15_000;
    private static final long NOW = 4_000 * STEP;
    private static final Labels HITS = Labels.of("__name__", "hits_total", "job", "a");

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(NOW);
    private final AtomicInteger selections = new AtomicInteger();
    private CountDownLatch mayRead = new CountDownLatch(0);

    /** Counts what is asked of the store, and waits until it may go on. */
    private final SeriesSource counting =
            new SeriesSource() {
                @Override
                public SeriesSet select(Selection selection) {
                    selections.incrementAndGet();
                    try {
                        mayRead.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return store.select(selection);
                }

                @Override
                public Generations generations() {
                    return store.generations();
                }
            };

    private final QueryEngine engine = QueryEngine.open(counting, QueryOptions.DEFAULTS, clock);
    private ResultCache cache = ResultCache.of(engine, CacheOptions.DEFAULTS, clock);

    @AfterEach
    void close() {
        engine.close();
    }

    private void load(long fromMillis, long toMillis) {
        for (long time = fromMillis; time <= toMillis; time += STEP) {
            store.add(HITS, time, (double) time / STEP);
        }
    }

    private QueryResult cached(String expr, long start, long end) {
        return cache.range(expr, start, end, STEP, QueryCall.PLAIN);
    }

    private void assertSame(QueryResult cached, String expr, long start, long end) {
        Answers.assertSame(cached, engine.range(expr, start, end, STEP, QueryCall.PLAIN));
    }

    @Test
    void computesOnlyWhatIsNewWhenTheRangeMovesOn() {
        load(0, NOW);
        long start = NOW - 240 * STEP;
        cached("rate(hits_total[5m])", start, NOW);
        clock.advance(Duration.ofMillis(STEP));
        load(NOW + STEP, NOW + STEP);

        QueryResult next = cached("rate(hits_total[5m])", start + STEP, NOW + STEP);

        assertSame(next, "rate(hits_total[5m])", start + STEP, NOW + STEP);
        assertThat(next.statistics().cachedPoints()).isEqualTo(240);
        assertThat(next.statistics().computedPoints()).isEqualTo(1);
        assertThat(next.statistics().samples()).isLessThanOrEqualTo(20);
    }

    @Test
    void answersTheSameRangeWithoutTheStore() {
        load(0, NOW);
        cached("sum(hits_total)", NOW - 300 * STEP, NOW);
        int asked = selections.get();

        QueryResult again = cached("sum(hits_total)", NOW - 300 * STEP, NOW);

        assertThat(selections.get()).isEqualTo(asked);
        assertSame(again, "sum(hits_total)", NOW - 300 * STEP, NOW);
    }

    @Test
    void sharesStepsBetweenRangesOfOnePhaseOnly() {
        load(0, NOW);
        cached("sum(hits_total)", NOW - 300 * STEP, NOW);

        QueryResult part = cached("sum(hits_total)", NOW - 100 * STEP, NOW - 50 * STEP);
        QueryResult shifted = cached("sum(hits_total)", NOW - 100 * STEP + 1, NOW - 50 * STEP);

        assertThat(part.statistics().computedPoints()).isZero();
        assertThat(shifted.statistics().cachedPoints()).isZero();
        assertSame(part, "sum(hits_total)", NOW - 100 * STEP, NOW - 50 * STEP);
        assertSame(shifted, "sum(hits_total)", NOW - 100 * STEP + 1, NOW - 50 * STEP);
    }

    @Test
    void computesAnewFromALateSampleOn() {
        load(0, NOW);
        cached("hits_total", NOW - 200 * STEP, NOW);
        Labels late = HITS.with("job", "late");
        store.add(late, NOW - 50 * STEP, 7);

        QueryResult next = cached("hits_total", NOW - 200 * STEP, NOW);

        assertSame(next, "hits_total", NOW - 200 * STEP, NOW);
        assertThat(next.statistics().cachedPoints()).isEqualTo(150);
    }

    @Test
    void computesAnewWhatWasDeleted() {
        load(0, NOW);
        cached("hits_total", NOW - 200 * STEP, NOW);
        store.delete(List.of(Matcher.equal("job", "a")), new TimeRange(0, NOW - 100 * STEP));

        assertSame(
                cached("hits_total", NOW - 200 * STEP, NOW), "hits_total", NOW - 200 * STEP, NOW);
    }

    @Test
    void keepsResultsOfOtherMetricsWhenSamplesComeLate() {
        load(0, NOW);
        cached("sum(hits_total)", NOW - 200 * STEP, NOW);
        store.add(Labels.of("__name__", "other"), NOW - 150 * STEP, 7);

        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().computedPoints())
                .isZero();
    }

    @Test
    void mayLagBehindByAStepForTheNewestPointsOnly() {
        load(0, NOW - STEP);
        cached("sum(hits_total)", NOW - 200 * STEP, NOW);
        store.add(HITS, NOW, 5);

        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().computedPoints())
                .isZero();
        clock.advance(Duration.ofMillis(STEP));
        assertSame(
                cached("sum(hits_total)", NOW - 200 * STEP, NOW),
                "sum(hits_total)",
                NOW - 200 * STEP,
                NOW);
    }

    @Test
    void keepsNothingOfTheFuture() {
        load(0, NOW);
        cached("hits_total", NOW - 10 * STEP, NOW + 10 * STEP);
        clock.advance(Duration.ofMillis(10 * STEP));
        load(NOW + STEP, NOW + 10 * STEP);

        assertSame(
                cached("hits_total", NOW - 10 * STEP, NOW + 10 * STEP),
                "hits_total",
                NOW - 10 * STEP,
                NOW + 10 * STEP);
    }

    @Test
    void passesOnWhatDependsOnTheEndsOfTheRange() {
        load(0, NOW);
        for (String expr : List.of("hits_total @ end()", "hits_total @ start()")) {
            cached(expr, NOW - 20 * STEP, NOW - 10 * STEP);
            assertSame(cached(expr, NOW - 20 * STEP, NOW), expr, NOW - 20 * STEP, NOW);
        }
        assertThat(cache.statistics().uncacheable()).isEqualTo(4);
    }

    @Test
    void oneEvaluationServesAThousandEqualRequests() throws InterruptedException {
        load(0, NOW);
        mayRead = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        AtomicInteger points = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        QueryResult result =
                                                cached("sum(hits_total)", NOW - 300 * STEP, NOW);
                                        points.addAndGet(
                                                (int)
                                                        ResultPieces.points(
                                                                ((ResultValue.Matrix)
                                                                                result.value())
                                                                        .series()));
                                    }));
        }
        mayRead.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(selections.get()).isEqualTo(1);
        assertThat(points.get()).isEqualTo(301_000);
    }

    @Test
    void tellsAFailureToAllWhoWaited() {
        load(0, NOW);
        assertThatThrownBy(() -> cached("hits_total / ignoring(job) hits_total[5m]", 0, NOW))
                .isInstanceOf(MuninnException.class);
        assertThatThrownBy(() -> cached("hits_total", NOW, 0))
                .hasMessageContaining("end timestamp");
    }

    @Test
    void computesAnewWhatPeopleAskToRefresh() {
        load(0, NOW);
        cached("sum(hits_total)", NOW - 200 * STEP, NOW);
        cache.refresh("other");
        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().computedPoints())
                .isZero();
        cache.refresh("hits_total");
        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().cachedPoints())
                .isZero();
        cache.refresh();
        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().cachedPoints())
                .isZero();
        assertThat(cached("sum(hits_total)", NOW - 200 * STEP, NOW).statistics().computedPoints())
                .isZero();
    }

    @Test
    void limitsTheAnswerAndNotWhatIsKept() {
        load(0, NOW);
        store.add(HITS.with("job", "b"), NOW - 30 * STEP, 1);
        QueryCall one = new QueryCall(null, null, 1, () -> false);

        QueryResult limited = cache.range("hits_total", NOW - 100 * STEP, NOW, STEP, one);

        assertThat(limited.warnings()).containsExactly("results truncated due to limit");
        assertSame(
                cached("hits_total", NOW - 100 * STEP, NOW), "hits_total", NOW - 100 * STEP, NOW);
    }

    @Test
    void staysWithinItsMemory() {
        cache =
                ResultCache.of(
                        engine,
                        new CacheOptions(200_000, Duration.ofMinutes(10), Duration.ZERO),
                        clock);
        load(0, NOW);
        for (int i = 0; i < 200; i++) {
            cached("sum(hits_total) + " + i, NOW - 300 * STEP, NOW);
        }

        assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(200_000);
        assertThat(cache.statistics().blocks()).isPositive();
    }
}
