package dev.muninn.store.head;

import dev.muninn.model.Exemplar;
import dev.muninn.model.Labels;
import dev.muninn.model.Matcher;
import dev.muninn.model.SeriesIndex.SeriesExemplars;
import dev.muninn.model.TimeRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The newest exemplars of all series, up to a number. Safe for use by many threads. */
public final class ExemplarRing {

    private record Entry(Labels series, Exemplar exemplar) {}

    private final int capacity;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    public ExemplarRing(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(Labels series, Exemplar exemplar) {
        if (capacity == 0) {
            return;
        }
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(series, exemplar));
    }

    public synchronized List<SeriesExemplars> find(List<Matcher> matchers, TimeRange range) {
        Map<Labels, List<Exemplar>> bySeries = new TreeMap<>();
        for (Entry entry : entries) {
            if (range.contains(entry.exemplar.timestampMillis())
                    && Matcher.allMatch(matchers, entry.series)) {
                bySeries.computeIfAbsent(entry.series, s -> new ArrayList<>()).add(entry.exemplar);
            }
        }
        List<SeriesExemplars> found = new ArrayList<>();
        bySeries.forEach(
                (series, exemplars) -> {
                    exemplars.sort(Comparator.comparingLong(Exemplar::timestampMillis));
                    found.add(new SeriesExemplars(series, exemplars));
                });
        return found;
    }

    /** Tells all, oldest first. */
    public void forEach(BiConsumer<Labels, Exemplar> visitor) {
        List<Entry> copy;
        synchronized (this) {
            copy = new ArrayList<>(entries);
        }
        copy.forEach(entry -> visitor.accept(entry.series, entry.exemplar));
    }

    public synchronized int size() {
        return entries.size();
    }
}
