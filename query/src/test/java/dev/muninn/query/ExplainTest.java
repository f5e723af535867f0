package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the parts of a query and of its steps. */
class ExplainTest {

    private static final long MINUTE = 60_000;
    private static final QueryCall EXPLAINED = QueryCall.PLAIN.explained();

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(60 * MINUTE);
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    ExplainTest() {
        for (int series = 0; series < 3; series++) {
            Labels labels = Labels.of("__name__", "hits_total", "i", "" + series);
            for (int minute = 0; minute <= 10; minute++) {
                store.add(labels, minute * MINUTE, minute);
            }
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private QueryDetails range(String expr, int firstMinute, int lastMinute) {
        QueryResult result =
                engine.range(expr, firstMinute * MINUTE, lastMinute * MINUTE, MINUTE, EXPLAINED);
        return Objects.requireNonNull(result.details());
    }

    @Test
    void tellsWhatEachPartDid() {
        Explanation sum = range("sum by (i) (rate(hits_total[2m])) * (3)", 4, 8).plan();

        assertThat(sum.kind()).isEqualTo("operator");
        assertThat(sum.parts())
                .extracting(Explanation::kind)
                .containsExactly("aggregation", "number");
        Explanation aggregation = sum.parts().getFirst();
        assertThat(aggregation.text()).isEqualTo("sum by (i) (rate(hits_total[2m]))");
        assertThat(aggregation.series()).isEqualTo(3);
        assertThat(aggregation.points()).isEqualTo(15);
        Explanation rate = aggregation.parts().getFirst();
        assertThat(rate.kind()).isEqualTo("call");
        Explanation range = rate.parts().getFirst();
        assertThat(range.text()).isEqualTo("hits_total[2m]");
        assertThat(range.points()).as("minutes 3 to 8 of three series").isEqualTo(18);
        assertThat(range.samples()).isEqualTo(18);
        assertThat(sum.samples()).isEqualTo(18);
    }

    @Test
    void partsTakeNoLongerThanTheWhole() {
        for (String expr :
                List.of("topk(1, hits_total + hits_total)", "hits_total and hits_total")) {
            assertTimesAddUp(range(expr, 0, 10).plan());
        }
    }

    private static void assertTimesAddUp(Explanation part) {
        long below = part.parts().stream().mapToLong(Explanation::nanos).sum();
        assertThat(part.ownNanos()).isNotNegative();
        assertThat(part.nanos()).isEqualTo(below + part.ownNanos());
        part.parts().forEach(ExplainTest::assertTimesAddUp);
    }

    @Test
    void countsSamplesOfAWindowEachTimeItIsLookedAt() {
        QueryDetails details = range("rate(hits_total[3m])", 1, 4);

        assertThat(details.samplesPerStep()).containsExactly(6, 9, 9, 9);
        assertThat(details.samples()).isEqualTo(33);
        assertThat(details.startMillis()).isEqualTo(MINUTE);
        assertThat(details.stepMillis()).isEqualTo(MINUTE);
    }

    @Test
    void countsTheLatestSampleOfEachSeries() {
        assertThat(range("hits_total + hits_total", 9, 16).samplesPerStep())
                .containsExactly(6, 6, 6, 6, 6, 6, 0, 0);
    }

    @Test
    void countsOnceWhatIsReadTwice() {
        assertThat(range("hits_total or sum(hits_total)", 1, 2).samplesPerStep())
                .containsExactly(6, 6);
    }

    @Test
    void countsWhatIsTheSameAtAllStepsForEachOfThem() {
        assertThat(range("rate(hits_total[3m] @ 300)", 1, 4).samplesPerStep())
                .containsExactly(9, 9, 9, 9);
    }

    @Test
    void countsTheResultsOfASubqueryAndNotWhatTheyAreMadeOf() {
        QueryDetails details = range("max_over_time(rate(hits_total[5m])[2m:1m])", 6, 8);

        assertThat(details.samplesPerStep()).containsExactly(6, 6, 6);
    }

    @Test
    void tellsOfStepsThatTheCacheHas() {
        ResultCache cache = ResultCache.of(engine, CacheOptions.DEFAULTS, clock);
        String expr = "sum(hits_total)";
        cache.range(expr, 2 * MINUTE, 5 * MINUTE, MINUTE, QueryCall.PLAIN);

        QueryResult result = cache.range(expr, 2 * MINUTE, 9 * MINUTE, MINUTE, EXPLAINED);

        assertThat(Objects.requireNonNull(result.details()).cachedSteps()).isEqualTo(4);
        assertThat(result.statistics().cachedPoints()).isZero();
        assertThat(Arrays.stream(result.details().samplesPerStep()).sum()).isEqualTo(24);
    }

    @Test
    void answersTheSameWhetherExplainedOrNot() {
        for (String expr :
                List.of("topk(1, hits_total)", "sum(rate(hits_total[5m]))", "scalar(hits_total)")) {
            QueryResult plain = engine.range(expr, 0, 9 * MINUTE, MINUTE, QueryCall.PLAIN);
            Answers.assertSame(engine.range(expr, 0, 9 * MINUTE, MINUTE, EXPLAINED), plain);
            assertThat(plain.details()).isNull();
        }
    }
}
