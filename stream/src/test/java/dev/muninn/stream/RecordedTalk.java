package dev.muninn.stream;

import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that has every kind of data frame, held twice at once, in both forms: what is the
 * bytes in the one is the text in the other.
 */
final class RecordedTalk {

    static final long START = 1_700_000_000_000L;

    private static final List<LiveQuery> TWO =
            List.of(new LiveQuery("A", "load"), new LiveQuery("B", "users"));

    private final ManualClock clock = new ManualClock(START + 500);
    private final FakeQueries queries = new FakeQueries();
    private final LiveStreams streams =
            new LiveStreams(
                    StreamOptions.DEFAULTS,
                    new Evaluations(queries, queries, StreamOptions.DEFAULTS.evaluateTimeout()),
                    queries::canonical,
                    clock,
                    Runnable::run,
                    Runnable::run);
    private final FakeViewer bytes = new FakeViewer(Transport.BINARY_SOCKET);
    private final FakeViewer texts = new FakeViewer(Transport.JSON_SOCKET);
    private final LiveConnection byBytes = streams.connect(bytes);
    private final LiveConnection byTexts = streams.connect(texts);
    private final List<Line> lines = new ArrayList<>();

    /**
     * One frame as the binary client gets it.
     *
     * @param means what its bytes mean, null where it is a text
     */
    record Line(FakeViewer.Received frame, @Nullable String means) {

        /** A line of the recording. */
        String recorded() {
            String text = FakeViewer.text(frame);
            return means == null
                    ? "{\"text\":" + text + "}"
                    : "{\"bytes\":\"" + text + "\",\"means\":" + means + "}";
        }
    }

    static List<Line> hold() {
        RecordedTalk talk = new RecordedTalk();
        talk.run();
        return talk.lines;
    }

    private void run() {
        Labels one = Labels.of("host", "one");
        Labels two = Labels.of("host", "two");
        queries.answer("load", one, time -> 0.5 + seconds(time) * 0.25);
        queries.answer("load", two, RecordedTalk::changeable);
        queries.answer("users", Labels.of("site", "all"), time -> 1_000_000 + seconds(time));
        byBytes.hello("1", Tier.HIGH_BANDWIDTH, new Capabilities(true, false), List.of());
        byTexts.hello("1", Tier.HIGH_BANDWIDTH, Capabilities.NONE, List.of());
        note();
        subscribe(Tier.HIGH_BANDWIDTH, 5_000);
        ticks(6);
        bytes.isWritable = false;
        texts.isWritable = false;
        ticks(3);
        bytes.isWritable = true;
        texts.isWritable = true;
        byBytes.onWritable();
        byTexts.onWritable();
        note();
        // A late sample changes what was told; the next look is at a full ten seconds.
        queries.answer(
                "load", two, time -> seconds(time) == 8 ? Double.valueOf(80.5) : changeable(time));
        ticks(2);
        queries.answer("load", Labels.of("host", "three"), time -> -1.5e-9);
        ticks(2);
        subscribe(Tier.LOW_BANDWIDTH, 3_600_000);
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(4));
            ticks(1);
        }
    }

    private static double seconds(long millis) {
        return Math.floorDiv(millis - START, 1_000);
    }

    private static @Nullable Double changeable(long time) {
        return switch ((int) seconds(time)) {
            case 2 -> null;
            case 3 -> Double.NaN;
            case 4 -> Double.POSITIVE_INFINITY;
            case 5 -> Double.NEGATIVE_INFINITY;
            default -> 7.25;
        };
    }

    private void subscribe(Tier tier, long range) {
        byBytes.subscriptions().subscribe("2", TWO, 1_000, range, 0, tier);
        byTexts.subscriptions().subscribe("2", TWO, 1_000, range, 0, tier);
        note();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(1));
            streams.run();
            note();
        }
    }

    private void note() {
        List<FakeViewer.Received> frames = List.copyOf(bytes.frames);
        bytes.take();
        List<String> meanings = texts.take();
        for (int i = 0; i < frames.size(); i++) {
            FakeViewer.Received frame = frames.get(i);
            lines.add(new Line(frame, frame.isBinary() ? meanings.get(i) : null));
        }
    }
}
