package dev.muninn.ingest.otlp;

import dev.muninn.ingest.otlp.AttributeReader.Attribute;
import dev.muninn.model.LabelBytes;
import dev.muninn.model.Labels;
import java.util.List;

/**
 * What a resource gives to its series: job and instance, and the attributes chosen to be labels;
 * the rest is told by the series {@code target_info}.
 *
 * @param high with {@code low} the hash of the resource
 * @param shared labels of all its series
 * @param info the labels of {@code target_info}; empty if there is nothing to tell, or of nobody
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and never compared
record ResourceContext(long high, long low, Labels shared, byte[] info) {

    private static final String SERVICE_NAME = "service.name";
    private static final String SERVICE_NAMESPACE = "service.namespace";
    private static final String SERVICE_INSTANCE = "service.instance.id";

    static ResourceContext of(
            long high, long low, List<Attribute> resource, List<String> promoted, Naming naming) {
        Labels.Builder shared =
                naming.labels(resource.stream().filter(a -> promoted.contains(a.key())).toList());
        addIdentity(shared, resource);
        return new ResourceContext(high, low, shared.build(), info(resource, naming));
    }

    private static void addIdentity(Labels.Builder labels, List<Attribute> resource) {
        String name = find(resource, SERVICE_NAME);
        String namespace = find(resource, SERVICE_NAMESPACE);
        if (!name.isEmpty()) {
            labels.set("job", namespace.isEmpty() ? name : namespace + "/" + name);
        }
        String instance = find(resource, SERVICE_INSTANCE);
        if (!instance.isEmpty()) {
            labels.set("instance", instance);
        }
    }

    private static String find(List<Attribute> attributes, String key) {
        for (Attribute attribute : attributes) {
            if (attribute.key().equals(key)) {
                return attribute.value();
            }
        }
        return "";
    }

    private static byte[] info(List<Attribute> resource, Naming naming) {
        List<Attribute> rest =
                resource.stream()
                        .filter(a -> !a.key().equals(SERVICE_NAME))
                        .filter(a -> !a.key().equals(SERVICE_NAMESPACE))
                        .filter(a -> !a.key().equals(SERVICE_INSTANCE))
                        .toList();
        Labels.Builder labels = naming.labels(rest);
        if (labels.build().isEmpty()) {
            return new byte[0];
        }
        addIdentity(labels, resource);
        if (labels.get("job").isEmpty() && labels.get("instance").isEmpty()) {
            return new byte[0];
        }
        return LabelBytes.encode(labels.set(Labels.METRIC_NAME, "target_info").build());
    }
}
