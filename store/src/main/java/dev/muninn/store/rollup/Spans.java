package dev.muninn.store.rollup;

import java.util.ArrayList;
import java.util.List;

/** A set of times, as few spans from behind one time to another. Confined to one thread. */
public final class Spans {

    private record Span(long after, long to) {}

    /** Takes the bounds of a span. */
    public interface Visitor {
        void span(long afterMillis, long toMillis);
    }

    private List<Span> spans = new ArrayList<>();

    /** Adds a span; one that overlaps others stays beside them. */
    public void add(long afterMillis, long toMillis) {
        if (afterMillis < toMillis) {
            spans.add(new Span(afterMillis, toMillis));
        }
    }

    /** Adds the buckets with times of a range, both ends included. */
    public void addTimes(long fromMillis, long toMillis, long widthMillis) {
        add(
                RollupLevel.end(fromMillis, widthMillis) - widthMillis,
                RollupLevel.end(toMillis, widthMillis));
    }

    public void remove(long afterMillis, long toMillis) {
        if (afterMillis >= toMillis) {
            return;
        }
        List<Span> left = new ArrayList<>(spans.size() + 1);
        for (Span span : spans) {
            if (toMillis <= span.after || afterMillis >= span.to) {
                left.add(span);
                continue;
            }
            if (span.after < afterMillis) {
                left.add(new Span(span.after, afterMillis));
            }
            if (toMillis < span.to) {
                left.add(new Span(toMillis, span.to));
            }
        }
        spans = left;
    }

    /**
     * Removes the buckets with samples of the times, both included, that can be made of samples
     * anew.
     *
     * @param since samples before may be gone
     */
    public void removeTimes(long fromMillis, long toMillis, long widthMillis, long since) {
        if (toMillis < since) {
            return;
        }
        long first = RollupLevel.end(Math.max(fromMillis, since), widthMillis);
        if (first - widthMillis < since) {
            first += widthMillis;
        }
        remove(
                Math.max(RollupLevel.end(fromMillis, widthMillis), first) - widthMillis,
                RollupLevel.end(toMillis, widthMillis));
    }

    void removeAll(Spans others) {
        others.forEach(this::remove);
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    public void forEach(Visitor visitor) {
        for (Span span : spans) {
            visitor.span(span.after, span.to);
        }
    }
}
