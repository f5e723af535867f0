package dev.muninn.ingest.otlp;

import dev.muninn.ingest.wire.TextHash;
import dev.muninn.model.MetricMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers resources and metrics, which are the same from request to request. Safe for use by many
 * threads, each with a hash of its own.
 */
final class Contexts {

    /** Several for each that is in use, as two in one slot are made anew in turn. */
    private static final int RESOURCE_SLOTS = 1 << 12;

    private static final int METRIC_SLOTS = 1 << 16;

    private final List<String> promotedAttributes;
    private final Naming naming;
    private final @Nullable ResourceContext[] resources =
            new @Nullable ResourceContext[RESOURCE_SLOTS];
    private final @Nullable MetricContext[] metrics = new @Nullable MetricContext[METRIC_SLOTS];

    Contexts(List<String> promotedAttributes, Naming naming) {
        this.promotedAttributes = promotedAttributes;
        this.naming = naming;
    }

    /** The context of a resource by its attributes. */
    ResourceContext resource(AttributeRun attributes, TextHash hash) {
        hash.take(attributes.bytes(), attributes.from(), attributes.to(), 0);
        int slot = (int) hash.high() & RESOURCE_SLOTS - 1;
        ResourceContext known = resources[slot];
        if (known != null && known.high() == hash.high() && known.low() == hash.low()) {
            return known;
        }
        ResourceContext context =
                ResourceContext.of(
                        hash.high(),
                        hash.low(),
                        AttributeReader.read(attributes),
                        promotedAttributes,
                        naming);
        resources[slot] = context;
        return context;
    }

    /** The context of a metric of a resource. */
    MetricContext metric(ResourceContext resource, MetricHeader header, TextHash hash) {
        header.hash(hash);
        hash.combine(resource.high(), resource.low());
        int slot = (int) hash.high() & METRIC_SLOTS - 1;
        MetricContext known = metrics[slot];
        if (known != null && known.high() == hash.high() && known.low() == hash.low()) {
            return known;
        }
        String unit = header.unit();
        String name = naming.metric(header.name(), unit, header.kind());
        MetricContext context =
                new MetricContext(
                        hash.high(),
                        hash.low(),
                        name,
                        resource.shared(),
                        new MetricMetadata(
                                name,
                                header.kind().type(),
                                header.description(),
                                UnitWords.of(unit).main()));
        metrics[slot] = context;
        return context;
    }
}
