package dev.muninn.stream;

import static dev.muninn.stream.LiveStand.A;
import static dev.muninn.stream.LiveStand.B;
import static dev.muninn.stream.LiveStand.START;
import static dev.muninn.stream.LiveStand.UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Viewers that read late, come back, or do not read at all. */
class SlowViewersTest {

    private final LiveStand stand = new LiveStand();

    @Test
    void joinsTheTicksThatASlowViewerMissed() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer slow = new FakeViewer();
        FakeViewer fast = new FakeViewer();
        LiveConnection connection = stand.greeted(slow);
        connection.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        stand.greeted(fast).subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        slow.take();
        fast.take();

        slow.isWritable = false;
        stand.tick();
        stand.tick();
        stand.tick();
        assertThat(slow.take()).isEmpty();
        assertThat(fast.take()).hasSize(3);

        slow.isWritable = true;
        connection.onWritable();
        assertThat(slow.take())
                .singleElement()
                .asString()
                .contains("\"seq\":4", "\"t\":1700000003000", "\"ticks\":[[1],[2],[3]]");
        stand.tick();
        assertThat(slow.last().address()).isEqualTo(fast.last().address());
    }

    @Test
    void joinsTicksOnlyBetweenChangesOfSeries() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer slow = new FakeViewer();
        LiveConnection connection = stand.greeted(slow);
        connection.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        slow.take();
        slow.isWritable = false;
        stand.tick();
        stand.tick();
        stand.queries.answer("up", B, time -> 9.0);
        stand.tick();
        stand.tick();

        slow.isWritable = true;
        connection.onWritable();

        List<String> frames = slow.take();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0)).contains("\"seq\":3", "[[1],[2]]");
        assertThat(frames.get(1)).contains("\"type\":\"series\"", "\"sid\":2,");
        assertThat(frames.get(2)).contains("\"seq\":5", "[[3,9],[4,9]]");
    }

    @Test
    void doesNotJoinTicksAcrossAGapInTime() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.take();
        viewer.isWritable = false;
        stand.tick();
        stand.clock.advance(Duration.ofSeconds(4));
        stand.tick();

        viewer.isWritable = true;
        connection.onWritable();

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("\"t\":1700000001000", "[[1]]");
        assertThat(frames.get(1)).contains("\"t\":1700000006000", "[[6]]");
    }

    @Test
    void sendsASnapshotToAViewerThatMissedMoreThanIsKept() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        StreamOptions patient = withSlowTimeout(Duration.ofMinutes(10));
        LiveStreams longRunning = stand.streams(Runnable::run, patient);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = longRunning.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of());
        connection.subscriptions().subscribe("2", UP, 1_000, 5_000, 0, null);
        viewer.take();
        viewer.isWritable = false;
        for (int i = 0; i < 121; i++) {
            stand.clock.advance(Duration.ofSeconds(1));
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

    @Test
    void resumesWithTheMissedTicksOnly() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer before = new FakeViewer();
        LiveConnection lost = stand.greeted(before);
        lost.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        String view = LiveStand.viewOf(before.take());
        lost.onClosed();
        stand.tick();
        stand.tick();

        FakeViewer after = new FakeViewer();
        LiveConnection back = stand.streams.connect(after);
        back.hello(
                "1",
                Tier.HIGH_BANDWIDTH,
                Capabilities.NONE,
                List.of(new Resume(view, START + 500, 1)));
        after.take();
        back.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);

        List<String> frames = after.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1)).contains("\"type\":\"delta\"", "\"ticks\":[[1],[2]]");
    }

    @Test
    void startsAnewWhereAnotherEpochIsResumed() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());
        FakeViewer stale = new FakeViewer();
        LiveConnection back = stand.streams.connect(stale);
        back.hello("1", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of(new Resume(view, 12, 1)));
        back.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);

        assertThat(stale.take()).anyMatch(frame -> frame.contains("\"type\":\"snap\""));
    }

    @Test
    void closesAConnectionThatReadsNothingForAMinute() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        viewer.isWritable = false;
        for (int i = 0; i < 60; i++) {
            stand.tick();
        }
        assertThat(viewer.closeCode).isNull();
        stand.tick();
        stand.tick();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void closesAConnectionThatAsksWithoutReading() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        viewer.isWritable = false;
        for (int i = 0; i < 64; i++) {
            connection.ping();
        }
        assertThat(viewer.closeCode).isNull();
        connection.ping();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.TOO_SLOW);
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
}
