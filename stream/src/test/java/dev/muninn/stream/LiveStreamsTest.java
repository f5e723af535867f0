package dev.muninn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveStreamsTest {

    private static final long START = 1_700_000_000_000L;
    private static final Labels A = Labels.of("job", "a");
    private static final Labels B = Labels.of("job", "b");
    private static final List<LiveQuery> UP = List.of(new LiveQuery("Q", "up"));

    /** Half a second in: past lag and phase of every view, so that START is the last tick. */
    private final ManualClock clock = new ManualClock(START + 500);

    private final FakeQueries queries = new FakeQueries();
    private final LiveStreams streams = streams(Runnable::run, StreamOptions.DEFAULTS);

    private LiveStreams streams(Executor tickWorkers, StreamOptions options) {
        return new LiveStreams(
                options, queries, queries::canonical, clock, tickWorkers, Runnable::run);
    }

    private LiveConnection greeted(FakeViewer viewer) {
        LiveConnection connection = streams.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, false, List.of());
        viewer.take();
        return connection;
    }

    private void tick() {
        clock.advance(Duration.ofSeconds(1));
        streams.run();
    }

    private static double secondsIn(long millis) {
        return (millis - START) / 1000.0;
    }

    @Test
    void welcomesWithLimits() {
        FakeViewer viewer = new FakeViewer();
        streams.connect(viewer).hello("\"h\"", Tier.HIGH_BANDWIDTH, false, List.of());

        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"welcome\",\"id\":\"h\",\"conn\":\"1\","
                                + "\"proto\":\"muninn.live.v1\",\"serverTime\":1700000000500,"
                                + "\"heartbeat\":25000,\"tier\":\"high_bandwidth\","
                                + "\"limits\":{\"views\":64,\"queries\":200}}");
    }

    @Test
    void sendsSnapshotThenOneDeltaPerTick() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);

        connection.subscribe("2", UP, 1_000, 3_000, 0, null);

        List<String> begin = viewer.take();
        String view = begin.getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");
        assertThat(begin)
                .containsExactly(
                        "{\"type\":\"ok\",\"id\":2,\"view\":\"%s\",\"vid\":1,\"step\":1000,"
                                        .formatted(view)
                                + "\"tier\":\"high_bandwidth\"}",
                        "{\"type\":\"series\",\"view\":\"%s\",\"epoch\":1700000000500,\"add\":"
                                        .formatted(view)
                                + "[{\"sid\":1,\"ref\":\"Q\",\"labels\":{\"job\":\"a\"}}],\"drop\":[]}",
                        "{\"type\":\"snap\",\"view\":\"%s\",\"epoch\":1700000000500,\"seq\":1,"
                                        .formatted(view)
                                + "\"t\":1700000000000,\"t0\":1699999997000,\"step\":1000,\"n\":4,\"columns\":"
                                + "[{\"sid\":1,\"start\":0,\"values\":[-3,-2,-1,0]}]}");

        tick();
        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"delta\",\"view\":\"%s\",\"seq\":2,\"t\":1700000001000,"
                                        .formatted(view)
                                + "\"step\":1000,\"ticks\":[[1]]}");
        tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"seq\":3", "[[2]]");
    }

    @Test
    void evaluatesOnceAndSendsTheSameBytesToAllViewers() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer one = new FakeViewer();
        FakeViewer other = new FakeViewer();
        greeted(one).subscribe("2", UP, 1_000, 60_000, 0, null);
        greeted(other).subscribe("7", List.of(new LiveQuery("Q", " up ")), 1_000, 60_000, 0, null);

        assertThat(queries.snapshotCalls).isEqualTo(1);
        assertThat(other.last().payload()).isSameAs(one.last().payload());
        int before = queries.tickCalls;
        tick();
        assertThat(queries.tickCalls).isEqualTo(before + 1);
        assertThat(other.last().payload()).isSameAs(one.last().payload());
        assertThat(new String(one.last().payload(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"type\":\"delta\"");
    }

    @Test
    void joinsTheTicksThatASlowViewerMissed() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer slow = new FakeViewer();
        FakeViewer fast = new FakeViewer();
        LiveConnection connection = greeted(slow);
        connection.subscribe("2", UP, 1_000, 60_000, 0, null);
        greeted(fast).subscribe("2", UP, 1_000, 60_000, 0, null);
        slow.take();
        fast.take();

        slow.isWritable = false;
        tick();
        tick();
        tick();
        assertThat(slow.take()).isEmpty();
        assertThat(fast.take()).hasSize(3);

        slow.isWritable = true;
        connection.onWritable();
        assertThat(slow.take())
                .singleElement()
                .asString()
                .contains("\"seq\":4", "\"t\":1700000003000", "\"ticks\":[[1],[2],[3]]");
        tick();
        assertThat(slow.last().payload()).isSameAs(fast.last().payload());
    }

    @Test
    void sendsASnapshotToAViewerThatMissedMoreThanIsKept() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        StreamOptions patient = withSlowTimeout(Duration.ofMinutes(10));
        LiveStreams longRunning = streams(Runnable::run, patient);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = longRunning.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, false, List.of());
        connection.subscribe("2", UP, 1_000, 5_000, 0, null);
        viewer.take();
        viewer.isWritable = false;
        for (int i = 0; i < 121; i++) {
            clock.advance(Duration.ofSeconds(1));
            longRunning.run();
        }

        viewer.isWritable = true;
        connection.onWritable();

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("\"type\":\"series\"", "\"sid\":1,");
        assertThat(frames.get(1))
                .contains("\"type\":\"snap\"", "\"seq\":122", "[116,117,118,119,120,121]");
    }

    private static StreamOptions withSlowTimeout(Duration timeout) {
        StreamOptions d = StreamOptions.DEFAULTS;
        return new StreamOptions(
                d.lag(),
                d.minStep(),
                d.maxConnections(),
                d.handshakesPerSecond(),
                d.maxViews(),
                d.maxQueries(),
                d.maxTotalViews(),
                d.maxSeries(),
                d.maxPoints(),
                d.amendWindow(),
                d.linger(),
                d.heartbeat(),
                d.helloTimeout(),
                timeout,
                d.evaluateTimeout(),
                d.workers());
    }

    @Test
    void announcesSeriesThatAppearAndKeepsColumnsOfThoseThatVanish() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 60_000, 0, null);
        viewer.take();

        queries.answer("up", B, time -> 7.5);
        tick();
        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0))
                .contains("\"add\":[{\"sid\":2,\"ref\":\"Q\",\"labels\":{\"job\":\"b\"}}]");
        assertThat(frames.get(1)).contains("\"ticks\":[[1,7.5]]");

        queries.answer("up", A, time -> null);
        tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[null,7.5]]");
    }

    @Test
    void dropsASeriesThatHadNoValueForLong() {
        queries.answer("up", A, time -> time == START ? 1.0 : null);
        queries.answer("up", B, time -> 2.0);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 60_000, 0, null);
        for (int i = 0; i < SeriesTable.KEPT_WITHOUT_VALUE - 1; i++) {
            tick();
        }
        assertThat(viewer.take().getLast()).contains("[[null,2]]");

        tick();

        List<String> frames = viewer.take();
        assertThat(frames.get(0)).contains("\"add\":[],\"drop\":[1]");
        assertThat(frames.get(1)).contains("\"ticks\":[[2]]");
    }

    @Test
    void showsSeriesThatEndedWithinTheRangeOfASnapshot() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        queries.answer("up", B, time -> time < START - 1_000 ? secondsIn(time) : null);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 4_000, 0, null);

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(4);
        assertThat(frames.get(1)).contains("\"sid\":1,", "\"sid\":2,");
        assertThat(frames.get(2))
                .contains("{\"sid\":1,\"start\":0,\"values\":[-4,-3,-2,-1,0]}")
                .contains("{\"sid\":2,\"start\":0,\"values\":[-4,-3,-2]}");
        assertThat(frames.get(3)).contains("\"add\":[],\"drop\":[2]");
        tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[1]]");
    }

    @Test
    void joinsTicksOnlyBetweenChangesOfSeries() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer slow = new FakeViewer();
        LiveConnection connection = greeted(slow);
        connection.subscribe("2", UP, 1_000, 60_000, 0, null);
        slow.take();
        slow.isWritable = false;
        tick();
        tick();
        queries.answer("up", B, time -> 9.0);
        tick();
        tick();

        slow.isWritable = true;
        connection.onWritable();

        List<String> frames = slow.take();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0)).contains("\"seq\":3", "[[1],[2]]");
        assertThat(frames.get(1)).contains("\"type\":\"series\"", "\"sid\":2,");
        assertThat(frames.get(2)).contains("\"seq\":5", "[[3,9],[4,9]]");
    }

    @Test
    void writesNoNumbersAsTexts() {
        queries.answer("up", A, time -> Double.NaN);
        queries.answer("up", B, time -> Double.NEGATIVE_INFINITY);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();
        tick();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"ticks\":[[\"NaN\",\"-Inf\"]]");
    }

    @Test
    void coarsensASnapshotToThePointsAskedFor() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 3_600_000, 10, null);

        String snap = viewer.take().getLast();
        assertThat(snap).contains("\"step\":360000", "\"n\":10");
    }

    @Test
    void resumesWithTheMissedTicksOnly() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer before = new FakeViewer();
        LiveConnection lost = greeted(before);
        lost.subscribe("2", UP, 1_000, 60_000, 0, null);
        String view = before.take().getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");
        lost.onClosed();
        tick();
        tick();

        FakeViewer after = new FakeViewer();
        LiveConnection back = streams.connect(after);
        back.hello("1", Tier.HIGH_BANDWIDTH, false, List.of(new Resume(view, START + 500, 1)));
        after.take();
        back.subscribe("2", UP, 1_000, 60_000, 0, null);

        List<String> frames = after.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1)).contains("\"type\":\"delta\"", "\"ticks\":[[1],[2]]");
    }

    @Test
    void startsAnewWhereAnotherEpochIsResumed() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("2", UP, 1_000, 60_000, 0, null);
        String view = viewer.take().getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");
        FakeViewer stale = new FakeViewer();
        LiveConnection back = streams.connect(stale);
        back.hello("1", Tier.HIGH_BANDWIDTH, false, List.of(new Resume(view, 12, 1)));
        back.subscribe("2", UP, 1_000, 60_000, 0, null);

        assertThat(stale.take()).anyMatch(frame -> frame.contains("\"type\":\"snap\""));
    }

    @Test
    void takesAnotherRange() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("2", UP, 1_000, 2_000, 0, null);
        String view = viewer.take().getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");

        connection.change("3", view, new ViewChange(5_000L, null, null, null, null));

        List<String> frames = viewer.take();
        assertThat(frames.getFirst()).isEqualTo("{\"type\":\"ok\",\"id\":3,\"view\":\"%s\"}", view);
        assertThat(frames.getLast()).contains("\"n\":6", "[-5,-4,-3,-2,-1,0]");
    }

    @Test
    void tellsOnceThatAQueryFailsAndGoesOnWithTheOthers() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        List<LiveQuery> two = List.of(new LiveQuery("Q", "up"), new LiveQuery("R", "bad"));
        greeted(viewer).subscribe("2", two, 1_000, 1_000, 0, null);
        viewer.take();
        queries.fail("bad", MuninnException.limit("too many samples"));

        tick();
        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("\"ticks\":[[1]]");
        assertThat(frames.get(1))
                .contains("\"type\":\"err\"", "\"code\":\"limit\"", "query R: too many samples");
        tick();
        assertThat(viewer.take()).singleElement().asString().contains("[[2]]");

        FakeViewer late = new FakeViewer();
        greeted(late).subscribe("2", two, 1_000, 1_000, 0, null);
        assertThat(late.take().getLast()).contains("query R: too many samples");
    }

    @Test
    void staysSubscribedWhileNothingCanBeEvaluated() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        queries.fail("up", new MuninnException(MuninnException.Kind.UNAVAILABLE, "disk gone"));
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 1_000, 0, null);
        assertThat(viewer.take().getLast()).contains("\"code\":\"unavailable\"", "disk gone");
        tick();
        assertThat(viewer.take()).isEmpty();

        queries.recover("up");
        tick();
        assertThat(viewer.take().getLast()).contains("\"ticks\":[[2]]");
    }

    @Test
    void refusesWhatIsNoQuery() {
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", List.of(new LiveQuery("Q", "up(((")), 1_000, 1_000, 0, null);

        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"err\",\"id\":2,\"code\":\"bad_query\",\"message\":"
                                + "\"query Q: 1:1: parse error: unexpected end of input\"}");
    }

    @Test
    void leavesOutTicksWhileOneIsStillEvaluated() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        Queue<Runnable> work = new ArrayDeque<>();
        LiveStreams slow = streams(work::add, StreamOptions.DEFAULTS);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = slow.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, false, List.of());
        connection.subscribe("2", UP, 1_000, 1_000, 0, null);
        work.remove().run();
        viewer.take();

        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            slow.run();
        }

        assertThat(work).hasSize(1);
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"code\":\"timeout\"", "longer than the step of 1000 ms");
        work.remove().run();
        assertThat(viewer.take()).singleElement().asString().contains("\"t\":1700000001000");
        clock.advance(Duration.ofSeconds(1));
        slow.run();
        work.remove().run();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"seq\":3", "\"t\":1700000005000", "\"ticks\":[[5]]");
    }

    @Test
    void doesNotJoinTicksAcrossAGapInTime() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();
        viewer.isWritable = false;
        tick();
        clock.advance(Duration.ofSeconds(4));
        tick();

        viewer.isWritable = true;
        connection.onWritable();

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("\"t\":1700000001000", "[[1]]");
        assertThat(frames.get(1)).contains("\"t\":1700000006000", "[[6]]");
    }

    @Test
    void beginsANewEpochWhereTheClockIsSetBack() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();

        clock.jumpTo(START - 3_599_500);
        streams.run();

        List<String> frames = viewer.take();
        assertThat(frames.get(0)).contains("\"type\":\"series\"", "\"epoch\":1700000000501");
        assertThat(frames.get(1)).contains("\"type\":\"snap\"", "[-3601,-3600]");
    }

    @Test
    void endsAViewThatNobodyLooksAt() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("2", UP, 1_000, 1_000, 0, null);
        connection.onClosed();
        connection.onClosed();
        for (int i = 0; i < 10; i++) {
            tick();
        }
        int before = queries.tickCalls;
        tick();
        tick();
        assertThat(queries.tickCalls).isEqualTo(before);
    }

    @Test
    void endsOneViewOnRequest() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("2", UP, 1_000, 1_000, 0, null);
        String view = viewer.take().getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");

        connection.unsubscribe("3", view);
        connection.unsubscribe("4", view);
        tick();

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).isEqualTo("{\"type\":\"ok\",\"id\":3}");
        assertThat(frames.get(1)).contains("\"id\":4", "\"code\":\"not_found\"");
    }

    @Test
    void limitsViewsAndQueriesOfAConnection() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        for (int i = 0; i < 64; i++) {
            List<LiveQuery> one = List.of(new LiveQuery("Q", "up" + i));
            connection.subscribe("2", one, 1_000, 1_000, 0, null);
        }
        viewer.take();
        connection.subscribe("9", UP, 1_000, 1_000, 0, null);
        assertThat(viewer.take().getLast()).contains("\"code\":\"limit\"", "at most 64 views");

        FakeViewer other = new FakeViewer();
        List<LiveQuery> many =
                IntStream.range(0, 201).mapToObj(i -> new LiveQuery("Q" + i, "up")).toList();
        greeted(other).subscribe("9", many, 1_000, 1_000, 0, null);
        assertThat(other.take().getLast()).contains("at most 200 queries");
    }

    @Test
    void refusesImpossibleStepsRangesAndRefs() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        connection.subscribe("1", UP, 0, 1_000, 0, null);
        connection.subscribe("2", UP, Long.MAX_VALUE, 1_000, 0, null);
        connection.subscribe("3", UP, 1_000, -1, 0, null);
        connection.subscribe("4", UP, 1_000, Long.MAX_VALUE, 0, null);
        connection.subscribe("5", List.of(), 1_000, 1_000, 0, null);
        connection.subscribe("6", List.of(UP.get(0), UP.get(0)), 1_000, 1_000, 0, null);

        assertThat(viewer.take()).hasSize(6).allMatch(frame -> frame.contains("\"err\""));
    }

    @Test
    void closesAConnectionThatSaysNoHello() {
        FakeViewer viewer = new FakeViewer();
        streams.connect(viewer);
        clock.advance(Duration.ofSeconds(5));
        streams.run();
        assertThat(viewer.closeCode).isNull();
        clock.advance(Duration.ofSeconds(1));
        streams.run();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.NO_HELLO);
    }

    @Test
    void closesAConnectionThatReadsNothingForAMinute() {
        queries.answer("up", A, LiveStreamsTest::secondsIn);
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.isWritable = false;
        for (int i = 0; i < 60; i++) {
            tick();
        }
        assertThat(viewer.closeCode).isNull();
        tick();
        tick();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void closesAConnectionThatAsksWithoutReading() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = greeted(viewer);
        viewer.isWritable = false;
        for (int i = 0; i < 64; i++) {
            connection.ping();
        }
        assertThat(viewer.closeCode).isNull();
        connection.ping();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void sendsAHeartbeatAfterSilence() {
        FakeViewer viewer = new FakeViewer();
        greeted(viewer);
        for (int i = 0; i < 20; i++) {
            tick();
        }
        assertThat(viewer.take()).isEmpty();
        for (int i = 0; i < 10; i++) {
            tick();
        }
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .matches("\\{\"type\":\"hb\",\"t\":17000000\\d{2}500}");
    }

    @Test
    void saysGoodByeWhenItStops() {
        FakeViewer viewer = new FakeViewer();
        greeted(viewer);
        streams.close();
        streams.close();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"goaway\",\"reason\":\"the server stops\"");
        assertThat(viewer.closeCode).isEqualTo(CloseCode.SHUTTING_DOWN);
    }

    @Test
    void limitsTheSeriesOfAView() {
        for (int i = 0; i < 1_200; i++) {
            queries.answer("up", Labels.of("n", String.valueOf(i)), time -> 1.0);
        }
        FakeViewer viewer = new FakeViewer();
        greeted(viewer).subscribe("2", UP, 1_000, 1_000, 0, null);

        assertThat(viewer.take().getLast()).contains("\"code\":\"limit\"", "more than 1000 series");
    }
}
