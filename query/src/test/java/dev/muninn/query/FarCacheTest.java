package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocks of results that go beyond memory and come back. */
class FarCacheTest {

    private static final long SECOND = 1_000;
    private static final Labels HITS = Labels.of("__name__", "hits", "path", "/ä\"");

    /** A far cache in a map, with all that was asked of it. */
    private static final class MapCache implements FarCache {

        private final Map<String, byte[]> values = new TreeMap<>();
        private final List<Duration> lives = new ArrayList<>();
        private int asked;

        @Override
        public List<byte @Nullable []> get(List<String> keys) {
            asked++;
            List<byte @Nullable []> found = new ArrayList<>();
            keys.forEach(key -> found.add(values.get(key)));
            return found;
        }

        @Override
        public void put(String key, byte[] value, Duration life) {
            values.put(key, value);
            lives.add(life);
        }

        @Override
        public Facts facts() {
            return new Facts("connected", 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(10_000 * SECOND);
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);
    private final MapCache far = new MapCache();

    FarCacheTest() {
        for (int second = 0; second < 1_000; second++) {
            store.add(HITS, second * SECOND, second / 7.0);
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private ResultCache cache() {
        return ResultCache.of(engine, CacheOptions.DEFAULTS, clock, far);
    }

    private static QueryResult ask(ResultCache cache) {
        return cache.range("rate(hits[1m])", 0, 700 * SECOND, SECOND, QueryCall.PLAIN);
    }

    @Test
    void bringsBackWhatMemoryHasForgotten() {
        QueryResult first = ask(cache());
        QueryResult second = ask(cache());

        assertThat(far.values).as("whole blocks of 128 steps").hasSize(5);
        assertThat(far.asked).as("once for each answer").isEqualTo(2);
        assertThat(second.statistics().cachedPoints()).isBetween(600L, 640L);
        Answers.assertSame(second, first);
    }

    @Test
    void forgetsWhatChangedMeanwhile() {
        ask(cache());
        store.add(HITS, 300 * SECOND + 1, 1e6);

        QueryResult after = ask(cache());

        Answers.assertSame(
                after, engine.range("rate(hits[1m])", 0, 700 * SECOND, SECOND, QueryCall.PLAIN));
        assertThat(after.statistics().computedPoints()).isPositive();
    }

    @Test
    void takesDamagedAndForeignBytesForNothing() {
        QueryResult first = ask(cache());
        far.values.replaceAll(
                (key, value) -> {
                    value[value.length / 2] ^= 1;
                    return value;
                });
        assertThat(ask(cache()).statistics().cachedPoints()).isZero();
        far.values.replaceAll((key, value) -> new byte[] {1, 2});
        Answers.assertSame(ask(cache()), first);
        far.values.replaceAll((key, value) -> new byte[0]);
        assertThat(ask(cache()).statistics().cachedPoints()).isZero();
        byte[] other = far.values.values().iterator().next();
        far.values.replaceAll((key, value) -> other);
        Answers.assertSame(ask(cache()), first);
    }

    @Test
    void keepsNothingFarAwayThatMayGrow() {
        cache().range("hits", 9_000 * SECOND, 10_000 * SECOND, SECOND, QueryCall.PLAIN);

        assertThat(far.values).hasSize(6);
        assertThat(far.lives).containsOnly(Duration.ofHours(1));
    }

    @Test
    void keepsOldBlocksForADay() {
        clock.advance(Duration.ofDays(2));

        ask(cache());

        assertThat(far.lives).hasSize(5).containsOnly(Duration.ofDays(1));
    }

    @Test
    void tellsTheShareOfPointsOfTheLastMinuteAndHour() {
        ResultCache cache = cache();
        far.values.clear();
        ask(cache);
        clock.advance(Duration.ofMinutes(2));
        ask(cache);

        assertThat(cache.statistics().minuteHitRate()).isEqualTo(1);
        assertThat(cache.statistics().hourHitRate()).isEqualTo(0.5);
        clock.advance(Duration.ofMinutes(59));
        assertThat(cache.statistics().minuteHitRate()).isZero();
        assertThat(cache.statistics().hourHitRate()).isEqualTo(1);
    }
}
