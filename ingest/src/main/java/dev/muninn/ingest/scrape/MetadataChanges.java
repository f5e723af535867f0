package dev.muninn.ingest.scrape;

import dev.muninn.model.MetricMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The metadata of one target, and what of it is new; confined to one thread at a time. */
final class MetadataChanges {

    private final Map<String, MetricMetadata> byMetric = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    void type(String metric, MetricMetadata.Type type) {
        MetricMetadata before = before(metric);
        if (before.type() != type) {
            put(new MetricMetadata(metric, type, before.help(), before.unit()));
        }
    }

    void help(String metric, String help) {
        MetricMetadata before = before(metric);
        if (!before.help().equals(help)) {
            put(new MetricMetadata(metric, before.type(), help, before.unit()));
        }
    }

    void unit(String metric, String unit) {
        MetricMetadata before = before(metric);
        if (!before.unit().equals(unit)) {
            put(new MetricMetadata(metric, before.type(), before.help(), unit));
        }
    }

    private MetricMetadata before(String metric) {
        MetricMetadata known = byMetric.get(metric);
        return known == null
                ? new MetricMetadata(metric, MetricMetadata.Type.UNKNOWN, "", "")
                : known;
    }

    private void put(MetricMetadata now) {
        byMetric.put(now.metric(), now);
        changed.add(now.metric());
    }

    /** Hands over what has changed since the last call. */
    void drainTo(Consumer<MetricMetadata> consumer) {
        for (String metric : changed) {
            consumer.accept(before(metric));
        }
        changed.clear();
    }

    int size() {
        return byMetric.size();
    }
}
