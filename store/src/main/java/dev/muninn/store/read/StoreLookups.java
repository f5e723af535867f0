package dev.muninn.store.read;

import dev.muninn.model.Labels;
import dev.muninn.model.Lookup;
import dev.muninn.model.Matcher;
import dev.muninn.model.MetricMetadata;
import dev.muninn.model.SeriesIndex;
import dev.muninn.model.TimeRange;
import dev.muninn.model.Utf8Order;
import dev.muninn.store.core.StoreCore;
import dev.muninn.store.index.Matching;
import dev.muninn.store.index.ValueSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Answers which names, values and series there are. */
public final class StoreLookups implements SeriesIndex {

    private final StoreCore core;
    private final StoreReader reader;

    public StoreLookups(StoreCore core, StoreReader reader) {
        this.core = core;
        this.reader = reader;
    }

    @Override
    public Lookup<String> labelNames(List<Matcher> matchers, TimeRange range, int limit) {
        TreeSet<String> names = new TreeSet<>(Utf8Order.COMPARATOR);
        List<String> warnings =
                reader.forEachIndex(
                        range,
                        index -> {
                            if (matchers.isEmpty()) {
                                names.addAll(index.names());
                            } else {
                                index.addNames(Matching.select(index, matchers), names);
                            }
                        });
        return limited(names, limit, warnings);
    }

    @Override
    public Lookup<String> labelValues(
            String name, List<Matcher> matchers, TimeRange range, int limit) {
        TreeSet<String> values = new TreeSet<>(Utf8Order.COMPARATOR);
        List<String> warnings =
                reader.forEachIndex(
                        range,
                        index -> {
                            if (matchers.isEmpty()) {
                                values.addAll(index.values(name));
                            } else {
                                index.addValues(name, Matching.select(index, matchers), values);
                            }
                        });
        return limited(values, limit, warnings);
    }

    @Override
    public Lookup<String> findLabelValues(String name, String text, TimeRange range, int limit) {
        ValueSearch search = new ValueSearch(text, limit);
        List<String> warnings =
                reader.forEachIndex(
                        range,
                        index -> {
                            if (!search.isDone()) {
                                index.search(name, search);
                            }
                        });
        return new Lookup<>(search.found(), warnings);
    }

    @Override
    public Lookup<Labels> series(List<Matcher> matchers, TimeRange range, int limit) {
        List<Labels> found = new ArrayList<>();
        List<String> warnings = reader.forEachLabels(matchers, range, found::add);
        found.sort(Comparator.naturalOrder());
        return limited(found, limit, warnings);
    }

    @Override
    public Lookup<MetricMetadata> metadata(String metric, int limit) {
        if (metric.isEmpty()) {
            return limited(core.metadata().values(), limit, List.of());
        }
        MetricMetadata about = core.metadata().get(metric);
        return Lookup.of(about == null ? List.of() : List.of(about));
    }

    @Override
    public Lookup<SeriesExemplars> exemplars(List<Matcher> matchers, TimeRange range) {
        return Lookup.of(core.exemplars().find(matchers, range));
    }

    private static <T> Lookup<T> limited(Collection<T> items, int limit, List<String> warnings) {
        List<T> list = new ArrayList<>(items);
        if (limit > 0 && list.size() > limit) {
            List<String> more = new ArrayList<>(warnings);
            more.add("results truncated due to limit");
            return new Lookup<>(List.copyOf(list.subList(0, limit)), more);
        }
        return new Lookup<>(list, warnings);
    }
}
