package dev.muninn.stream.frame;

import dev.muninn.stream.series.LiveSeries;
import dev.muninn.stream.series.PointGrid;
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
public final class Snapshot {

    private final String view;
    private final List<String> refs;
    private final Timeline at;
    private final List<LiveSeries> ended;
    private final PointGrid points;
    private final List<Frame> failures;
    private final AtomicReferenceArray<@Nullable List<Frame>> byForm;

    /**
     * Values as of a tick.
     *
     * @param refs what the client calls the queries, in order
     * @param ended series with points in the range but no column in the ticks to come
     */
    public Snapshot(
            String view,
            List<String> refs,
            Timeline at,
            List<LiveSeries> ended,
            PointGrid points,
            List<Frame> failures) {
        this.view = view;
        this.refs = refs;
        this.at = at;
        this.ended = ended;
        this.points = points;
        this.failures = failures;
        byForm = new AtomicReferenceArray<>(at.wording().forms());
    }

    public long epoch() {
        return at.epoch();
    }

    public long seq() {
        return at.seq();
    }

    /** Whether its frames in a form are written already. */
    public boolean isWritten(Form form) {
        return byForm.get(at.wording().index(form)) != null;
    }

    /** The frames, written by the first call; that one takes a while. */
    public List<Frame> frames(Form form) {
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
        frames.add(SeriesFrames.of(view, epoch(), all, List.of(), scales()));
        frames.add(at.wording().in(form).snap(at, points));
        if (!ended.isEmpty()) {
            frames.add(SeriesFrames.of(view, epoch(), List.of(), ended, Map.of()));
        }
        frames.addAll(failures);
        return List.copyOf(frames);
    }

    private Map<String, Integer> scales() {
        Map<String, Integer> scales = new LinkedHashMap<>();
        for (int i = 0; i < at.wording().digits().size(); i++) {
            scales.put(refs.get(i), at.wording().digits().get(i));
        }
        return scales;
    }
}
