package dev.muninn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.model.Staleness;
import dev.muninn.testkit.ManualClock;
import dev.muninn.testkit.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEngineTest {

    private static final long MINUTE = 60_000;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(0);
    private final QueryEngine engine = QueryEngine.open(store, QueryOptions.DEFAULTS, clock);

    @AfterEach
    void close() {
        engine.close();
    }

    /** One sample a minute from minute 0. */
    private void load(Labels labels, double... values) {
        for (int i = 0; i < values.length; i++) {
            store.add(labels, i * MINUTE, values[i]);
        }
    }

    private Map<Labels, Double> instant(String expr, long timeMillis) {
        QueryResult result = engine.instant(expr, timeMillis, QueryCall.PLAIN);
        Map<Labels, Double> values = new TreeMap<>();
        for (ResultSeries series : ((ResultValue.Vector) result.value()).series()) {
            values.put(series.labels(), series.values()[0]);
        }
        return values;
    }

    private List<ResultSeries> range(String expr, long from, long to, long step) {
        QueryResult result = engine.range(expr, from, to, step, QueryCall.PLAIN);
        return ((ResultValue.Matrix) result.value()).series();
    }

    @Test
    void takesTheLatestSampleWithinTheLookback() {
        Labels up = Labels.of("__name__", "up");
        load(up, 1, 2);

        assertThat(instant("up", MINUTE + 1)).isEqualTo(Map.of(up, 2.0));
        assertThat(instant("up", 6 * MINUTE - 1)).isEqualTo(Map.of(up, 2.0));
        assertThat(instant("up", 6 * MINUTE)).isEmpty();
    }

    @Test
    void preparedExpressionsAreEvaluatedAtAnyTime() {
        Labels up = Labels.of("__name__", "up");
        load(up, 1, 2);
        PreparedQuery query = engine.prepare("up * 10");

        assertThat(query.text()).isEqualTo("up * 10");
        assertThat(query.selectors()).containsExactly(QueryEngine.parseSelector("up"));
        for (int minute = 0; minute < 2; minute++) {
            ResultValue value = engine.instant(query, minute * MINUTE, QueryCall.PLAIN).value();
            assertThat(((ResultValue.Vector) value).series().getFirst().values())
                    .containsExactly(10.0 * (minute + 1));
        }
        assertThatThrownBy(() -> engine.prepare("sum("))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("parse error");
    }

    @Test
    void endsSeriesAtTheStalenessMarker() {
        load(Labels.of("__name__", "up"), 1, Staleness.MARKER);

        assertThat(instant("up", MINUTE + 1)).isEmpty();
        assertThat(instant("count_over_time(up[5m])", MINUTE + 1).values()).containsExactly(1.0);
    }

    @Test
    void leavesTheStartOfARangeOut() {
        load(Labels.of("__name__", "x"), 1, 2, 3);

        assertThat(instant("sum_over_time(x[2m])", 2 * MINUTE).values()).containsExactly(5.0);
    }

    @Test
    void makesCounterResetsGoodInRate() {
        load(Labels.of("__name__", "hits_total"), 0, 60, 120, 0, 60, 120);

        assertThat(instant("increase(hits_total[5m])", 5 * MINUTE).get(Labels.empty()))
                .isCloseTo(225.0, within(1e-9));
        assertThat(
                        range("rate(hits_total[2m])", 2 * MINUTE, 5 * MINUTE, MINUTE)
                                .getFirst()
                                .values())
                .hasSize(4);
    }

    @Test
    void sumsRatesByLabel() {
        for (int i = 0; i < 1500; i++) {
            load(Labels.of("__name__", "hits_total", "job", "j" + i % 3, "i", "" + i), 0, 60, 120);
        }

        assertThat(instant("sum by (job) (rate(hits_total[2m]))", 2 * MINUTE))
                .hasSize(3)
                .allSatisfy((labels, value) -> assertThat(value).isCloseTo(500.0, within(1e-9)));
    }

    @Test
    void matchesVectorsOneToOneAndManyToOne() {
        load(Labels.of("__name__", "errors", "job", "a", "code", "500"), 2);
        load(Labels.of("__name__", "errors", "job", "a", "code", "404"), 4);
        load(Labels.of("__name__", "requests", "job", "a"), 8);

        assertThat(instant("sum by (job) (errors) / requests", 0))
                .isEqualTo(Map.of(Labels.of("job", "a"), 0.75));
        assertThat(instant("errors / on (job) group_left requests", 0))
                .isEqualTo(
                        Map.of(
                                Labels.of("job", "a", "code", "500"), 0.25,
                                Labels.of("job", "a", "code", "404"), 0.5));
        assertThatThrownBy(() -> instant("requests / on (job) errors", 0))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("found duplicate series for the match group");
    }

    @Test
    void interpolatesQuantilesOfClassicHistograms() {
        load(Labels.of("__name__", "h_bucket", "le", "1"), 10);
        load(Labels.of("__name__", "h_bucket", "le", "2"), 20);
        load(Labels.of("__name__", "h_bucket", "le", "+Inf"), 20);

        assertThat(instant("histogram_quantile(0.75, h_bucket)", 0).values()).containsExactly(1.5);
    }

    @Test
    void ranksInstantAnswersByValue() {
        load(Labels.of("__name__", "x", "i", "1"), 1);
        load(Labels.of("__name__", "x", "i", "2"), 3);
        load(Labels.of("__name__", "x", "i", "3"), 2);

        QueryResult result = engine.instant("topk(2, x)", 0, QueryCall.PLAIN);

        assertThat(((ResultValue.Vector) result.value()).series())
                .extracting(series -> series.labels().get("i"))
                .containsExactly("2", "3");
    }

    @Test
    void givesScalarsAndTextsTheirOwnTypes() {
        assertThat(engine.instant("1 + 2 * 3", 5, QueryCall.PLAIN).value())
                .isEqualTo(new ResultValue.Scalar(5, 7));
        assertThat(engine.instant("\"a\"", 5, QueryCall.PLAIN).value())
                .isEqualTo(new ResultValue.Text(5, "a"));
        assertThat(range("time()", 0, 2000, 1000).getFirst().values()).containsExactly(0, 1, 2);
    }

    @Test
    void givesTheSamplesOfARangeSelector() {
        load(Labels.of("__name__", "x"), 1, 2, 3);

        QueryResult result = engine.instant("x[90s]", 2 * MINUTE, QueryCall.PLAIN);

        ResultSeries series = ((ResultValue.Matrix) result.value()).series().getFirst();
        assertThat(series.timestamps()).containsExactly(MINUTE, 2 * MINUTE);
        assertThat(series.values()).containsExactly(2, 3);
    }

    @Test
    void sortsRangeAnswersByLabels() {
        load(Labels.of("__name__", "x", "i", "b"), 1, 1);
        load(Labels.of("__name__", "x", "i", "a"), 2, 2);

        assertThat(range("-x or x", 0, MINUTE, MINUTE)).extracting(ResultSeries::labels).isSorted();
    }

    @Test
    void notesWithThePositionInTheQuery() {
        load(Labels.of("__name__", "x"), 1, 2, 3);

        QueryResult result =
                engine.instant("1 + rate(x[2m]) + rate(x[2m])", 2 * MINUTE, QueryCall.PLAIN);

        assertThat(result.infos())
                .containsExactly(
                        "PromQL info: metric might not be a counter, name does not end in"
                                + " _total/_sum/_count/_bucket: \"x\" (1:10)",
                        "PromQL info: metric might not be a counter, name does not end in"
                                + " _total/_sum/_count/_bucket: \"x\" (1:24)");
    }

    @Test
    void refusesTwoSeriesThatBecomeTheSame() {
        load(Labels.of("__name__", "x", "i", "1"), 1, 1);
        load(Labels.of("__name__", "y", "i", "1"), 2, 2);

        assertThatThrownBy(() -> instant("abs({i=\"1\"})", 0))
                .isInstanceOf(MuninnException.class)
                .hasMessage("vector cannot contain metrics with the same labelset");
    }

    @Test
    void evaluatesSubqueriesOnTheirOwnSteps() {
        load(Labels.of("__name__", "x"), 1, 2, 3, 4, 5);

        assertThat(instant("max_over_time(x[3m:1m])", 4 * MINUTE).values()).containsExactly(5.0);
        assertThat(instant("sum_over_time(x[3m:1m] @ 120)", 4 * MINUTE).values())
                .containsExactly(6.0);
    }

    @Test
    void countsWhatAQueryCosts() {
        load(Labels.of("__name__", "x", "i", "1"), 1, 2, 3);
        load(Labels.of("__name__", "x", "i", "2"), 1, 2, 3);

        QueryStatistics statistics =
                engine.instant("sum(sum_over_time(x[1h]))", 2 * MINUTE, QueryCall.PLAIN)
                        .statistics();

        assertThat(statistics.series()).isEqualTo(2);
        assertThat(statistics.samples()).isEqualTo(6);
    }

    @Test
    void refusesToReadMoreSamplesThanAllowed() {
        load(Labels.of("__name__", "x"), 1, 2, 3);
        QueryOptions few =
                new QueryOptions(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        2,
                        10,
                        100,
                        1 << 20,
                        1 << 20,
                        1,
                        Duration.ofSeconds(10),
                        false);

        try (QueryEngine small = QueryEngine.open(store, few, clock)) {
            assertThatThrownBy(
                            () ->
                                    small.instant(
                                            "sum_over_time(x[1h])", 2 * MINUTE, QueryCall.PLAIN))
                    .isInstanceOf(MuninnException.class)
                    .hasMessageContaining("query.max-samples")
                    .extracting(e -> ((MuninnException) e).kind())
                    .isEqualTo(MuninnException.Kind.LIMIT);
        }
    }

    @Test
    void refusesHugeSubqueriesBeforeRunningThem() {
        assertThatThrownBy(() -> instant("max_over_time(x[10y:1ms])", 0))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("query.max-bytes");
    }

    @Test
    void stopsWhenTheCallerHasGone() {
        load(Labels.of("__name__", "x"), 1, 2, 3);
        AtomicBoolean isGone = new AtomicBoolean(true);

        assertThatThrownBy(() -> engine.instant("x", 0, new QueryCall(null, null, 0, isGone::get)))
                .isInstanceOf(MuninnException.class)
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.CANCELLED);
    }

    @Test
    void pointsAtTheMistakeInAQuery() {
        assertThatThrownBy(() -> instant("sum(x", 0))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("1:")
                .extracting(e -> ((MuninnException) e).kind())
                .isEqualTo(MuninnException.Kind.BAD_INPUT);
    }

    @Test
    void cutsAnswersAtTheLimitAndSaysSo() {
        List<Labels> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(Labels.of("__name__", "x", "i", "" + i));
            load(all.get(i), 1);
        }

        QueryResult result = engine.instant("x", 0, new QueryCall(null, null, 2, () -> false));

        assertThat(((ResultValue.Vector) result.value()).series())
                .extracting(ResultSeries::labels)
                .isEqualTo(all.subList(0, 2));
        assertThat(result.warnings()).containsExactly("results truncated due to limit");
    }

    @Test
    void goesOnStepByStepAtTheCostOfAStep() {
        load(Labels.of("__name__", "hits_total"), 0, 60, 120, 240, 300, 480);
        List<ResultSeries> whole = range("rate(hits_total[2m])", 0, 5 * MINUTE, MINUTE);

        for (int i = 0; i < whole.getFirst().size(); i++) {
            long time = whole.getFirst().timestamps()[i];
            QueryResult step =
                    engine.range("rate(hits_total[2m])", time, time, MINUTE, QueryCall.PLAIN);
            ResultSeries point = ((ResultValue.Matrix) step.value()).series().getFirst();
            assertThat(point.values()).containsExactly(whole.getFirst().values()[i]);
            assertThat(point.timestamps()).containsExactly(time);
            assertThat(step.statistics().samples()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void namesTheQueriesThatACrashInterrupted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("queries.active");
        Path copy = folder.resolve("copy");
        QueryLog log = QueryLog.open(file, Duration.ofDays(1), clock);
        QueryCall copying =
                new QueryCall(
                        null,
                        null,
                        0,
                        () -> {
                            try {
                                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                                return false;
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        load(Labels.of("__name__", "x"), 1);
        try (log;
                QueryEngine logging = QueryEngine.open(store, QueryOptions.DEFAULTS, clock, log)) {
            logging.instant("sum(x)", 0, copying);
        }

        try (QueryLog after = QueryLog.open(copy, Duration.ofDays(1), clock)) {
            assertThat(after.interrupted())
                    .extracting(QueryLog.Interrupted::query)
                    .containsExactly("sum(x)");
        }
    }
}
