package dev.muninn.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A view's values over a range: all one needs to know before the deltas after tick {@link #seq}.
 * Safe for use by many threads.
 */
final class Snapshot {

    private final ViewSpec spec;
    private final String view;
    private final Timeline at;
    private final List<LiveSeries> ended;
    private final PointGrid points;
    private final List<Frame> failures;
    private final AtomicReferenceArray<@Nullable List<Frame>> byForm;

    /**
     * Values as of a tick.
     *
     * @param ended series with points in the range but no column in the ticks to come
     */
    Snapshot(
            String view,
            ViewSpec spec,
            Timeline at,
            List<LiveSeries> ended,
            PointGrid points,
            List<Frame> failures) {
        this.view = view;
        this.spec = spec;
        this.at = at;
        this.ended = ended;
        this.points = points;
        this.failures = failures;
        byForm = new AtomicReferenceArray<>(at.wording().forms());
    }

    long epoch() {
        return at.epoch();
    }

    long seq() {
        return at.seq();
    }

    /** Whether its frames in a form are written already. */
    boolean isWritten(Form form) {
        return byForm.get(at.wording().index(form)) != null;
    }

    /** The frames, written by the first call; that one takes a while. */
    List<Frame> frames(Form form) {
        int index = at.wording().index(form);
        List<Frame> frames = byForm.get(index);
        if (frames == null) {
            frames = write(form);
            List<Frame> other = byForm.compareAndExchange(index, null, frames);
            frames = other == null ? frames : other;
        }
        return frames;
    }

    private List<Frame> write(Form form) {
        List<LiveSeries> all = new ArrayList<>(at.living());
        all.addAll(ended);
        List<Frame> frames = new ArrayList<>();
        frames.add(ServerFrames.series(view, epoch(), all, List.of(), scales()));
        frames.add(at.wording().in(form).snap(at, points));
        if (!ended.isEmpty()) {
            frames.add(ServerFrames.series(view, epoch(), List.of(), ended, Map.of()));
        }
        frames.addAll(failures);
        return List.copyOf(frames);
    }

    private Map<String, Integer> scales() {
        Map<String, Integer> scales = new LinkedHashMap<>();
        for (int i = 0; i < at.wording().digits().size(); i++) {
            scales.put(spec.queries().get(i).ref(), at.wording().digits().get(i));
        }
        return scales;
    }
}
