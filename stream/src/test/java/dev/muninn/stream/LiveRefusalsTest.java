package dev.muninn.stream;

import static dev.muninn.stream.LiveStand.A;
import static dev.muninn.stream.LiveStand.UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.model.Labels;
import dev.muninn.model.MuninnException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queries that fail, and more than is allowed. */
class LiveRefusalsTest {

    private final LiveStand stand = new LiveStand();

    @Test
    void tellsOnceThatAQueryFailsAndGoesOnWithTheOthers() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        FakeViewer viewer = new FakeViewer();
        List<LiveQuery> two = List.of(new LiveQuery("Q", "up"), new LiveQuery("R", "bad"));
        stand.greeted(viewer).subscriptions().subscribe("2", two, 1_000, 1_000, 0, null);
        viewer.take();
        stand.queries.fail("bad", MuninnException.limit("too many samples"));

        stand.tick();
        List<String> frames = viewer.take();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).contains("\"ticks\":[[1]]");
        assertThat(frames.get(1))
                .contains("\"type\":\"err\"", "\"code\":\"limit\"", "query R: too many samples");
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("[[2]]");

        FakeViewer late = new FakeViewer();
        stand.greeted(late).subscriptions().subscribe("2", two, 1_000, 1_000, 0, null);
        assertThat(late.take().getLast()).contains("query R: too many samples");
    }

    @Test
    void staysSubscribedWhileNothingCanBeEvaluated() {
        stand.queries.answer("up", A, LiveStand::secondsIn);
        stand.queries.fail(
                "up", new MuninnException(MuninnException.Kind.UNAVAILABLE, "disk gone"));
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);
        assertThat(viewer.take().getLast()).contains("\"code\":\"unavailable\"", "disk gone");
        stand.tick();
        assertThat(viewer.take()).isEmpty();

        stand.queries.recover("up");
        stand.tick();
        List<String> frames = viewer.take();
        assertThat(frames).contains("{\"type\":\"well\",\"view\":\"" + view(frames) + "\"}");
        assertThat(frames.getLast()).contains("\"ticks\":[[2]]");
        stand.tick();
        assertThat(viewer.take()).singleElement().asString().contains("[[3]]");
    }

    private static String view(List<String> frames) {
        return frames.getLast().replaceFirst(".*\"view\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void refusesWhatIsNoQuery() {
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer)
                .subscriptions()
                .subscribe("2", List.of(new LiveQuery("Q", "up(((")), 1_000, 1_000, 0, null);

        assertThat(viewer.take())
                .containsExactly(
                        "{\"type\":\"err\",\"id\":2,\"code\":\"bad_query\",\"message\":"
                                + "\"query Q: 1:1: parse error: unexpected end of input\"}");
    }

    @Test
    void refusesImpossibleStepsRangesAndRefs() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        connection.subscriptions().subscribe("1", UP, 0, 1_000, 0, null);
        connection.subscriptions().subscribe("2", UP, Long.MAX_VALUE, 1_000, 0, null);
        connection.subscriptions().subscribe("3", UP, 1_000, -1, 0, null);
        connection.subscriptions().subscribe("4", UP, 1_000, Long.MAX_VALUE, 0, null);
        connection.subscriptions().subscribe("5", List.of(), 1_000, 1_000, 0, null);
        connection
                .subscriptions()
                .subscribe("6", List.of(UP.get(0), UP.get(0)), 1_000, 1_000, 0, null);

        assertThat(viewer.take()).hasSize(6).allMatch(frame -> frame.contains("\"err\""));
    }

    @Test
    void limitsViewsAndQueriesOfAConnection() {
        FakeViewer viewer = new FakeViewer();
        LiveConnection connection = stand.greeted(viewer);
        for (int i = 0; i < 64; i++) {
            List<LiveQuery> one = List.of(new LiveQuery("Q", "up" + i));
            connection.subscriptions().subscribe("2", one, 1_000, 1_000, 0, null);
        }
        viewer.take();
        connection.subscriptions().subscribe("9", UP, 1_000, 1_000, 0, null);
        assertThat(viewer.take().getLast()).contains("\"code\":\"limit\"", "at most 64 views");

        FakeViewer other = new FakeViewer();
        List<LiveQuery> many =
                IntStream.range(0, 201).mapToObj(i -> new LiveQuery("Q" + i, "up")).toList();
        stand.greeted(other).subscriptions().subscribe("9", many, 1_000, 1_000, 0, null);
        assertThat(other.take().getLast()).contains("at most 200 queries");
    }

    @Test
    void limitsTheSeriesOfAView() {
        for (int i = 0; i < 1_200; i++) {
            stand.queries.answer("up", Labels.of("n", String.valueOf(i)), time -> 1.0);
        }
        FakeViewer viewer = new FakeViewer();
        stand.greeted(viewer).subscriptions().subscribe("2", UP, 1_000, 1_000, 0, null);

        assertThat(viewer.take().getLast()).contains("\"code\":\"limit\"", "more than 1000 series");
    }
}
