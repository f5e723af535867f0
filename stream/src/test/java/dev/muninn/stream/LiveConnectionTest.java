package dev.muninn.stream;

import static dev.muninn.stream.LiveStand.A;
import static dev.muninn.stream.LiveStand.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The beginning, the course and the end of a connection. */
class LiveConnectionTest {

    private final LiveStand stand = new LiveStand();

    @Test
    void welcomesWithLimits() {
        FakeViewer viewer = new FakeViewer();
        stand.streams
                .connect(viewer)
                .hello("\"h\"", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of());

        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"welcome\",\"id\":\"h\",\"conn\":\"1\","
                                + "\"proto\":\"muninn.live.v1\",\"serverTime\":1700000000500,"
                                + "\"heartbeat\":25000,\"tier\":\"high_bandwidth\","
                                + "\"limits\":{\"views\":64,\"queries\":200,\"series\":1000}}");
    }

    @Test
    void endsOneViewOnRequest() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());

        connection.subscriptions().unsubscribe("3", view);
        connection.subscriptions().unsubscribe("4", view);
        stand.tick();

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).isEqualTo("{\"type\":\"ok\",\"id\":3}");
        assertThat(frames.get(1)).contains("\"id\":4", "\"code\":\"not_found\"");
    }

    @Test
    void closesAConnectionThatSaysNoHello() {
        FakeViewer viewer = new FakeViewer();
        stand.streams.connect(viewer);
        stand.clock.advance(Duration.ofSeconds(5));
        stand.streams.run();
        assertThat(viewer.closeCode).isNull();
        stand.clock.advance(Duration.ofSeconds(1));
        stand.streams.run();
        assertThat(viewer.closeCode).isEqualTo(CloseCode.NO_HELLO);
    }

    @Test
    void sendsAHeartbeatAfterSilence() {
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer);
        for (int i = 0; i < 20; i++) {
            stand.tick();
        }
        assertThat(viewer.take()).isEmpty();
        for (int i = 0; i < 10; i++) {
            stand.tick();
        }
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .matches("\\{\"type\":\"hb\",\"t\":17000000\\d{2}500}");
    }

    @Test
    void saysGoodByeWhenItStops() {
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer);
        stand.streams.close();
        stand.streams.close();
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"goaway\",\"reason\":\"the server stops\"");
        assertThat(viewer.closeCode).isEqualTo(CloseCode.SHUTTING_DOWN);
    }

    @Test
    void tellsEventsToThoseWhoWantToHearThem() {
        FakeViewer listener = new FakeViewer();
        stand.streams
                .connect(listener)
                .hello("1", Tier.HIGH_BANDWIDTH, new Capabilities(false, true), List.of());
        FakeViewer other = new FakeViewer();
        stand.greeted(other);
        listener.take();

        stand.streams.publish(new LiveEvent.DashboardSaved("abc", 7, "Sales", "ann"));
        stand.streams.publish(
                new LiveEvent.AnnotationChanged(
                        "v2 is out", Set.of("web", "deploy"), Optional.of("abc")));

        assertThat(listener.take())
                .containsExactly(
                        "{\"type\":\"event\",\"kind\":\"dashboard\",\"uid\":\"abc\",\"version\":7,"
                                + "\"title\":\"Sales\",\"by\":\"ann\"}",
                        "{\"type\":\"event\",\"kind\":\"annotation\",\"title\":\"v2 is out\","
                                + "\"tags\":[\"deploy\",\"web\"],\"dashboard\":\"abc\"}");
        assertThat(other.take()).isEmpty();
    }

    @Test
    void tellsAStormOfAlertsByItsSize() {
        FakeViewer listener = new FakeViewer();
        stand.streams
                .connect(listener)
                .hello("1", Tier.HIGH_BANDWIDTH, new Capabilities(false, true), List.of());
        listener.take();
        LiveEvent.AlertChange firing =
                new LiveEvent.AlertChange("Down", true, Labels.of("job", "a"));

        stand.streams.publish(new LiveEvent.AlertsChanged(Collections.nCopies(25, firing)));

        assertThat(listener.take())
                .singleElement()
                .asString()
                .contains(
                        "{\"name\":\"Down\",\"state\":\"firing\",\"labels\":{\"job\":\"a\"}}",
                        "\"more\":5}");
    }

    @Test
    void leavesOutEventsThatAViewerDoesNotRead() {
        FakeViewer stalled = new FakeViewer();
        stand.streams
                .connect(stalled)
                .hello("1", Tier.HIGH_BANDWIDTH, new Capabilities(false, true), List.of());
        stalled.take();
        stalled.isWritable = false;
        for (int i = 0; i < 100; i++) {
            stand.streams.publish(new LiveEvent.DashboardSaved("abc", i, "Sales", "ann"));
        }

        assertThat(stalled.take()).isEmpty();
        assertThat(stalled.closeCode).isNull();
    }

    @Test
    void goesOnAtAnotherStepInTheSamePlace() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 10_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());

        connection.subscriptions().change("3", view, ViewChange.NOTHING.withStep(5_000));

        List<String> frames = viewer.take();
        assertThat(frames.getFirst()).contains("\"id\":3", "\"step\":5000").doesNotContain(view);
        assertThat(frames.getLast()).contains("\"type\":\"snap\"", "\"n\":3", "[-10,-5,0]");
        for (int i = 0; i < 5; i++) {
            stand.tick();
        }
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[5]]");
        connection.subscriptions().unsubscribe("4", view);
        assertThat(viewer.take().getLast()).contains("\"code\":\"not_found\"");
    }

    @Test
    void staysPausedAtAnotherStep() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 10_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());
        connection.subscriptions().change("3", view, ViewChange.NOTHING.withPaused(true));
        viewer.take();

        connection.subscriptions().change("4", view, ViewChange.NOTHING.withStep(2_000));
        List<String> frames = viewer.take();
        assertThat(frames).hasSize(1);

        String other = LiveStand.viewOf(frames);
        connection.subscriptions().change("5", other, ViewChange.NOTHING.withPaused(false));
        assertThat(viewer.take().getLast()).contains("\"type\":\"snap\"", "\"step\":2000");
    }

    @Test
    void refusesAStepThatIsTooShortAndGoesOnAsBefore() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("2", UP, 1_000, 10_000, 0, null);
        String view = LiveStand.viewOf(viewer.take());

        connection.subscriptions().change("3", view, ViewChange.NOTHING.withStep(1));

        assertThat(viewer.take()).singleElement().asString().contains("\"err\"", "step is 1 ms");
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[1]]");
    }
}
