package dev.muninn.ingest.otlp;

import dev.muninn.model.Labels;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;

/**
 * What a resource gives to its series: job and instance, and the attributes chosen to be labels;
 * the rest is told by the series {@code target_info}.
 */
final class ResourceLabels {

    private static final String SERVICE_NAME = "service.name";
    private static final String SERVICE_NAMESPACE = "service.namespace";
    private static final String SERVICE_INSTANCE = "service.instance.id";

    private ResourceLabels() {}

    static Labels ofSeries(List<KeyValue> resource, List<String> promoted, Naming naming) {
        Labels.Builder labels = Labels.builder();
        AttributeLabels.addTo(
                labels,
                resource.stream().filter(a -> promoted.contains(a.getKey())).toList(),
                naming);
        addIdentity(labels, resource);
        return labels.build();
    }

    private static void addIdentity(Labels.Builder labels, List<KeyValue> resource) {
        String name = AttributeLabels.find(resource, SERVICE_NAME);
        String namespace = AttributeLabels.find(resource, SERVICE_NAMESPACE);
        if (!name.isEmpty()) {
            labels.set("job", namespace.isEmpty() ? name : namespace + "/" + name);
        }
        String instance = AttributeLabels.find(resource, SERVICE_INSTANCE);
        if (!instance.isEmpty()) {
            labels.set("instance", instance);
        }
    }

    /** The labels of {@code target_info}; empty if there is nothing to tell, or of nobody. */
    static Labels ofTargetInfo(List<KeyValue> resource, Naming naming) {
        Labels.Builder labels = Labels.builder();
        List<KeyValue> rest =
                resource.stream()
                        .filter(a -> !a.getKey().equals(SERVICE_NAME))
                        .filter(a -> !a.getKey().equals(SERVICE_NAMESPACE))
                        .filter(a -> !a.getKey().equals(SERVICE_INSTANCE))
                        .toList();
        AttributeLabels.addTo(labels, rest, naming);
        if (labels.build().isEmpty()) {
            return Labels.empty();
        }
        addIdentity(labels, resource);
        if (labels.get("job").isEmpty() && labels.get("instance").isEmpty()) {
            return Labels.empty();
        }
        return labels.set(Labels.METRIC_NAME, "target_info").build();
    }
}
