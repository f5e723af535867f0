package dev.muninn.stream;

import static dev.muninn.stream.LiveStand.A;
import static dev.muninn.stream.LiveStand.B;
import static dev.muninn.stream.LiveStand.START;
import static dev.muninn.stream.LiveStand.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.stream.series.SeriesTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What viewers of a view are sent, tick by tick. */
class LiveTicksTest {

    private final LiveStand stand = new LiveStand();

    @Test
    void sendsSnapshotThenOneDeltaPerTick() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);

        connection.subscriptions().subscribe("2", UP, 1_000, 3_000, 0, null);

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

        stand.tick();
        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"delta\",\"view\":\"%s\",\"seq\":2,\"t\":1700000001000,"
                                        .formatted(view)
                                + "\"step\":1000,\"ticks\":[[1]]}");
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"seq\":3", "[[2]]");
    }

    @Test
    void evaluatesOnceAndSendsTheSameBytesToAllViewers() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer one = new FakeViewer();
        FakeViewer other = new FakeViewer();
        stand.greeted(one).subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        stand.greeted(other)
                .subscriptions()
                .subscribe("7", List.of(new LiveQuery("Q", " up ")), 1_000, 60_000, 0, null);

        assertThat(stand.queries.snapshotCalls).isEqualTo(1);
        assertThat(other.last().address()).isEqualTo(one.last().address());
        int before = stand.queries.tickCalls;
        stand.tick();
        assertThat(stand.queries.tickCalls).isEqualTo(before + 1);
        assertThat(other.last().address()).isEqualTo(one.last().address());
        assertThat(new String(one.last().payload(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"type\":\"delta\"");
    }

    @Test
    void asksForThePastWhereOthersAskForItToo() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        assertThat(stand.queries.pastCalls).isEqualTo(1);
        for (int i = 0; i < 21; i++) {
            stand.tick();
        }
        assertThat(stand.queries.tickCalls).isGreaterThanOrEqualTo(21);
        assertThat(stand.queries.snapshotCalls).as("the past, and late samples twice").isEqualTo(3);
        assertThat(stand.queries.pastCalls).as("neither ticks nor late samples").isEqualTo(1);
    }

    @Test
    void announcesSeriesThatAppearAndKeepsColumnsOfThoseThatVanish() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        viewer.take();

        stand.queries.answer("up", B, time -> 7.5);
        stand.tick();
        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0))
                .contains("\"add\":[{\"sid\":2,\"ref\":\"Q\",\"labels\":{\"job\":\"b\"}}]");
        assertThat(frames.get(1)).contains("\"ticks\":[[1,7.5]]");

        stand.queries.answer("up", A, time -> null);
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[null,7.5]]");
    }

    @Test
    void dropsASeriesThatHadNoValueForLong() {
        stand.queries.answer("up", A, time -> time == START ? 1.0 : null);
        stand.queries.answer("up", B, time -> 2.0);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        for (int i = 0; i < SeriesTable.KEPT_WITHOUT_VALUE - 1; i++) {
            stand.tick();
        }
        assertThat(viewer.take().getLast()).contains("[[null,2]]");

        stand.tick();

        List<String> frames = viewer.take();
        assertThat(frames.get(0)).contains("\"add\":[],\"drop\":[1]");
        assertThat(frames.get(1)).contains("\"ticks\":[[2]]");
    }

    @Test
    void showsSeriesThatEndedWithinTheRangeOfASnapshot() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        stand.queries.answer(
                "up", B, time -> time < START - 1_000 ? LiveStand.secondsIn(time) : null);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 4_000, 0, null);

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(4);
        assertThat(frames.get(1)).contains("\"sid\":1,", "\"sid\":2,");
        assertThat(frames.get(2))
                .contains("{\"sid\":1,\"start\":0,\"values\":[-4,-3,-2,-1,0]}")
                .contains("{\"sid\":2,\"start\":0,\"values\":[-4,-3,-2]}");
        assertThat(frames.get(3)).contains("\"add\":[],\"drop\":[2]");
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[1]]");
    }

    @Test
    void writesNoNumbersAsTexts() {
        stand.queries.answer("up", A, time -> Double.NaN);
        stand.queries.answer("up", B, time -> Double.NEGATIVE_INFINITY);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();
        stand.tick();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"ticks\":[[\"NaN\",\"-Inf\"]]");
    }

    @Test
    void coarsensASnapshotToThePointsAskedFor() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 3_600_000, 10, null);

        String snap = viewer.take().getLast();
        assertThat(snap).contains("\"step\":360000", "\"n\":10");
    }

    @Test
    void takesAnotherRange() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 2_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());

        connection.subscriptions().change("3", view, ViewChange.NOTHING.withRange(5_000));

        List<String> frames = viewer.take();
        assertThat(frames.getFirst()).isEqualTo("{\"type\":\"ok\",\"id\":3,\"view\":\"%s\"}", view);
        assertThat(frames.getLast()).contains("\"n\":6", "[-5,-4,-3,-2,-1,0]");
    }

    @Test
    void beginsANewEpochWhereTheClockIsSetBack() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();

        stand.clock.jumpTo(START - 3_599_500);
        stand.streams.run();

        List<String> frames = viewer.take();
        assertThat(frames.get(0)).contains("\"type\":\"series\"", "\"epoch\":1700000000501");
        assertThat(frames.get(1)).contains("\"type\":\"snap\"", "[-3601,-3600]");
    }

    @Test
    void leavesOutTicksWhileOneIsStillEvaluated() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        Queue<Runnable> work = new ArrayDeque<>();
        LiveStreams slow = stand.streams(work::add, StreamOptions.DEFAULTS);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = slow.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of());
        connection.subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        work.remove().run();
        viewer.take();

        for (int i = 0; i < 4; i++) {
            stand.clock.advance(Duration.ofSeconds(1));
            slow.run();
        }

        assertThat(work).hasSize(1);
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"code\":\"timeout\"", "longer than the step of 1000 ms");
        work.remove().run();
        assertThat(viewer.take())
                .satisfiesExactly(
                        frame -> assertThat(frame).contains("\"well\""),
                        frame -> assertThat(frame).contains("\"t\":1700000001000"));
        stand.clock.advance(Duration.ofSeconds(1));
        slow.run();
        work.remove().run();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"seq\":3", "\"t\":1700000005000", "\"ticks\":[[5]]");
    }

    @Test
    void endsAViewThatNobodyLooksAt() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        connection.onClosed();
        connection.onClosed();
        for (int i = 0; i < 10; i++) {
            stand.tick();
        }
        int before = stand.queries.tickCalls;
        stand.tick();
        stand.tick();
        assertThat(stand.queries.tickCalls).isEqualTo(before);
    }
}
