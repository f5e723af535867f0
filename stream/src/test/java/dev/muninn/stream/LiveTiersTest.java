package dev.muninn.stream;

import static dev.muninn.stream.LiveStand.START;
import static dev.muninn.stream.LiveStand.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.model.JsonBuffer;
import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTiersTest {

    private final LiveStand stand = new LiveStand();
    private final FakeQueries queries = stand.queries;
    private final FakeViewer viewer = new FakeViewer();
    private final LiveConnection connection = stand.streams.connect(viewer);
    private String view = "";

    private void begin(Tier tier) {
        queries.answer("up", Labels.of("job", "a"), LiveStand::secondsIn);
        connection.hello("1", tier, Capabilities.NONE, List.of());
        connection.subscriptions().subscribe("2", UP, 1_000, 60_000, 0, null);
        view = viewer.take().get(1).replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            stand.tick();
        }
    }

    private void change(ViewChange change) {
        connection.subscriptions().change("3", view, change);
    }

    @Test
    void ticksEveryFiveSecondsInTheLowerTier() {
        begin(Tier.LOW_BANDWIDTH);
        seconds(10);

        assertThat(viewer.take())
                .filteredOn(frame -> frame.contains("\"type\":\"delta\",\"view\""))
                .hasSize(2)
                .allMatch(frame -> frame.contains("\"step\":5000"))
                .last()
                .asString()
                .contains("\"t\":1700000010000", "[[10]]");
    }

    @Test
    void roundsInTheLowerTierSoThatNobodySeesIt() {
        queries.answer("up", Labels.of("job", "b"), time -> Math.PI * 1000);
        begin(Tier.LOW_BANDWIDTH);
        seconds(5);

        assertThat(viewer.take().getLast()).contains("\"ticks\":[[3142,5]]");
    }

    @Test
    void sendsOnlyFiguresThatChangedInTheLeastTier() {
        begin(Tier.MINIMAL_RESOURCES);
        queries.answer("up", Labels.of("job", "b"), time -> time < START + 50_000 ? 5.0 : null);
        seconds(15);
        assertThat(viewer.take())
                .singleElement()
                .asString()
                .contains("\"type\":\"summary\"", "\"t\":1700000010000")
                .contains("{\"ref\":\"Q\",\"series\":2,\"min\":5,\"max\":10,\"avg\":7.5}");

        queries.answer("up", Labels.of("job", "a"), time -> 15.0);
        seconds(15);
        assertThat(viewer.take()).singleElement().asString().contains("\"max\":15,");
        seconds(15);
        assertThat(viewer.take()).isEmpty();
        seconds(15);
        assertThat(viewer.take()).singleElement().asString().contains("\"series\":1,\"min\":15");
    }

    @Test
    void movesAViewToAnotherTierAndBack() {
        begin(Tier.HIGH_BANDWIDTH);

        change(ViewChange.NOTHING.withTier(Tier.LOW_BANDWIDTH));
        List<String> lower = viewer.take();
        assertThat(lower.get(1))
                .contains(
                        "\"type\":\"tier\"", "\"vid\":2,\"step\":5000,\"tier\":\"low_bandwidth\"");
        assertThat(lower.get(2)).contains("\"type\":\"series\"", "\"scales\":[{\"ref\":\"Q\"");
        assertThat(lower.get(3)).contains("\"type\":\"snap\"");

        change(ViewChange.NOTHING.withTier(Tier.HIGH_BANDWIDTH));
        seconds(1);
        assertThat(viewer.take().getLast()).contains("\"step\":1000,\"ticks\":[[1]]");
    }

    @Test
    void refusesATierThatThereIsNot() {
        assertThatThrownBy(() -> Tier.parse("turbo"))
                .isInstanceOf(MuninnException.class)
                .hasMessageContaining("high_bandwidth");
    }

    @Test
    void sendsNothingWhilePausedAndThenWhatWasMissed() {
        begin(Tier.HIGH_BANDWIDTH);
        change(ViewChange.NOTHING.withPaused(true));
        viewer.take();
        seconds(3);
        assertThat(viewer.take()).isEmpty();

        change(ViewChange.NOTHING.withPaused(false));

        assertThat(viewer.take().getLast()).contains("\"seq\":4", "\"ticks\":[[1],[2],[3]]");
    }

    @Test
    void evaluatesNothingForAViewThatEverybodyPaused() {
        begin(Tier.HIGH_BANDWIDTH);
        change(ViewChange.NOTHING.withPaused(true));
        seconds(11);
        int before = queries.tickCalls;
        seconds(5);
        assertThat(queries.tickCalls).isEqualTo(before);
        viewer.take();

        change(ViewChange.NOTHING.withPaused(false));

        assertThat(viewer.take().getLast()).contains("\"type\":\"snap\"", "14,15,16]");
    }

    @Test
    void sendsNothingWhereNoQueryCanBeSeen() {
        begin(Tier.HIGH_BANDWIDTH);
        change(ViewChange.NOTHING.withVisible(List.of()));
        viewer.take();
        seconds(2);
        assertThat(viewer.take()).isEmpty();

        change(ViewChange.NOTHING.withVisible(List.of("Q")));

        assertThat(viewer.take().getLast()).contains("\"ticks\":[[1],[2]]");
    }

    @Test
    void movesAConnectionThatIsOftenLateToTheLowerTier() {
        begin(Tier.HIGH_BANDWIDTH);
        for (int i = 0; i < 3; i++) {
            viewer.isWritable = false;
            seconds(11);
            viewer.isWritable = true;
            connection.onWritable();
        }

        assertThat(viewer.take())
                .anyMatch(
                        frame ->
                                frame.contains("\"tier\":\"low_bandwidth\"")
                                        && frame.contains("the connection is slow"));
    }

    @Test
    void amendsWhatLateSamplesMadeUntrue() {
        begin(Tier.HIGH_BANDWIDTH);
        seconds(8);
        queries.answer(
                "up",
                Labels.of("job", "a"),
                time -> time == START + 4_000 ? Double.valueOf(44) : LiveStand.secondsIn(time));
        seconds(2);
        viewer.take();
        seconds(1);

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0))
                .contains("\"type\":\"amend\"", "\"seq\":11,")
                .contains("\"columns\":[{\"sid\":1,\"start\":4,\"values\":[44]}]");
        assertThat(frames.get(1)).contains("\"type\":\"delta\"", "\"seq\":12,");
        seconds(12);
        assertThat(viewer.take()).noneMatch(frame -> frame.contains("amend"));
    }

    @Test
    void fillsInTicksThatWereLeftOut() {
        begin(Tier.HIGH_BANDWIDTH);
        seconds(2);
        queries.fail("up", MuninnException.limit("too much"));
        seconds(3);
        queries.recover("up");
        seconds(1);
        viewer.take();
        seconds(1);

        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0))
                .contains(
                        "\"type\":\"amend\"",
                        "\"t0\":" + (START + 3_000) + ",\"step\":1000,\"n\":4")
                .contains("\"columns\":[{\"sid\":1,\"start\":0,\"values\":[3,4,5]}]");
        assertThat(frames.get(1)).contains("\"type\":\"delta\"");
        seconds(12);
        assertThat(viewer.take()).noneMatch(frame -> frame.contains("amend"));
    }

    @Test
    void goesOnOverAnotherTransportFromWhatHadArrived() {
        begin(Tier.HIGH_BANDWIDTH);
        seconds(3);
        assertThat(connection.subscriptions().positions())
                .containsExactly(new Resume(view, START + 500, 4));
        viewer.take();

        connection.goBack(List.of(new Resume(view, START + 500, 2)));
        assertThat(viewer.take()).singleElement().asString().contains("\"ticks\":[[2],[3]]");

        connection.goBack(List.of());
        assertThat(viewer.take()).anyMatch(frame -> frame.contains("\"type\":\"snap\""));
    }

    @Test
    void admitsSoManyConnectionsASecond() {
        for (int i = 0; i < StreamOptions.DEFAULTS.handshakesPerSecond(); i++) {
            stand.streams.admit();
        }
        assertThatThrownBy(stand.streams::admit).hasMessageContaining("try again");
        stand.clock.advance(Duration.ofMillis(10));
        stand.streams.admit();
    }

    @Test
    void sendsAnswersInPartsAsTheyAreTaken() {
        begin(Tier.HIGH_BANDWIDTH);
        viewer.isWritable = false;
        connection.sendAll(
                List.of(
                        LiveAnswer.part("1", new JsonBuffer()),
                        LiveAnswer.part("1", new JsonBuffer())));
        assertThat(viewer.take()).isEmpty();
        viewer.isWritable = true;
        connection.onWritable();
        assertThat(viewer.take()).hasSize(2);
    }
}
