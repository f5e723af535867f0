package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Live streams over made-up queries, whose clock and threads a test moves by hand. */
final class LiveStand {

    static final long START = 1_700_000_000_000L;
    static final Labels A = Labels.of("job", "a");
    static final Labels B = Labels.of("job", "b");
    static final List<LiveQuery> UP = List.of(new LiveQuery("Q", "up"));

    /** Half a second in: past lag and phase of every view, so that START is the last tick. */
    final ManualClock clock = new ManualClock(START + 500);

    final FakeQueries queries = new FakeQueries();
    final LiveStreams streams = streams(Runnable::run, StreamOptions.DEFAULTS);

    LiveStreams streams(Executor tickWorkers, StreamOptions options) {
        return new LiveStreams(
                options,
                new Evaluations(queries, queries.past, options.evaluateTimeout()),
                queries::canonical,
                clock,
                tickWorkers,
                Runnable::run);
    }

    /** A connection whose client has said hello and read the answer. */
    LiveConnection greeted(FakeViewer viewer) {
        LiveConnection connection = streams.connect(viewer);
        connection.hello("1", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of());
        viewer.take();
        return connection;
    }

    void tick() {
        clock.advance(Duration.ofSeconds(1));
        streams.run();
    }

    static double secondsIn(long millis) {
        return (millis - START) / 1000.0;
    }

    /** The name of the view that the first of some frames is about. */
    static String viewOf(List<String> frames) {
        return frames.getFirst().replaceAll(".*\"view\":\"([^\"]*)\".*", "$1");
    }
}
